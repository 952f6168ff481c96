import { z } from 'zod'
import { normalizeText } from '../lang/index.ts'

/** Schema of src/texts/lexicon.yml: legal term → villagers' words for it. */
export const lexiconSchema = z.record(z.string(), z.array(z.string()))

/** Villagers' words, longest first where they begin alike, with the legal terms they stand for. */
export type Lexicon = { readonly terms: (text: string) => readonly string[]; readonly size: number }

/** Makes a lexicon ready. `terms` gives the legal terms that the words of a normalised text stand for, each once. */
export const createLexicon = (entries: Readonly<Record<string, readonly string[]>>): Lexicon => {
  const byFirst = new Map<string, { readonly word: string; readonly term: string }[]>()
  let size = 0
  for (const [term, words] of Object.entries(entries))
    for (const word of words) {
      const folded = normalizeText(word)
      const first = folded[0]
      if (first === undefined) continue
      byFirst.set(first, [...(byFirst.get(first) ?? []), { word: folded, term: normalizeText(term) }])
      size += 1
    }
  return {
    size,
    terms(text) {
      const found = new Set<string>()
      for (let at = 0; at < text.length; at += 1) for (const { word, term } of byFirst.get(text[at] ?? '') ?? []) if (text.startsWith(word, at)) found.add(term)
      return [...found]
    },
  }
}
