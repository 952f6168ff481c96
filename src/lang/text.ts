import { TRADITIONAL } from './traditional.ts'

const INVISIBLE = /[\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]|\ufe0f/g

/**
 * A message as the rest of the program reads it: full width to half width, capitals to small, traditional characters to simplified,
 * a sign or letter repeated three times or more to two, spaces to one. Chinese punctuation becomes ASCII (NFKC).
 */
export const normalizeText = (text: string): string =>
  simplify(text.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .toLowerCase()
    .replace(/(\D)\1{2,}/gu, '$1$1')
    .replace(/\s+/g, ' ')
    .trim()

/** Only letters, digits and Han of the normalised text: for comparing commands, labels and names. */
export const foldForMatch = (text: string): string => normalizeText(text).replace(/[^\p{L}\p{N}]/gu, '')

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
