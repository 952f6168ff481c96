/** Guided interviews: a form's file, read and checked, and the engine that asks it. Pure. */
export { answerFlow, askAgain, startFlow } from './engine.ts'
export type { FlowTexts } from './fields.ts'
export { type FlowFault, loadFlow } from './load.ts'
export { migrateState } from './migrate.ts'
export { relevantAnswers, relevantSteps } from './condition.ts'
export { REVIEW, reviewLines } from './prompt.ts'
export type { Condition, Field, Flow, Step } from './schema.ts'
export type * from './types.ts'
