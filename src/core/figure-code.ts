/** Longest message that is read as a code. */
const LONGEST = 40

/** The code of so many figures in a short message, e.g. 确认 1234 5678; undefined where there is none. */
export const codeIn = (text: string, figures: number): string | undefined => {
  const plain = text.normalize('NFKC').replace(/(?<=\d)[\s-]+(?=\d)/g, '')
  return plain.length > LONGEST ? undefined : plain.match(/\d+/g)?.find((run) => run.length === figures)
}

/** A code of so many figures out of a fresh random text. */
export const codeOf = (secret: string, figures: number): string => {
  const limit = 10n ** BigInt(figures)
  let value = 0n
  for (const character of secret) value = (value * 131n + BigInt(character.codePointAt(0) ?? 0)) % limit
  return String(value).padStart(figures, '0')
}

/** A code in groups of four, as it is read out. */
export const spokenCode = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')
