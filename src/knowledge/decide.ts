import type { Candidate } from './matcher.ts'
import { THRESHOLDS } from './weights.ts'

/** What to do with a message: answer it, offer up to three readings, ask to put it otherwise, or offer a person. */
export type Understood =
  | { readonly kind: 'answer'; readonly intent: string }
  | { readonly kind: 'clarify'; readonly intents: readonly string[] }
  | { readonly kind: 'rephrase' | 'offer-person'; readonly best?: string }
  /** Turns to something else, without saying yet to what. */
  | { readonly kind: 'leave' }

const MOST_READINGS = 3
const MISSES_BEFORE_PERSON = 1

/** Decides by the candidates' probabilities. `misses`: messages in a row not understood before this one. */
export const decide = (candidates: readonly Candidate[], misses: number): Understood => {
  const [first, second] = candidates
  const missed = (best: string | undefined): Understood => ({
    kind: misses >= MISSES_BEFORE_PERSON ? 'offer-person' : 'rephrase',
    ...(best === undefined ? {} : { best }),
  })
  // An empty id is small talk and the like: nothing of the knowledge base.
  if (!first || first.intent === '') return missed(undefined)
  const apart = first.probability - (second?.probability ?? 0)
  if (first.probability >= THRESHOLDS.answer && (apart >= THRESHOLDS.margin || second?.intent === '')) return { kind: 'answer', intent: first.intent }
  const possible = candidates.filter((one) => one.intent !== '' && one.probability >= THRESHOLDS.offer).slice(0, MOST_READINGS)
  if (possible.length > 0 && (second?.intent !== '' || apart > THRESHOLDS.margin / 2)) return { kind: 'clarify', intents: possible.map((one) => one.intent) }
  return missed(first.intent)
}
