import { pinyin } from 'pinyin-pro'

const known = new Map<string, string>()
const MOST_KNOWN = 20_000

/** Toneless syllable of each character; what is not Han stands for itself. `ü` is written `v`. */
export const toPinyin = (text: string): readonly string[] =>
  Array.from(text, (character) => {
    const seen = known.get(character)
    if (seen !== undefined) return seen
    const read = /\p{Script=Han}/u.test(character) ? pinyin(character, { toneType: 'none', v: true }) : character
    if (known.size < MOST_KNOWN) known.set(character, read)
    return read
  })

/** A syllable as northern ears and quick thumbs confuse it: zh/z, ch/c, sh/s, n/l, ang/an, eng/en, ing/in, f/h, r/y. */
export const fuzzySyllable = (syllable: string): string =>
  syllable
    .replace(/^zh/, 'z')
    .replace(/^ch/, 'c')
    .replace(/^sh/, 's')
    .replace(/^n(?=.)/, 'l')
    .replace(/^f(?=u)/, 'h')
    .replace(/^r/, 'y')
    .replace(/(?<=[aei])ng$/, 'n')

/** True where both sound alike, syllable by syllable, with the usual confusions forgiven. */
export const samePinyin = (a: string, b: string): boolean => {
  const left = toPinyin(a)
  const right = toPinyin(b)
  return left.length === right.length && left.every((syllable, index) => fuzzySyllable(syllable) === fuzzySyllable(right[index] ?? ''))
}

/** First letters of the syllables, e.g. 东庄头 → dzt. */
export const pinyinInitials = (text: string): string =>
  toPinyin(text)
    .map((syllable) => syllable[0] ?? '')
    .join('')
