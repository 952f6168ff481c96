import type { Answers, FieldValue } from '../core/flow-state.ts'
import type { Condition, Flow, Step } from './schema.ts'

const plain = (value: FieldValue | undefined): string | number | boolean | readonly string[] | undefined => {
  switch (value?.kind) {
    case undefined:
    case 'skipped':
    case 'files':
    case 'date':
      return undefined
    default:
      return value?.value
  }
}

/** Whether a condition holds for these answers. An answer that is not there makes every test of it false. */
export const holds = (condition: Condition, answers: Answers): boolean => {
  if ('all' in condition) return condition.all.every((one) => holds(one, answers))
  if ('any' in condition) return condition.any.some((one) => holds(one, answers))
  if ('not' in condition) return !holds(condition.not, answers)
  const value = answers[condition.step]
  if ('answered' in condition) return value !== undefined && value.kind !== 'skipped'
  const given = plain(value)
  if (given === undefined) return false
  if ('equals' in condition) return given === condition.equals
  if ('gt' in condition) return typeof given === 'number' && given > condition.gt
  return typeof given === 'object' ? given.some((one) => condition.in.includes(one)) : condition.in.includes(String(given))
}

/** Steps that are asked, given these answers, in order. */
export const relevantSteps = (flow: Flow, answers: Answers): readonly Step[] => flow.steps.filter((step) => !step.when || holds(step.when, answers))

/** Answers of relevant steps only: what is reviewed and submitted. */
export const relevantAnswers = (flow: Flow, answers: Answers): Answers =>
  Object.fromEntries(
    relevantSteps(flow, answers).flatMap((step): [string, FieldValue][] => {
      const value = answers[step.id]
      return value ? [[step.id, value]] : []
    }),
  )

/** Ids of the steps that a condition looks at. */
export const stepsIn = (condition: Condition): readonly string[] => {
  if ('all' in condition) return condition.all.flatMap(stepsIn)
  if ('any' in condition) return condition.any.flatMap(stepsIn)
  return 'not' in condition ? stepsIn(condition.not) : [condition.step]
}

/** Whether every question that applies is answered. */
export const isComplete = (flow: Flow, answers: Answers): boolean => relevantSteps(flow, answers).every((step) => answers[step.id] !== undefined)
