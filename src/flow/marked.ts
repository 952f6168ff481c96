import type { FlowState } from '../core/flow-state.ts'
import type { Part } from '../core/message.ts'
import * as engine from './engine.ts'
import { flowCommandOf } from './commands.ts'
import { relevantSteps } from './expand.ts'
import { REVIEW } from './prompt.ts'
import type { FlowTexts } from './read/reading.ts'
import type { Flow } from './schema.ts'
import type { FlowContext, FlowInput, FlowOutcome } from './types.ts'

/** Whether a form stands where sensitive data are asked for or shown: at a sensitive step, at the consent before one, at a review with such an answer. */
export const isSensitive = (flow: Flow, state: FlowState): boolean => {
  if (state.confirming) return false
  const steps = relevantSteps(flow, state.answers)
  if (state.step === REVIEW) return steps.some((step) => step.sensitive && (state.answers[step.id]?.kind ?? 'skipped') !== 'skipped')
  const at = steps.findIndex((step) => step.id === state.step)
  const step = steps[at]
  return step !== undefined && (step.sensitive || (step.field.kind === 'consent' && steps[at + 1]?.sensitive === true))
}

/** Whether a message only steers a form and gives it no answer. */
export const steers = ({ content, text }: FlowInput, texts: FlowTexts): boolean =>
  (content.kind === 'choice' && (content.value === 'skip' || content.value.startsWith('do:'))) ||
  (content.kind === 'text' && flowCommandOf(text, texts) !== undefined)

const marked = (flow: Flow, state: FlowState, parts: readonly Part[]): readonly Part[] =>
  isSensitive(flow, state) ? parts.map((part) => ({ ...part, sensitive: true as const })) : parts

const markedOutcome = (flow: Flow, outcome: FlowOutcome): FlowOutcome =>
  outcome.kind === 'ask' || outcome.kind === 'invalid' || outcome.kind === 'decline' ? { ...outcome, say: marked(flow, outcome.state, outcome.say) } : outcome

/** Begins an interview with its first question. `given`: what whoever opens it has said already. */
export const startFlow = (flow: Flow, context: FlowContext, texts: FlowTexts, given: engine.Given = {}): FlowOutcome =>
  markedOutcome(flow, engine.startFlow(flow, context, texts, given))

/** Reads one message in an open interview; what asks for or shows sensitive data is marked so. */
export const answerFlow = (flow: Flow, state: FlowState, input: FlowInput, context: FlowContext, texts: FlowTexts): FlowOutcome =>
  markedOutcome(flow, engine.answerFlow(flow, state, input, context, texts))

/** The pending question once more, e.g. after something else was said in between. */
export const askAgain = (flow: Flow, state: FlowState, context: FlowContext, texts: FlowTexts): readonly Part[] =>
  marked(flow, state, engine.askAgain(flow, state, context, texts))
