import type { FieldValue, FlowState } from '../../core/flow-state.ts'
import type { Choice } from '../../core/message.ts'
import { looksLikeQuestion } from '../../lang/index.ts'
import type { Asked } from '../expand.ts'
import type { FlowContext, FlowInput } from '../types.ts'

/** Looks up what the engine says. */
export type FlowTexts = (key: string, vars?: Readonly<Record<string, string | number>>) => string

/** What a message is as an answer to a step. `foreign`: as far as can be told not meant as one. */
export type Reading =
  | { readonly kind: 'value'; readonly value: FieldValue }
  /** Understood, but to be confirmed first. */
  | { readonly kind: 'echo'; readonly value: FieldValue; readonly question: string }
  | { readonly kind: 'which'; readonly question: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'more'; readonly say: string; readonly pieces?: FlowState['pieces']; readonly files?: FlowState['files'] }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'foreign'; readonly why: string }
  /** A consent or signature refused: not an answer to store; the form ends. */
  | { readonly kind: 'refused' }

/** What a step's reader knows beside the message. */
export type FieldContext = {
  readonly step: Asked
  readonly input: FlowInput
  readonly state: FlowState
  readonly context: FlowContext
  readonly texts: FlowTexts
}

/** Meant as an answer, and wrong. */
export const wrong = (why: string): Reading => ({ kind: 'wrong', why })
/** Not meant as an answer. */
export const foreign = (why: string): Reading => ({ kind: 'foreign', why })
/** An answer. */
export const value = (given: FieldValue): Reading => ({ kind: 'value', value: given })
/** Whatever looks like a question may be one; everything else was meant as an answer. */
export const missed = ({ input, texts }: FieldContext, key: string): Reading => (looksLikeQuestion(input.text) ? foreign(texts(key)) : wrong(texts(key)))
