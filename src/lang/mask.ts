const LONG_RUN = /(?<!\d)\d(?:[\s-]?\d){6,}(?:[\s-]?[xX])?(?!\d)/g
const EMAIL = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/**
 * Masks what identifies a person by number: resident ids keep 3 and 2 figures, telephones 3 and 4, cards the last 4, every other run of
 * seven figures or more the last 2; e-mail addresses go. Figures may be parted by spaces or dashes. Masking twice changes nothing more.
 */
export const maskPersonal = (text: string): string => text.normalize('NFKC').replace(EMAIL, '***@***').replace(LONG_RUN, maskRun)

const maskRun = (run: string): string => {
  const figures = run.replace(/[\s-]/g, '')
  if (/^\d{17}[\dxX]$/.test(figures)) return `${figures.slice(0, 3)}*************${figures.slice(-2)}`
  if (/^1[3-9]\d{9}$/.test(figures)) return `${figures.slice(0, 3)}****${figures.slice(-4)}`
  if (/^\d{16,19}$/.test(figures)) return `****${figures.slice(-4)}`
  return `${'*'.repeat(figures.length - 2)}${figures.slice(-2)}`
}

const INTRODUCED = /(?<=(?:[我俺他她]|名字|大名)叫|姓名(?:是|:)?|名字是|本人)[\p{Script=Han}]{2,3}(?=$|[^\p{Script=Han}])/gu

/**
 * Masks what a message tells of who somebody is, for words that leave the machine: numbers as `maskPersonal`, the given names and those that are
 * introduced (我叫…) as 某人, the given places as 某地. Names that nothing marks as such stay.
 */
export const maskTold = (text: string, names: readonly string[], places: readonly string[]): string => {
  const without = (current: string, words: readonly string[], sign: string): string =>
    [...words]
      .filter((word) => Array.from(word).length >= 2)
      .sort((a, b) => b.length - a.length)
      .reduce((said, word) => said.replaceAll(word, sign), current)
  return without(without(maskPersonal(text), names, '某人'), places, '某地').replace(INTRODUCED, '某人')
}

/** A name with all but the family name hidden: 张三丰 → 张**. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = Array.from(name.trim())
  return first + '*'.repeat(rest.length)
}
