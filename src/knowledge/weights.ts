import weights from './weights.json' with { type: 'json' }

/**
 * What speaks for an intent, each from 0 to 1: the linear classifier's share (by its logarithm), likeness to all the intent's text, that
 * against the best intent's, the Bayes classifier's share (by its logarithm), the nearest phrasing, the mean of the four nearest.
 */
export const EVIDENCE = ['linear', 'whole', 'share', 'bayes', 'nearest', 'near'] as const
export type EvidenceName = (typeof EVIDENCE)[number]
export type Evidence = Readonly<Record<EvidenceName, number>>

/** The evidence that ranks. The nearest phrasings and the bare likeness add nothing to it; they explain a match and make it sure. */
export const RANKING = ['linear', 'share', 'bayes', 'near'] as const
export type RankingWeights = Readonly<Record<(typeof RANKING)[number], number>>

/**
 * What makes the best candidate sure: its share among the candidates, how far the second is behind, likeness to all its text, the
 * logarithm of its share (from -1 to 0), and the message's length (1 from 60 characters on).
 */
export const SURENESS = ['share', 'margin', 'whole', 'tail', 'length'] as const
export type Sureness = Readonly<Record<(typeof SURENESS)[number], number>>
export type SurenessWeights = Sureness & { readonly base: number }

/** All weights and thresholds. The first two were learnt on held-back phrasings by `xiangfa kb learn`, which writes weights.json. */
export type Weights = {
  readonly evidence: RankingWeights
  readonly sureness: SurenessWeights
  /** Answer at once from this probability on; offer readings that are at least `offer` likely where the best is at least `worth`. */
  readonly answer: number
  readonly offer: number
  readonly worth: number
}
export const WEIGHTS: Weights = weights

/** Adds up what speaks for an intent. */
export const scoreOf = (evidence: Evidence, by: RankingWeights): number => RANKING.reduce((sum, name) => sum + by[name] * evidence[name], 0)

/** The chance that the best candidate is right, 0..1. */
export const chanceOf = (sureness: Sureness, by: SurenessWeights): number =>
  1 / (1 + Math.exp(-SURENESS.reduce((sum, name) => sum + by[name] * sureness[name], by.base)))
