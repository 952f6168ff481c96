import type { Segmenter } from '../../ports/system.ts'

const LONGEST = 12
const RUN = /\p{Script=Han}+|[A-Za-z0-9.]+/gu

/** Longest match against known words, from the left; what is unknown is cut into pairs of characters. */
export const createPlainSegmenter = (words: readonly string[]): Segmenter => {
  const known = new Set(words)
  const cutRun = (run: string): readonly string[] => {
    const characters = [...run]
    const found: string[] = []
    for (let at = 0; at < characters.length; ) {
      let length = Math.min(LONGEST, characters.length - at)
      while (length > 1 && !known.has(characters.slice(at, at + length).join(''))) length -= 1
      const taken = length > 1 ? length : Math.min(2, characters.length - at)
      found.push(characters.slice(at, at + taken).join(''))
      at += taken
    }
    return found
  }
  return { named: () => [], cut: (text) => [...text.matchAll(RUN)].flatMap(([run]) => (/^[A-Za-z0-9.]/.test(run) ? [run] : cutRun(run))) }
}
