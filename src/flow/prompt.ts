import type { Answers, FlowState } from '../core/flow-state.ts'
import type { Choice, Part } from '../core/message.ts'
import { holds } from './condition.ts'
import { relevantSteps } from './expand.ts'
import type { Asked } from './expand.ts'
import { asChoices, optionsOf } from './read/read-choice.ts'
import { OTHER_DOCUMENT } from './read/read-identity.ts'
import { townChoices } from './read/read-place.ts'
import type { FlowTexts } from './read/reading.ts'
import type { Flow } from './schema.ts'
import type { Setting } from './turn.ts'

/** Step name of the review. */
export const REVIEW = '@review'

const yesNo = (texts: FlowTexts): readonly Choice[] => [
  { value: 'yes', label: texts('choice.yes') },
  { value: 'no', label: texts('choice.no') },
]

/** Choices of a step, as offered with its question. */
export const choicesOf = ({ context, texts }: Setting, answers: Answers, step: Asked): readonly Choice[] => {
  const { field } = step
  const skip: readonly Choice[] = step.optional ? [{ value: 'skip', label: texts('choice.skip') }] : []
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return [...asChoices(optionsOf(field, answers)), ...skip]
    case 'listed': {
      const village = field.village === undefined ? undefined : answers[field.village]
      return [...context.lists(field.list, village?.kind === 'village' ? village.value : undefined), ...skip]
    }
    case 'town':
      return [...townChoices(context.towns), ...skip]
    case 'yes-no':
      return [...yesNo(texts), ...skip]
    case 'resident-id':
      return field['or-other'] ? [{ value: OTHER_DOCUMENT, label: texts('choice.other-document') }, ...skip] : skip
    case 'consent':
      return [
        { value: 'yes', label: texts('choice.agree') },
        { value: 'no', label: texts('choice.refuse') },
      ]
    case 'signature':
      return [{ value: 'no', label: texts('choice.refuse') }]
    default:
      return skip
  }
}

const part = (text: string, choices: readonly Choice[]): Part => (choices.length === 0 ? { text } : { text, choices })

/** How far the form is, counted over the questions that are asked as things stand, and the section where one begins. */
const progress = (flow: Flow, answers: Answers, step: Asked, texts: FlowTexts): string => {
  const steps = relevantSteps(flow, answers).filter((one) => one.field.kind !== 'stop')
  const n = steps.findIndex((one) => one.id === step.id) + 1
  const done = texts('progress', { n, total: steps.length })
  return step.section === undefined ? done : texts('section', { progress: done, section: step.section })
}

/** Earlier answers put into a text by `{step}`; in a group, siblings by their own name and {n}. */
export const withAnswers = (text: string, step: Asked, answers: Answers): string =>
  text.replace(/\{([a-z][a-z0-9-]*)\}/g, (_, name: string) => {
    if (name === 'n' && step.group) return String(step.group.n)
    const own = step.group ? answers[`${step.group.id}.${step.group.n}.${name}`] : undefined
    const found = own ?? answers[name]
    return found && found.kind !== 'skipped' ? found.shown : ''
  })

/** The question of a step, with how far the form is and what is to be said before it. */
export const askStep = (setting: Setting, state: FlowState, step: Asked): Part => {
  const { flow, texts } = setting
  const hints = step.hints.filter((hint) => holds(hint.when, state.answers)).map((hint) => `${hint.say}\n`)
  const text = withAnswers(`${hints.join('')}${step.ask}`, step, state.answers)
  return part(`${state.editing ? '' : progress(flow, state.answers, step, texts)}${text}`, choicesOf(setting, state.answers, step))
}

/** A value waiting for a yes. */
export const askEcho = (question: string, texts: FlowTexts): Part => part(question, yesNo(texts))

/** What was filled in, numbered, with the way to send it or to change a line. */
export const askReview = (flow: Flow, answers: Answers, texts: FlowTexts): Part =>
  part(
    [texts('review.head', { title: flow.title }), ...numbered(flow, answers, texts), texts('review.tail'), ...membersTail(flow, answers, texts)].join('\n'),
    [
      { value: 'submit', label: texts('choice.submit') },
      { value: 'edit', label: texts('choice.edit') },
    ],
  )

/** How to take out or add one of a group, where there is one. */
const membersTail = (flow: Flow, answers: Answers, texts: FlowTexts): readonly string[] => {
  const group = relevantSteps(flow, answers).findLast((step) => step.group)?.group
  return group ? [texts('review.members', { label: group.label, n: group.n })] : []
}

/** The review's lines, numbered. */
export const numbered = (flow: Flow, answers: Answers, texts: FlowTexts): readonly string[] =>
  reviewLines(flow, answers).map(({ step, shown }, index) => {
    const label = step.group && !step.group.last ? texts('review.of', { group: step.group.label, n: step.group.n, label: step.label }) : step.label
    return texts('review.line', { n: index + 1, label, shown })
  })

/** Lines of the review: questions that apply with their answers; agreements and "are there more" answered yes left out. */
export const reviewLines = (flow: Flow, answers: Answers): readonly { readonly step: Asked; readonly shown: string }[] =>
  relevantSteps(flow, answers).flatMap((step) => {
    const value = answers[step.id]
    if (!value || step.field.kind === 'consent' || step.field.kind === 'signature') return []
    if (step.group?.last && value.kind === 'yes-no' && value.value) return []
    return [{ step, shown: value.shown }]
  })

/** Says that an answer was not understood; the third time in a row at length, with a way out. */
export const askInvalid = (step: Asked, why: string, misses: number, choices: readonly Choice[], texts: FlowTexts): Part => {
  if (misses < 3) return part(why, choices)
  const ways: readonly Choice[] = [{ value: 'do:person', label: texts('choice.person') }]
  return part([why, step.help, texts(step.optional ? 'third.optional' : 'third.person')].join('\n'), [...choices, ...ways])
}
