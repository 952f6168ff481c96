import { DiceCoefficient } from 'natural/lib/natural/distance/index.js'
import { foldForMatch } from '../lang/index.ts'
import { createBayes } from './bayes.ts'
import type { Bayes } from './bayes.ts'
import { featuresOf, wordsOf } from './features.ts'
import type { FeatureDeps } from './features.ts'
import { createVectors } from './vectors.ts'
import type { Vectors } from './vectors.ts'
import type { Topic } from './schema.ts'
import { probabilityOf, rankScore, TEMPERATURE } from './weights.ts'
import type { Evidence } from './weights.ts'

/** An intent with the probability that it is what was meant, and what spoke for it. */
export type Candidate = {
  readonly intent: string
  readonly probability: number
  readonly score: number
  readonly evidence: Evidence
  /** The phrasing most alike; '' where none is. */
  readonly nearest: string
}

/** Finds what a text means: candidates, best first, at most `limit`. Empty where nothing is alike. */
export type Matcher = {
  readonly match: (text: string, limit?: number, without?: number) => readonly Candidate[]
  readonly phrasings: readonly { readonly text: string; readonly intent: string }[]
}

const MOST_CANDIDATES = 40
const NOT_ASKED = ''

/** Trains a matcher on the topics' phrasings, titles and answers. `chatter`: lines that mean no intent at all. */
export const createMatcher = (topics: readonly Topic[], chatter: readonly string[], deps: FeatureDeps): Matcher => {
  const intents = topics.flatMap((topic) => topic.intents)
  const known = new Set(intents.map((intent) => intent.id))
  const phrasings = [
    ...intents.flatMap((intent) => intent.phrasings.map((text) => ({ text, intent: intent.id }))),
    // A counter-example is an example of its neighbour, where that is here.
    ...intents.flatMap((intent) => intent.not.filter((one) => known.has(one.intent)).map((one) => ({ text: one.text, intent: one.intent }))),
    ...chatter.map((text) => ({ text, intent: NOT_ASKED })),
  ]
  const features = phrasings.map(({ text }) => featuresOf(text, deps))
  const byPhrasing = createVectors(features)
  const own = new Map<string, Map<string, number>>()
  const gather = (intent: string, given: ReadonlyMap<string, number>, share: number) => {
    const sum = own.get(intent) ?? new Map<string, number>()
    for (const [feature, weight] of given) sum.set(feature, (sum.get(feature) ?? 0) + weight * share)
    own.set(intent, sum)
  }
  for (const [index, { intent }] of phrasings.entries()) gather(intent, features[index] ?? new Map(), 1)
  for (const intent of intents) {
    gather(intent.id, featuresOf(intent.title, deps), 6)
    gather(intent.id, featuresOf(`${intent.short} ${intent.answer}`, deps), 1.5)
  }
  const names = [...own.keys()]
  // How often a feature stands in an intent counts by its logarithm, as in BM25 and its kin.
  const byIntent = createVectors(
    names.map((name) => new Map([...(own.get(name) ?? new Map<string, number>())].map(([feature, weight]) => [feature, Math.log1p(weight)]))),
  )
  const bayes = createBayes(phrasings.map(({ text, intent }) => ({ words: wordsOf(text, deps), label: intent })))
  const labels = new Map(names.map((name, index) => [name, index]))
  const labelOf = Int32Array.from(phrasings, ({ intent }) => labels.get(intent) ?? 0)
  const texts = phrasings.map(({ text }) => text)
  const folded = phrasings.map(({ text }) => foldForMatch(text))
  return {
    phrasings,
    match: (text, limit = 5, without = -1) => rank(text, { deps, bayes, byPhrasing, byIntent, names, labelOf, folded, texts, without }).slice(0, limit),
  }
}

type Trained = {
  readonly deps: FeatureDeps
  readonly bayes: Bayes
  readonly byPhrasing: Vectors
  readonly byIntent: Vectors
  readonly names: readonly string[]
  readonly labelOf: Int32Array
  readonly folded: readonly string[]
  readonly texts: readonly string[]
  /** A phrasing to be left out: for measuring. */
  readonly without: number
}

const rank = (text: string, trained: Trained): readonly Candidate[] => {
  const features = featuresOf(text, trained.deps)
  const near = trained.byPhrasing.nearest(features, 60, trained.without)
  const whole = trained.byIntent.scores(features)
  const best = new Map<number, { first: number; sum: number; count: number; phrasing: number }>()
  for (const { index, score } of near) {
    const label = trained.labelOf[index] ?? 0
    const seen = best.get(label)
    if (!seen) best.set(label, { first: score, sum: score, count: 1, phrasing: index })
    else if (seen.count < 4) {
      seen.sum += score
      seen.count += 1
    }
  }
  const byWhole = trained.byIntent.nearest(features, MOST_CANDIDATES, -1).map(({ index }) => index)
  const shares = trained.bayes.shares(wordsOf(text, trained.deps))
  const said = foldForMatch(text)
  const top = whole.reduce((most, score) => Math.max(most, score), 0)
  const scored = [...new Set([...best.keys(), ...byWhole])].map((label) => {
    const seen = best.get(label)
    const evidence: Evidence = {
      nearest: seen?.first ?? 0,
      near: seen ? seen.sum / 4 : 0,
      whole: whole[label] ?? 0,
      share: top === 0 ? 0 : (whole[label] ?? 0) / top,
      bayes: shares.get(trained.names[label] ?? '') ?? 0,
      alike: seen && near[0] && seen.first > near[0].score * 0.6 ? DiceCoefficient(said, trained.folded[seen.phrasing] ?? '') : 0,
    }
    return { intent: trained.names[label] ?? '', score: rankScore(evidence), evidence, nearest: seen ? (trained.texts[seen.phrasing] ?? '') : '' }
  })
  scored.sort((a, b) => b.score - a.score || (a.intent < b.intent ? -1 : 1))
  const highest = scored[0]?.score ?? 0
  const total = scored.reduce((sum, { score }) => sum + Math.exp((score - highest) / TEMPERATURE), 0)
  return scored
    .slice(0, MOST_CANDIDATES)
    .map((one) => ({ ...one, probability: probabilityOf(Math.exp((one.score - highest) / TEMPERATURE) / total, one.evidence) }))
}
