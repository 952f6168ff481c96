/** What speaks for an intent, each from 0 to 1: the nearest phrasing, the mean of its four nearest, all its text, that against the best intent's, likeness letter by letter, and the Bayes classifier's share. */
export type Evidence = {
  readonly nearest: number
  readonly near: number
  readonly whole: number
  readonly share: number
  readonly alike: number
  readonly bayes: number
}

/** How the evidence adds up. Learnt on held-back phrasings, each ranked by a matcher that had not seen it. */
export const rankScore = ({ nearest, near, whole, share, alike, bayes }: Evidence): number =>
  1.0 * nearest + 1.6 * near + 1.2 * whole + 0.35 * share + 0.25 * alike + 0.25 * bayes

/** How sharply a better score counts. */
export const TEMPERATURE = 0.12

/** The chance that a candidate is right: its share among the candidates and how near the nearest phrasing is, through a logistic curve. */
export const probabilityOf = (share: number, { nearest, near }: Evidence): number => 1 / (1 + Math.exp(-(-3.4 + 3.2 * share + 4.2 * nearest + 2.5 * near)))

/** When to answer, when to offer readings. Probabilities; from the same data. */
export const THRESHOLDS = {
  /** Answer at once from here on. */
  answer: 0.55,
  /** Between two that are this near each other, ask. */
  margin: 0.1,
  /** Offer what is at least this likely. */
  offer: 0.16,
} as const
