import { createBayes } from './bayes.ts'
import type { Bayes } from './bayes.ts'
import type { Said } from './features.ts'
import { linearScores, softmax } from './linear.ts'
import type { Model } from './model.ts'
import { TUNING, vectorOf } from './model.ts'
import { highest, productsOf } from './vectors.ts'
import type { Evidence } from './weights.ts'

/** An intent by its number, with what speaks for it. */
export type Found = { readonly label: number; readonly evidence: Evidence }

/** Candidates for what was said, in no order. `length`: of what was said, in characters; `none`: the linear classifier's share for none of the intents, scaled. */
export type Gathered = { readonly length: number; readonly none: number; readonly found: readonly Found[] }

/** A model made ready to be asked. */
export type Ready = {
  readonly model: Model
  readonly ids: ReadonlyMap<string, number>
  readonly bayes: Bayes
  /** The intent that a line means word for word, by the line's letters. */
  readonly verbatim: ReadonlyMap<string, number>
}

/** What two lines have alike that differ only in punctuation, spaces and capitals. */
export const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The number of no intent at all. */
const NONE = 0
/** At most so many candidates by each of the two parts that find them. */
const BY_LINEAR = 15
const BY_WHOLE = 30
/** natural's engine is asked about the first of them only: it is the slowest part. */
const BY_BAYES = 10
/** Logarithms of the shares below which all are as good as nothing. Bayes takes every word for a proof of its own: its shares fall steeply. */
const LEAST = { linear: Math.log(1e-5), bayes: Math.log(1e-14) } as const

/** Makes a model ready. */
export const readyModel = (model: Model): Ready => ({
  model,
  ids: new Map(model.vocabulary.map((feature, id) => [feature, id])),
  verbatim: new Map(model.phrasings.map((phrasing, index) => [lettersOf(phrasing), model.labels[index]!])),
  bayes: createBayes(model.words.map((words, index) => ({ words: words.split(' '), label: model.labels[index]! }))),
})

/** A share on a scale from 0 to 1 by its logarithm. */
const scaled = (share: number, least: number): number => (share <= 0 ? 0 : Math.max(0, 1 - Math.log(share) / least))

/** Finds candidates and gathers what speaks for each. */
export const evidenceFor = (said: Said, { model, ids, bayes }: Ready): Gathered => {
  const vector = vectorOf(said.features, ids, model.rarity, TUNING.unknown)
  const whole = productsOf(model.whole, vector)
  const linear = softmax(linearScores(model.linear, vector))
  const labels = [...new Set([...highest(linear, BY_LINEAR), ...highest(whole, BY_WHOLE)])].filter((label) => label !== NONE)
  const shares = bayes.shares(said.words, labels.slice(0, BY_BAYES))
  const top = labels.reduce((most, label) => Math.max(most, whole[label]!), 0) || 1
  const found = labels.map(
    (label, index): Found => ({
      label,
      evidence: {
        linear: scaled(linear[label]!, LEAST.linear),
        whole: whole[label]!,
        share: whole[label]! / top,
        bayes: scaled(shares[index] ?? 0, LEAST.bayes),
      },
    }),
  )
  return { length: said.length, none: scaled(linear[NONE] ?? 0, LEAST.linear), found }
}
