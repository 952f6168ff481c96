import { foldWidth } from './fold-width.ts'
import { parseNumber } from './numerals.ts'

/** An amount of money in fen. `approximate` where the words leave it open: 大概三万, 一百来块, 三千多. */
export type MoneyReading = { readonly cents: number; readonly approximate?: true }

/** An amount inside a text: `text.slice(index, index + length)` is how it is written. */
export type FoundMoney = MoneyReading & { readonly index: number; readonly length: number }

/**
 * The amount a person wrote, alone or as the only one of a short sentence: 三万五 (35,000), 3万5千, 3.5万, 三千五百块钱, 三块五, 8毛, ¥1,200.50, 3k, 2w.
 * A bare number is yuan. undefined for negatives, ranges (3000到5000), vague words (几千) and anything from ten billion yuan on.
 */
export const parseMoney = (text: string): MoneyReading | undefined => {
  if (text.length > 200) return undefined
  const compact = foldWidth(text).replace(/\s/g, '').toLowerCase()
  if (SPOILED.test(compact)) return undefined
  const core = compact.replace(FILLER_FRONT, '').replace(FILLER_BACK, '')
  const alone = core === '' ? undefined : readAmount(core)
  if (alone) return ROUGHLY.test(compact) ? { cents: alone.cents, approximate: true } : alone
  const found = findMoney(compact)
  const [first] = found
  if (!first || found.length > 1) return undefined
  return first.approximate ? { cents: first.cents, approximate: true } : { cents: first.cents }
}

/** Every amount in a text that shows its unit (元, 块, 毛, ¥ …) or counts in 万, in order. Ranges and vague amounts are left out. */
export const findMoney = (text: string): readonly FoundMoney[] => {
  const folded = foldWidth(text).toLowerCase()
  const found: FoundMoney[] = []
  for (const match of folded.matchAll(RUN)) {
    // A comma or a point behind an amount is the sentence's.
    const whole = match[0].replace(/[,.]+$/, '')
    // 三百块钱一天 is no 三百块一毛.
    const written = MEASURED.test(folded.slice(match.index + whole.length, match.index + whole.length + 3)) ? whole.replace(LOOSE_COUNT, '$1') : whole
    const before = folded.slice(Math.max(0, match.index - 3), match.index)
    const after = folded.slice(match.index + written.length, match.index + written.length + 2)
    if (!UNIT.test(written) || /[-负到至~.\da-z]$/.test(before) || /^[\d%.]|^[-~到至][\d一二三四五六七八九两]/.test(after)) continue
    if (!CURRENCY.test(written) && MEASURED.test(after)) continue
    const reading = readAmount(written)
    if (!reading) continue
    const rough = reading.approximate || /(?:大概|大约|约|差不多|将近|[快近])$/.test(before) || /^(?:左右|上下|出头|多)/.test(after)
    found.push({
      cents: reading.cents,
      ...(rough ? { approximate: true } : {}),
      index: match.index,
      length: written.length,
    })
  }
  return found
}

/** 3500000 → 35,000元; fen are shown where there are any: 1,200.50元. */
export const formatMoney = (cents: number): string => {
  const whole = Math.round(Math.abs(cents))
  const yuan = String(Math.floor(whole / 100)).replace(/\B(?=(?:\d{3})+$)/g, ',')
  const fen = whole % 100
  return `${cents < 0 ? '-' : ''}${yuan}${fen === 0 ? '' : `.${String(fen).padStart(2, '0')}`}元`
}

const SIGNS = '\\d,.零〇一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿半点萬'
const LIMIT_CENTS = 1e12

