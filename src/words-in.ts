/** Villagers' words and legal terms of the lexicon, to be kept whole when text is cut. */
export const wordsIn = (lexicon: unknown): readonly string[] => {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value)
    else if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        found.push(key)
        walk(inner)
      }
  }
  walk(lexicon)
  return found
}
