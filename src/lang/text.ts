import { TRADITIONAL } from './traditional.ts'

/** Texts whose result is kept: each route of a turn reads the same message. */
const MOST_KEPT = 64
const LONGEST_KEPT = 500

const remembered = (read: (text: string) => string): ((text: string) => string) => {
  const kept = new Map<string, string>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined) return known
    const made = read(text)
    if (text.length > LONGEST_KEPT) return made
    const oldest = kept.size < MOST_KEPT ? undefined : kept.keys().next().value
    if (oldest !== undefined) kept.delete(oldest)
    kept.set(text, made)
    return made
  }
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]|\ufe0f/g

/**
 * A message as the rest of the program reads it: full width to half width, capitals to small, traditional characters to simplified,
 * a sign or letter repeated three times or more to two, spaces to one. Chinese punctuation becomes ASCII (NFKC).
 */
export const normalizeText = (text: string): string => normalized(text)

const normalized = remembered((text) =>
  simplify(text.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .toLowerCase()
    .replace(/(\D)\1{2,}/gu, '$1$1')
    .replace(/\s+/g, ' ')
    .trim(),
)

/** Only letters, digits and Han of the normalised text: for comparing commands, labels and names. */
export const foldForMatch = (text: string): string => folded(text)

const folded = remembered((text) => normalizeText(text).replace(/[^\p{L}\p{N}]/gu, ''))

/** Traditional characters to simplified, one to one; what is not in the table stays. */
export const simplify = (text: string): string => {
  let found = false
  const changed = Array.from(text, (character) => {
    const simple = TRADITIONAL.get(character)
    if (simple === undefined) return character
    found = true
    return simple
  })
  return found ? changed.join('') : text
}
