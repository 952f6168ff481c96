import type { Answers, FieldValue } from '../core/flow-state.ts'
import { relevantSteps } from './expand.ts'
import type { Flow } from './schema.ts'

/** Answers of questions that apply only: what is reviewed and submitted. */
export const relevantAnswers = (flow: Flow, answers: Answers): Answers =>
  Object.fromEntries(
    relevantSteps(flow, answers).flatMap((step): [string, FieldValue][] => {
      const value = answers[step.id]
      return value ? [[step.id, value]] : []
    }),
  )

/** Whether every question that applies is answered. */
export const isComplete = (flow: Flow, answers: Answers): boolean => relevantSteps(flow, answers).every((step) => answers[step.id] !== undefined)
