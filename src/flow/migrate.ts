import type { FieldValue, FlowState } from '../core/flow-state.ts'
import { relevantSteps, stepOf } from './expand.ts'
import type { Asked } from './expand.ts'
import { REVIEW } from './prompt.ts'
import { OTHER_DOCUMENT } from './read/read-identity.ts'
import type { Flow } from './schema.ts'

/** Whether a stored answer is still one to this question. */
const fits = ({ field, optional }: Asked, value: FieldValue): boolean => {
  if (value.kind === 'skipped') return optional
  switch (field.kind) {
    case 'name':
    case 'document-number':
    case 'mobile':
    case 'phone':
    case 'address':
    case 'text':
    case 'long-text':
      return value.kind === 'text'
    case 'resident-id':
      return value.kind === 'text' || (field['or-other'] && value.kind === 'choice' && value.value === OTHER_DOCUMENT)
    case 'choice':
      return value.kind === 'choice' && field.options.some((option) => option.value === value.value)
    case 'choices':
      return value.kind === 'choices' && value.value.every((one) => field.options.some((option) => option.value === one))
    case 'listed':
      return value.kind === 'choice' || value.kind === 'text'
    case 'location':
      return value.kind === 'location' || value.kind === 'text'
    case 'consent':
      return value.kind === 'consent' && value.value === field.version
    case 'signature':
      return value.kind === 'signature' && value.version === field.version
    case 'birth-date':
      return value.kind === 'date' && value.age !== undefined
    case 'date-span':
      return value.kind === 'span'
    case 'percentage':
      return value.kind === 'percent'
    case 'date':
    case 'money':
    case 'integer':
    case 'yes-no':
    case 'village':
    case 'town':
    case 'files':
      return value.kind === field.kind
    case 'stop':
      return false
  }
}

/** A state of another version of the form as one of this version: answers that still fit stay, the first open question comes next. */
export const migrateState = (flow: Flow, state: FlowState): FlowState => {
  const answers = Object.fromEntries(
    Object.entries(state.answers).filter(([id, value]) => {
      const step = stepOf(flow, id)
      return step !== undefined && fits(step, value)
    }),
  )
  const open = relevantSteps(flow, answers).find((step) => !answers[step.id])
  const trail = state.trail.filter((id) => answers[id] !== undefined)
  return {
    flow: flow.id,
    version: flow.version,
    step: open?.id ?? REVIEW,
    answers,
    trail,
    misses: 0,
    ...(state.origin ? { origin: state.origin } : {}),
    ...(state.paused ? { paused: true } : {}),
  }
}
