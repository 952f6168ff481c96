/** Figures of a confirmation code. */
const LENGTH = 8

/** The confirmation code in a short message, e.g. 确认 12345678; undefined where there is none. */
export const codeIn = (text: string): string | undefined => {
  const plain = text.normalize('NFKC').replace(/(?<=\d)[\s-]+(?=\d)/g, '')
  return plain.length > 40 ? undefined : /(?<!\d)\d{8}(?!\d)/.exec(plain)?.[0]
}

/** A code out of a fresh random text: eight figures. */
export const codeOf = (secret: string): string => {
  let value = 0n
  for (const character of secret) value = (value * 131n + BigInt(character.codePointAt(0) ?? 0)) % 10n ** 18n
  return String(value % 10n ** BigInt(LENGTH)).padStart(LENGTH, '0')
}

/** A code in two halves, as it is read out. */
export const spokenCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`
