import { evidenceFor, readyModel } from './evidence.ts'
import { readSaid } from './features.ts'
import type { FeatureDeps } from './features.ts'
import type { Model } from './model.ts'
import { rankFound, surenessOf } from './rank.ts'
import { chanceOf, WEIGHTS } from './weights.ts'
import type { Evidence, Weights } from './weights.ts'

/** An intent ('' none of them) with the probability that it is what was meant, and what spoke for it. */
export type Candidate = {
  readonly intent: string
  readonly probability: number
  readonly score: number
  readonly evidence: Evidence
  /** The phrasing most alike; '' where none is. */
  readonly nearest: string
}

/** Finds what a text means: candidates, best first, at most `limit`. Empty where nothing is alike. */
export type Matcher = { readonly match: (text: string, limit?: number) => readonly Candidate[] }

/** Makes a matcher of a model. */
export const createMatcher = (model: Model, deps: FeatureDeps, weights: Weights = WEIGHTS): Matcher => {
  const ready = readyModel(model)
  return {
    match(text, limit = 5) {
      const gathered = evidenceFor(readSaid(text, deps), ready)
      const ranked = rankFound(gathered.found, weights.evidence)
      const first = ranked[0]
      if (!first) return []
      const sure = chanceOf(surenessOf(gathered, ranked), weights.sureness)
      return ranked.slice(0, limit).map(({ found, score, share }, at) => ({
        intent: model.names[found.label] ?? '',
        // What follows is right only where the first is not, and then by its share of the rest.
        probability: at === 0 ? sure : Math.min((sure * share) / first.share, ((1 - sure) * share) / Math.max(1e-9, 1 - first.share)),
        score,
        evidence: found.evidence,
        nearest: model.phrasings[found.nearest] ?? '',
      }))
    },
  }
}
