import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js'

/** Naive Bayes over words: for each of some labels its share of the probability among them, 0..1, in their order. */
export type Bayes = { readonly shares: (words: readonly string[], labels: readonly number[]) => readonly number[] }

/** Longer texts are cut: their probabilities would vanish below what a number can hold. */
const MOST_WORDS = 60
/** What an unseen word counts as, in examples. natural's own 1 is too much for some fifty examples a label: measured on held-back phrasings. */
const SMOOTHING = 0.03

type Engine = {
  readonly addExample: (observation: Record<string, number>, label: string) => void
  readonly probabilityOfClass: (observation: Record<string, number>, label: string) => number
  readonly classTotals: Record<string, number>
  totalExamples: number
}
const isEngine = (value: unknown): value is Engine =>
  typeof value === 'object' && value !== null && 'addExample' in value && 'probabilityOfClass' in value && 'classTotals' in value && 'totalExamples' in value

/**
 * Trains natural's Bayes classifier. Its engine is given sparse observations, and asked about few labels: through its own tokeniser every
 * word would be compared with every message, for every label. In that mode it leaves counting the examples to the caller.
 */
export const createBayes = (examples: readonly { readonly words: readonly string[]; readonly label: number }[]): Bayes => {
  const known = new Map<string, { readonly key: string; readonly id: number }>()
  const observation = (words: readonly string[], learn: boolean): Record<string, number> => {
    // Without a prototype it is a table from the start: made anew for each message, it would never settle into a shape.
    const found: Record<string, number> = Object.create(null)
    for (const word of words.slice(0, MOST_WORDS)) {
      if (learn && !known.has(word)) known.set(word, { key: `w${known.size}`, id: known.size })
      const one = known.get(word)
      if (one) found[one.key] = one.id
    }
    return found
  }
  const { classifier: engine } = new BayesClassifier(undefined, SMOOTHING)
  if (!isEngine(engine)) throw new TypeError('this version of natural has another Bayes engine')
  for (const { words, label } of examples) {
    engine.addExample(observation(words, true), String(label))
    engine.classTotals[label] = (engine.classTotals[label] ?? 1) + 1
    engine.totalExamples += 1
  }
  return {
    shares(words, labels) {
      const seen = observation(words, false)
      const values = labels.map((label) => (engine.classTotals[label] === undefined ? 0 : engine.probabilityOfClass(seen, String(label))))
      const total = values.reduce((sum, value) => sum + value, 0)
      return values.map((value) => (total === 0 ? 0 : value / total))
    },
  }
}
