import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js'

/** Naive Bayes over words: for each label its share of the probability, 0..1. Labels with no share worth naming are left out. */
export type Bayes = { readonly shares: (words: readonly string[]) => ReadonlyMap<string, number> }

/** Longer texts are cut: their probabilities would vanish below what a number can hold. */
const MOST_WORDS = 40

type Engine = {
  readonly addExample: (observation: Record<string, number>, label: string) => void
  readonly getClassifications: (observation: Record<string, number>) => readonly { readonly label: string; readonly value: number }[]
}
const isEngine = (value: unknown): value is Engine => typeof value === 'object' && value !== null && 'addExample' in value && 'getClassifications' in value

/** Trains natural's Bayes classifier. Its engine is given sparse observations: through its own tokeniser every word would be compared with every message. */
export const createBayes = (examples: readonly { readonly words: readonly string[]; readonly label: string }[]): Bayes => {
  const ids = new Map<string, number>()
  const observation = (words: readonly string[], learn: boolean): Record<string, number> => {
    const found: Record<string, number> = {}
    for (const word of words.slice(0, MOST_WORDS)) {
      if (learn && !ids.has(word)) ids.set(word, ids.size)
      const id = ids.get(word)
      if (id !== undefined) found[`w${id}`] = id
    }
    return found
  }
  const { classifier } = new BayesClassifier()
  if (!isEngine(classifier)) throw new TypeError('this version of natural has another Bayes engine')
  for (const { words, label } of examples) classifier.addExample(observation(words, true), label)
  return {
    shares(words) {
      const seen = observation(words, false)
      if (Object.keys(seen).length === 0) return new Map()
      const classes = classifier.getClassifications(seen)
      const total = classes.reduce((sum, { value }) => sum + value, 0)
      return new Map(total === 0 ? [] : classes.flatMap(({ label, value }): [string, number][] => (value / total > 1e-4 ? [[label, value / total]] : [])))
    },
  }
}
