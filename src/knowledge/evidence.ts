import { createBayes } from './bayes.ts'
import type { Bayes } from './bayes.ts'
import type { Said } from './features.ts'
import { linearScores, softmax } from './linear.ts'
import type { Model } from './model.ts'
import { TUNING, vectorOf } from './model.ts'
import { highest, productsOf } from './vectors.ts'
import type { Evidence } from './weights.ts'

/** An intent by its number, with what speaks for it and its phrasing most alike (-1 for none). */
export type Found = { readonly label: number; readonly evidence: Evidence; readonly nearest: number }

/** A model made ready to be asked. */
export type Ready = { readonly model: Model; readonly ids: ReadonlyMap<string, number>; readonly bayes: Bayes }

const MOST_CANDIDATES = 50
const NEAREST = 80
const NEAR = 4
/** Features that more than this share of the phrasings have do not look for the nearest. */
const COMMON = 0.05
/** Logarithms of the shares below which all are as good as nothing. Bayes takes every word for a proof of its own: its shares fall steeply. */
const LEAST = { linear: Math.log(1e-5), bayes: Math.log(1e-14) } as const

/** Makes a model ready. */
export const readyModel = (model: Model): Ready => ({
  model,
  ids: new Map(model.vocabulary.map((feature, id) => [feature, id])),
  bayes: createBayes(model.words.map((words, index) => ({ words: words.split(' '), label: model.labels[index]! }))),
})

/** A share on a scale from 0 to 1 by its logarithm. */
const scaled = (share: number, least: number): number => (share <= 0 ? 0 : Math.max(0, 1 - Math.log(share) / least))

/** Candidates for what was said, in no order, with what speaks for each. `length`: of what was said, in characters. */
export type Gathered = { readonly length: number; readonly found: readonly Found[] }

/** Finds candidates and gathers what speaks for each. */
export const evidenceFor = (said: Said, { model, ids, bayes }: Ready): Gathered => {
  const vector = vectorOf(said.features, ids, model.rarity, TUNING.unknown)
  const alike = productsOf(model.near, vector, COMMON)
  const near = new Map<number, { first: number; sum: number; count: number; phrasing: number }>()
  for (const phrasing of highest(alike, NEAREST)) {
    const label = model.labels[phrasing]!
    const seen = near.get(label)
    const score = alike[phrasing]!
    if (!seen) near.set(label, { first: score, sum: score, count: 1, phrasing })
    else if (seen.count < NEAR) {
      seen.sum += score
      seen.count += 1
    }
  }
  const whole = productsOf(model.whole, vector)
  const linear = softmax(linearScores(model.linear, vector))
  const labels = [...new Set([...highest(linear, MOST_CANDIDATES / 4), ...highest(whole, MOST_CANDIDATES / 2), ...near.keys()])].slice(0, MOST_CANDIDATES)
  const shares = bayes.shares(said.words, labels)
  const top = labels.reduce((most, label) => Math.max(most, whole[label]!), 0) || 1
  const found = labels.map((label, index): Found => {
    const seen = near.get(label)
    return {
      label,
      nearest: seen?.phrasing ?? -1,
      evidence: {
        linear: scaled(linear[label]!, LEAST.linear),
        nearest: seen?.first ?? 0,
        near: seen ? seen.sum / NEAR : 0,
        whole: whole[label]!,
        share: whole[label]! / top,
        bayes: scaled(shares[index]!, LEAST.bayes),
      },
    }
  })
  return { length: said.length, found }
}
