import { readSaid } from './features.ts'
import type { FeatureDeps, Said } from './features.ts'
import { trainLinear } from './linear.ts'
import type { Example, Linear } from './linear.ts'
import type { Intent } from './schema.ts'
import { createIndex } from './vectors.ts'
import type { Index, Sparse } from './vectors.ts'

/** What is learnt from: intents, and `chatter`, lines that mean none of them. */
export type Material = { readonly intents: readonly Intent[]; readonly chatter: readonly string[] }

/** Everything learnt from a knowledge base, as plain data: it can be stored and handed to another thread. */
export type Model = {
  /** Features by number, most frequent first, and how telling each is. */
  readonly vocabulary: readonly string[]
  readonly rarity: Float32Array
  /** Intents by number; the first, '', is none of them. */
  readonly names: readonly string[]
  /** Phrasings with their intents' numbers and their words, parted by spaces. */
  readonly phrasings: readonly string[]
  readonly labels: Int32Array
  readonly words: readonly string[]
  /** All that is known of an intent as one vector each. */
  readonly whole: Index
  readonly linear: Linear
}

/** Counted up when a stored model of before can no longer be used. */
export const MODEL_VERSION = 4

/** Which intent a line means; '' none. */
export type Line = { readonly text: string; readonly intent: string }

/** Settings of learning that were chosen by measuring on held-back phrasings. */
export type Tuning = {
  /** A feature is learnt where it stands in at least so many lines. */
  readonly fewest: number
  /** How much a feature that nobody used lengthens a text. */
  readonly unknown: number
  /** How much title and sentences of the answer count among the phrasings in the vector of an intent. */
  readonly title: number
  readonly answer: number
  readonly epochs: number
  readonly rate: number
  /** The linear part's table has at most so many cells; the rarest features stay out. */
  readonly cells: number
}
export const TUNING: Tuning = { fewest: 2, unknown: 0.25, title: 3, answer: 0.7, epochs: 2, rate: 1, cells: 12_000_000 }

/** Fewer features than this and the linear part is not worth its table. */
const FEWEST_FEATURES = 4_000

/** The lines that teach which intent is meant: phrasings, counter-examples under the neighbour they mean, chatter. */
export const linesOf = ({ intents, chatter }: Material): readonly Line[] => {
  const known = new Set(intents.map((intent) => intent.id))
  return [
    ...intents.flatMap((intent) => intent.phrasings.map((text) => ({ text, intent: intent.id }))),
    ...intents.flatMap((intent) => intent.not.filter((one) => known.has(one.intent)).map((one) => ({ text: one.text, intent: one.intent }))),
    ...chatter.map((text) => ({ text, intent: '' })),
  ]
}

const sentencesOf = (intent: Intent): readonly string[] =>
  `${intent.short}\n${intent.answer}`.split(/[。；;!?！？\n]/u).flatMap((one) => (one.trim().length > 5 ? [one.trim()] : []))

/** Learns a knowledge base. `lines`: those of `linesOf`, or fewer where some are held back. The same material gives the same model. */
export const trainModel = (material: Material, deps: FeatureDeps, lines: readonly Line[] = linesOf(material), tuning: Tuning = TUNING): Model => {
  const read = (text: string): Said => readSaid(text, deps)
  const names = ['', ...material.intents.map((intent) => intent.id)]
  const numbers = new Map(names.map((name, number) => [name, number]))
  const said = lines.map(({ text }) => read(text))
  const titles = material.intents.map((intent) => read(intent.title))
  const answers = material.intents.map((intent) => sentencesOf(intent).map(read))
  const { vocabulary, rarity } = vocabularyOf([...said, ...titles, ...answers.flat()], tuning.fewest)
  const ids = new Map(vocabulary.map((feature, id) => [feature, id]))
  const vector = (features: ReadonlyMap<string, number>) => vectorOf(features, ids, rarity, tuning.unknown)
  const vectors = said.map(({ features }) => vector(features))
  const labels = Int32Array.from(lines, ({ intent }) => numbers.get(intent) ?? 0)
  const gathered = names.map(() => new Map<string, number>())
  const gather = (label: number, { features }: Said, share: number) => {
    const all = gathered[label]!
    for (const [feature, weight] of features) all.set(feature, (all.get(feature) ?? 0) + weight * share)
  }
  for (const [index, one] of said.entries()) gather(labels[index]!, one, 1)
  for (const [index, one] of titles.entries()) gather(index + 1, one, tuning.title)
  for (const [index, list] of answers.entries()) for (const one of list) gather(index + 1, one, tuning.answer)
  // How often a feature stands in an intent counts by its logarithm, as in BM25 and its kin.
  const whole = gathered.map((all) => vector(new Map([...all].map(([feature, weight]) => [feature, Math.log1p(weight)]))))
  const examples: readonly Example[] = [
    ...vectors.map((one, index) => ({ vector: one, label: labels[index]!, weight: 1 })),
    ...titles.map(({ features }, index) => ({ vector: vector(features), label: index + 1, weight: 1 })),
  ]
  const learnable = Math.min(vocabulary.length, Math.floor(tuning.cells / names.length))
  return {
    vocabulary,
    rarity,
    names,
    phrasings: lines.map(({ text }) => text),
    labels,
    words: said.map(({ words }) => words.join(' ')),
    whole: createIndex(whole, vocabulary.length),
    linear: trainLinear(examples, names.length, learnable < Math.min(FEWEST_FEATURES, vocabulary.length) ? 0 : learnable, { ...tuning, seed: 1 }),
  }
}

/** Features by frequency over all text, with their rarity. */
const vocabularyOf = (texts: readonly Said[], fewest: number): { readonly vocabulary: readonly string[]; readonly rarity: Float32Array } => {
  const counts = new Map<string, number>()
  for (const { features } of texts) for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= fewest).sort((a, b) => b[1] - a[1])
  return { vocabulary: kept.map(([feature]) => feature), rarity: Float32Array.from(kept, ([, count]) => Math.log(1 + texts.length / count)) }
}

/** Features as a vector of unit length. What nobody else says still lengthens a text: it is less like everything known. */
export const vectorOf = (features: ReadonlyMap<string, number>, ids: ReadonlyMap<string, number>, rarity: Float32Array, unknown: number): Sparse => {
  const found = new Int32Array(features.size)
  const values = new Float64Array(features.size)
  let count = 0
  const strange = rarity.length === 0 ? 1 : rarity[rarity.length - 1]!
  let square = 0
  for (const [feature, weight] of features) {
    const id = ids.get(feature)
    const value = weight * (id === undefined ? strange : rarity[id]!)
    square += value * value * (id === undefined ? unknown : 1)
    if (id === undefined) continue
    found[count] = id
    values[count] = value
    count += 1
  }
  const length = Math.sqrt(square) || 1
  for (let at = 0; at < count; at += 1) values[at]! /= length
  return { ids: found.slice(0, count), values: new Float32Array(values.subarray(0, count)) }
}
