import type { Candidate } from './matcher.ts'
import { WEIGHTS } from './weights.ts'
import type { Weights } from './weights.ts'

/**
 * What to do with a message: answer it, offer up to three readings, ask to put it otherwise, or offer a person. An answer may name a
 * neighbour that was nearly as likely, and further questions of the same message, in their order.
 */
export type Understood =
  | { readonly kind: 'answer'; readonly intent: string; readonly neighbour?: string; readonly further?: readonly string[] }
  | { readonly kind: 'clarify'; readonly intents: readonly string[] }
  | { readonly kind: 'rephrase' | 'offer-person'; readonly best?: string }
  /** Turns to something else, without saying yet to what. */
  | { readonly kind: 'leave' }

const MOST_READINGS = 3
const MISSES_BEFORE_PERSON = 1

/** Decides by the candidates' probabilities. `misses`: messages in a row not understood before this one; `akin`: whether two intents lead to each other. */
export const decide = (
  candidates: readonly Candidate[],
  misses: number,
  akin: (one: string, other: string) => boolean = () => false,
  { answer, offer, worth }: Weights = WEIGHTS,
): Understood => {
  const [first, second] = candidates
  const missed = (best: string | undefined): Understood => ({
    kind: misses >= MISSES_BEFORE_PERSON ? 'offer-person' : 'rephrase',
    ...(best === undefined ? {} : { best }),
  })
  // An empty id is small talk and the like: nothing of the knowledge base.
  if (!first || (first.intent === '' && first.probability >= worth)) return missed(undefined)
  if (first.probability >= answer) {
    const neighbour = second && second.intent !== '' && second.probability >= offer && akin(first.intent, second.intent) ? { neighbour: second.intent } : {}
    return { kind: 'answer', intent: first.intent, ...neighbour }
  }
  const possible = candidates.filter((one, at) => one.intent !== '' && (at === 0 || one.probability >= offer)).slice(0, MOST_READINGS)
  if (first.probability >= worth && possible.length > 0) return { kind: 'clarify', intents: possible.map((one) => one.intent) }
  return missed(first.intent === '' ? undefined : first.intent)
}
