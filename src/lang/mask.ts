const LONG_RUN = /(?<!\d)\d(?:[\s-]?\d){6,}(?:[\s-]?[xX])?(?!\d)/g
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

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

/** A name with all but the family name hidden: 张三丰 → 张**. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = Array.from(name.trim())
  return first + '*'.repeat(rest.length)
}
