import type { Answers, FlowState } from '../core/flow-state.ts'
import type { Choice, Part } from '../core/message.ts'
import { relevantSteps } from './condition.ts'
import type { FlowTexts } from './fields.ts'
import type { Flow, Step } from './schema.ts'

/** Step name of the review. */
export const REVIEW = '@review'

const yesNo = (texts: FlowTexts): readonly Choice[] => [
  { value: 'yes', label: texts('choice.yes') },
  { value: 'no', label: texts('choice.no') },
]

/** Choices of a step, as offered with its question. */
export const choicesOf = (step: Step, texts: FlowTexts): readonly Choice[] => {
  const { field } = step
  const skip: readonly Choice[] = step.optional ? [{ value: 'skip', label: texts('choice.skip') }] : []
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return [...field.options.map(({ value, label }) => ({ value, label })), ...skip]
    case 'yes-no':
      return [...yesNo(texts), ...skip]
    case 'consent':
      return [
        { value: 'yes', label: texts('choice.agree') },
        { value: 'no', label: texts('choice.refuse') },
      ]
    case 'files':
      return step.optional ? skip : []
    default:
      return skip
  }
}

const part = (text: string, choices: readonly Choice[]): Part => (choices.length === 0 ? { text } : { text, choices })

/** How far the form is: counted over the steps that are asked as things stand. */
const progress = (flow: Flow, answers: Answers, step: Step, texts: FlowTexts): string => {
  const steps = relevantSteps(flow, answers)
  return texts('progress', { n: steps.findIndex((one) => one.id === step.id) + 1, total: steps.length })
}

/** The question of a step, with how far the form is. */
export const askStep = (flow: Flow, state: FlowState, step: Step, texts: FlowTexts): Part =>
  part(`${state.editing ? '' : progress(flow, state.answers, step, texts)}${step.ask}`, choicesOf(step, texts))

/** A value waiting for a yes. */
export const askEcho = (question: string, texts: FlowTexts): Part => part(question, yesNo(texts))

/** What was filled in, numbered, with the way to send it or to change a line. */
export const askReview = (flow: Flow, answers: Answers, texts: FlowTexts): Part => {
  const lines = reviewLines(flow, answers).map(({ step, shown }, index) => texts('review.line', { n: index + 1, label: step.label, shown }))
  return part([texts('review.head', { title: flow.title }), ...lines, texts('review.tail')].join('\n'), [
    { value: 'submit', label: texts('choice.submit') },
    { value: 'edit', label: texts('choice.edit') },
  ])
}

/** Lines of the review: relevant steps with their answers, consents left out. */
export const reviewLines = (flow: Flow, answers: Answers): readonly { readonly step: Step; readonly shown: string }[] =>
  relevantSteps(flow, answers).flatMap((step) => {
    const value = answers[step.id]
    return value && step.field.kind !== 'consent' ? [{ step, shown: value.shown }] : []
  })

/** Says that an answer was not understood; the third time in a row at length, with a way out. */
export const askInvalid = (step: Step, why: string, misses: number, choices: readonly Choice[], texts: FlowTexts): Part => {
  if (misses < 3) return part(why, choices)
  const ways: readonly Choice[] = [{ value: 'do:person', label: texts('choice.person') }]
  return part([why, step.help, texts(step.optional ? 'third.optional' : 'third.person')].join('\n'), [...choices, ...ways])
}