/** A run that can be one amount; bounded so that no text can make it slow. */
const RUN = new RegExp(
  `(?:[¥￥$]|rmb|人民币)?[${SIGNS}]{1,24}(?:[来多]?(?:[kw](?![a-z])|[万千](?=[元块]|多))?多?)(?:(?:[元块圆](?:钱|整)?|[毛角分])[零]?(?:[${SIGNS}]{1,4}[毛角分]?)?(?:[${SIGNS}]{1,2}分?)?钱?)?`,
  'g',
)
const UNIT = /[¥￥元块圆毛角万萬kw]|分钱|rmb|人民币/
const CURRENCY = /[¥￥元块圆毛角]|分钱|rmb|人民币/
const MEASURED = /^(?:多)?(?:[人个亩斤户头只棵年天岁次米里平公吨名件步字]|小时|分之)/
const LOOSE_COUNT = new RegExp(`([元块圆]钱?|[元块圆]整?)[${SIGNS}]{1,4}$`)
const SPOILED = /(?:^|[^\d])(?:-|负)[¥￥]?[\d一二三四五六七八九十两]|[\d万千百十元块]\s?(?:-|~|到|至)\s?[\d一二三四五六七八九十两]/
const ROUGHLY = /大概|大约|约|差不多|将近|[快近](?=[\d一二三四五六七八九十两半])|左右|上下|出头|不到|来块|来万|来千|不止|至少|起码|估计|好像/
const FILLER_FRONT =
  /^(?:大概|大约|约|差不多|将近|快|近|不到|不止|至少|起码|最少|估计|应该|好像|可能|总共|一共|共计|合计|总计|共|每个月|每月|一个月|月工资|月薪|工资|他|俺|我|老板|还|欠|借了?|给了?|挣|收入|是|有|得|就|要|能|,|:)+/
const FILLER_BACK = /(?:左右|上下|出头|吧|呢|啊|的样子|这样子?|那样|不到|整|正|,|。|!)+$/

const readAmount = (text: string): MoneyReading | undefined => {
  const bare = text
    .replace(/^(?:[¥￥]|rmb|人民币)/, '')
    .replace(/(?:人民币|rmb)$/, '')
    .replace(/钱$/, '')
    .replace(/整$/, '')
  const rough = /多|来|把/.test(bare)
  const yuan = readYuan(
    bare
      .replace(/^(?=[万千百]把)/, '一')
      .replace(/([万千百])把(?=[元块]|$)/, '$1')
      .replace(/[来多](?=[元块圆万千百]|$)/, ''),
  )
  if (yuan === undefined || (rough && yuan < 10)) return undefined
  const cents = Math.round(yuan * 100)
  if (Math.abs(cents - yuan * 100) > 1e-4 || cents >= LIMIT_CENTS) return undefined
  return rough ? { cents, approximate: true } : { cents }
}

/** 三块五毛, 12.85元, 八毛, 三万五. */
const readYuan = (text: string): number | undefined => {
  const parts = /^(?:([^元块圆毛角分]+)[元块圆]钱?)?零?(?:([^元块圆毛角分]{1,2})[毛角])?零?(?:([^元块圆毛角分]{1,2})(分)?)?$/.exec(text)
  if (!parts) return readScaled(text)
  const [, yuan, jiao, rest, fenSign] = parts
  if (yuan === undefined && jiao === undefined && fenSign === undefined) return readScaled(text)
  const whole = yuan === undefined ? 0 : readScaled(yuan)
  const tens = jiao === undefined ? 0 : parseNumber(jiao)
  const last = rest === undefined ? 0 : parseNumber(rest)
  if (whole === undefined || tens === undefined || last === undefined || tens > 99 || last > 99) return undefined
  if (yuan !== undefined && (tens > 9 || !isWhole(whole * (jiao === undefined && rest === undefined ? 100 : 1)))) return undefined
  if (rest === undefined) return whole + tens / 10
  if (fenSign === undefined && (last > 9 || !Number.isInteger(last))) return undefined
  // 三块五 is 三块五毛, 两毛五 is 两毛五分.
  const fen = fenSign !== undefined || jiao !== undefined ? last : last * 10
  return Math.round(whole * 100 + tens * 10 + fen) / 100
}

/** 0.07 × 100 is 7.000000000000001. */
const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-4

const readScaled = (text: string): number | undefined => {
  const scaled = /^([^kw]{1,12})([kw])$/.exec(text)
  if (!scaled) return text === '半' || /个/.test(text) ? undefined : parseNumber(text)
  const value = parseNumber(scaled[1] ?? '')
  return value === undefined ? undefined : Math.round(value * (scaled[2] === 'k' ? 1e3 : 1e4) * 1e4) / 1e4
}
