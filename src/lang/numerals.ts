import { foldWidth } from './fold-width.ts'

/**
 * The number that the whole text says: 3, 3.5, 3,000, 十二, 两千三 (2300), 三万五 (35000), 3万5, 3.5万, 廿, 俩, 半 (0.5), 一个半 (1.5),
 * 二〇二四 (2024, three figures or more). A measure word 个 may end it. undefined for anything else, negatives and numbers from 10^13 on.
 */
export const parseNumber = (text: string): number | undefined => {
  if (text.length > 60) return undefined
  const compact = foldWidth(text).replace(/\s/g, '')
  const half = /^(.*?)个半$/.exec(compact)
  if (compact === '半' || compact === '半个') return 0.5
  if (half) {
    const whole = parsePlain(half[1] ?? '')
    return whole !== undefined && Number.isInteger(whole) ? whole + 0.5 : undefined
  }
  return parsePlain(compact.replace(/个$/, ''))
}

/** 27 → 二十七, 1005 → 一千零五, as articles of statutes are numbered. Integers from 0 to 9999; other numbers in plain digits. */
export const formatChineseNumber = (value: number): string => {
  if (!Number.isInteger(value) || value < 0 || value > 9999) return String(value)
  if (value === 0) return '零'
  const figures = String(value)
  let said = ''
  let gap = false
  for (let i = 0; i < figures.length; i++) {
    const figure = Number(figures[i])
    if (figure === 0) gap = true
    else {
      said += (gap ? '零' : '') + (DIGIT_NAMES[figure] ?? '') + (PLACES[figures.length - 1 - i] ?? '')
      gap = false
    }
  }
  return said.replace(/^一十/, '十')
}

/** The value of a row of Chinese figures read one by one (二〇二四 → 2024); undefined where another character stands in it. */
export const parseFigures = (text: string): number | undefined => {
  let figures = ''
  for (const char of text) {
    const digit = /^[0-9]$/.test(char) ? Number(char) : FIGURES[char]
    if (digit === undefined || digit > 9) return undefined
    figures += digit
  }
  return figures !== '' && figures.length <= 15 ? Number(figures) : undefined
}

const DIGIT_NAMES = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const PLACES = ['', '十', '百', '千']
const FIGURES: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, '○': 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9, 貳: 2, 兩: 2, 參: 3, 陸: 6 },
}
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const WORDS: Readonly<Record<string, number>> = { 俩: 2, 仨: 3, 廿: 20, 卅: 30 }
const LIMIT = 1e13

const parsePlain = (text: string): number | undefined => {
  const word = Object.hasOwn(WORDS, text) ? WORDS[text] : undefined
  if (word !== undefined) return word
  const value = parseScaled(
    text
      .replace(/^廿(?=.)/, '二十')
      .replace(/^卅(?=.)/, '三十')
      .replace(/萬/g, '万')
      .replace(/億/g, '亿'),
  )
  return value !== undefined && value < LIMIT ? value : undefined
}

const parseScaled = (text: string): number | undefined => {
  for (const [sign, scale] of [['亿', 1e8] as const, ['万', 1e4] as const]) {
    const at = text.indexOf(sign)
    if (at < 0) continue
    const left = parseCoefficient(text.slice(0, at))
    const rest = text.slice(at + 1)
    if (left === undefined) return undefined
    if (rest === '') return exact(left * scale)
    if (!Number.isInteger(left)) return undefined
    const tail = bareDigit(rest)
    if (tail !== undefined) return left * scale + (tail * scale) / 10
    const right = rest.includes('亿') ? undefined : parseScaled(rest.replace(/^[零〇]/, ''))
    return right !== undefined && right < scale && Number.isInteger(right) ? left * scale + right : undefined
  }
  return parseSection(text)
}

/** What stands before 万 or 亿: a section, 三点五, or 百 and 千 alone. */
const parseCoefficient = (text: string): number | undefined =>
  text === '百' ? 100 : text === '千' ? 1000 : text.includes('万') ? parseScaled(text) : parseSection(text)

/** Below 10,000 in Chinese signs, or any size in digits. */
const parseSection = (text: string): number | undefined => {
  if (/^\d/.test(text) && !/[十百千拾佰仟]/.test(text)) return parseDigits(text)
  const point = /^([^点]{1,12})点([^点十百千]{1,6})$/.exec(text)
  if (point) return parsePoint(point[1] ?? '', point[2] ?? '')
  if (text.length >= 3 && !/[十百千拾佰仟]/.test(text)) return parseFigures(text)
  return parsePlaces(text)
}

const parsePoint = (whole: string, fraction: string): number | undefined => {
  const left = parseSection(whole)
  let figures = ''
  for (const char of fraction) {
    const digit = bareDigit(char) ?? (char === '零' || char === '〇' ? 0 : undefined)
    if (digit === undefined) return undefined
    figures += digit
  }
  return left === undefined || !Number.isInteger(left) ? undefined : Number(`${left}.${figures}`)
}

const parseDigits = (text: string): number | undefined => {
  if (!/^(?:\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,6})?$/.test(text)) return undefined
  return Number(text.replaceAll(',', ''))
}

/** 一千零五, 3千5, 二百三十: signs and places in falling order. */
const parsePlaces = (text: string): number | undefined => {
  let total = 0
  let lastUnit = 10_000
  let rest = text
  let zero = false
  let seen = false
  while (rest !== '') {
    if (/^[零〇]/.test(rest)) {
      if (zero || (seen && lastUnit < 100)) return undefined
      zero = true
      seen = true
      rest = rest.slice(1)
      continue
    }
    const digits = /^\d{1,4}/.exec(rest)?.[0]
    const sign = rest[0] ?? ''
    const figure = digits === undefined ? FIGURES[sign] : Number(digits)
    const afterFigure = figure === undefined ? rest : rest.slice(digits === undefined ? 1 : digits.length)
    const unit = UNITS[afterFigure[0] ?? '']
    if (unit === undefined) {
      if (figure === undefined || afterFigure !== '') return undefined
      const tens = !zero && lastUnit >= 100 && lastUnit < 10_000 && figure < 10 && (digits === undefined || digits.length === 1)
      if (figure >= lastUnit) return undefined
      return total + (tens ? (figure * lastUnit) / 10 : figure)
    }
    if (unit >= lastUnit || (figure === undefined && unit !== 10) || figure === 0 || (figure ?? 1) > 9) return undefined
    total += (figure ?? 1) * unit
    lastUnit = unit
    zero = false
    seen = true
    rest = afterFigure.slice(1)
  }
  if (zero && total > 0) return undefined
  return seen ? total : undefined
}

const bareDigit = (text: string): number | undefined => {
  if (text.length !== 1) return undefined
  const value = /^[1-9]$/.test(text) ? Number(text) : FIGURES[text]
  return value === 0 ? undefined : value
}

/** 3.55 × 10,000 without the noise of binary fractions. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6
