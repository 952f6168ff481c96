import type { FieldValue, FlowState } from '../core/flow-state.ts'
import { relevantSteps } from './condition.ts'
import { REVIEW } from './prompt.ts'
import type { Field, Flow } from './schema.ts'

/** Whether a stored answer is still one to this field. */
const fits = (field: Field, value: FieldValue, optional: boolean): boolean => {
  switch (field.kind) {
    case 'name':
    case 'resident-id':
    case 'mobile':
    case 'text':
    case 'long-text':
      return value.kind === 'text' || (optional && value.kind === 'skipped')
    case 'choice':
      return (value.kind === 'choice' && field.options.some((option) => option.value === value.value)) || (optional && value.kind === 'skipped')
    case 'choices':
      return (
        (value.kind === 'choices' && value.value.every((one) => field.options.some((option) => option.value === one))) || (optional && value.kind === 'skipped')
      )
    case 'consent':
      return value.kind === 'consent' && value.value === field.version
    case 'date':
    case 'money':
    case 'integer':
    case 'yes-no':
    case 'village':
    case 'files':
      return value.kind === field.kind || (optional && value.kind === 'skipped')
  }
}

/** A state of another version of the form as one of this version: answers that still fit stay, the first open question comes next. */
export const migrateState = (flow: Flow, state: FlowState): FlowState => {
  const answers = Object.fromEntries(
    flow.steps.flatMap((step): [string, FieldValue][] => {
      const value = state.answers[step.id]
      return value && fits(step.field, value, step.optional) ? [[step.id, value]] : []
    }),
  )
  const open = relevantSteps(flow, answers).find((step) => !answers[step.id])
  const trail = state.trail.filter((id) => answers[id] !== undefined)
  return { flow: flow.id, version: flow.version, step: open?.id ?? REVIEW, answers, trail, misses: 0, ...(state.paused ? { paused: true } : {}) }
}
