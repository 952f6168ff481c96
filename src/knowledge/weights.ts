import weights from './weights.json' with { type: 'json' }

/**
 * What speaks for an intent, each from 0 to 1: the linear classifier's share (by its logarithm), likeness to all the intent's text, that
 * against the best intent's, the Bayes classifier's share (by its logarithm).
 */
export const EVIDENCE = ['linear', 'whole', 'share', 'bayes'] as const
export type EvidenceName = (typeof EVIDENCE)[number]
export type Evidence = Readonly<Record<EvidenceName, number>>

/** The evidence that ranks. The bare likeness says how sure the first is. */
export const RANKING = ['linear', 'share', 'bayes'] as const
export type RankingWeights = Readonly<Record<(typeof RANKING)[number], number>>

/**
 * What makes the best candidate sure: its share among the candidates, how far the second is behind, likeness to all its text, the
 * logarithm of its share (from -1 to 0), and the message's length (1 from 60 characters on).
 */
export const SURENESS = ['share', 'margin', 'whole', 'tail', 'length'] as const
export type Sureness = Readonly<Record<(typeof SURENESS)[number], number>>
export type SurenessWeights = Sureness & { readonly base: number }

/**
 * What tells a question about one's rights from small talk: the linear classifier's share for none of the intents and for the best of
 * them (by their logarithms), likeness to all that one's text, and the message's length (1 from 15 characters on).
 */
export const MATTER = ['none', 'linear', 'whole', 'length'] as const
export type Matter = Readonly<Record<(typeof MATTER)[number], number>>
export type MatterWeights = Matter & { readonly base: number }

/** All weights and thresholds. The first three were learnt on held-back phrasings by `xiangfa kb learn`, which writes weights.json. */
export type Weights = {
  readonly evidence: RankingWeights
  readonly sureness: SurenessWeights
  readonly matter: MatterWeights
  /** Answer at once from this probability on; offer readings that are at least `offer` likely where the best is at least `worth`. */
  readonly answer: number
  readonly offer: number
  readonly worth: number
}
export const WEIGHTS: Weights = weights

/** Adds up what speaks for an intent. */
export const scoreOf = (evidence: Evidence, by: RankingWeights): number => by.linear * evidence.linear + by.share * evidence.share + by.bayes * evidence.bayes

/** The chance that the best candidate is right, 0..1. */
export const chanceOf = (sureness: Sureness, by: SurenessWeights): number => logistic(SURENESS.reduce((sum, name) => sum + by[name] * sureness[name], by.base))

/** The chance that a message is about one's rights at all, 0..1. */
export const matterChanceOf = (matter: Matter, by: MatterWeights): number => logistic(MATTER.reduce((sum, name) => sum + by[name] * matter[name], by.base))

const logistic = (value: number): number => 1 / (1 + Math.exp(-value))
