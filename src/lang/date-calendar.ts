import { type CivilDate, compareDates, addDays, daysInMonth, formatDate, isRealDate } from './civil-date.ts'
import { count, type DateContext, type DateReader, type DateReading, readYear, YEAR_PATTERN, type YearReading } from './date-reading.ts'
import { formatLunar, fromLunar, lunarMonthDays, lunarYearOf } from './lunar.ts'

const CALENDAR = '(?:农历|阴历|旧历|老历|古历|公历|阳历|新历|国历)'
const NUMERAL = '\\d零〇一二三四五六七八九十廿卅两半几'
const DAY =
  '初(?:十|[一二三四五六七八九]|\\d{1,2})|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九]|\\d{1,2}'
/** A bare number behind the month is a day only where no measure word follows. */
const NOT_A_COUNT = `(?![${NUMERAL}个次人天年月块元万千百点多名家份岁户亩斤.])`

/** Month and day of either calendar, with or without a year: 1月3号, 2026年3月, 去年腊月二十, 农历八月十五, 闰六月初一, 今年3月底. */
export const calendarReader: DateReader = {
  pattern: new RegExp(
    `(?<early>${CALENDAR})?(?<year>${YEAR_PATTERN})?的?(?<late>${CALENDAR})?的?(?<leap>闰)?(?<month>[正元冬腊]|\\d{1,2}|十[一二]?|[一二三四五六七八九])月份?的?` +
      `(?:(?<part>上旬|中旬|下旬|底|末|初(?![一二三四五六七八九十\\d]))|(?<day>${DAY})(?:(?<sign>[号日])|${NOT_A_COUNT})|(?![${NUMERAL}初]))`,
    'g',
  ),
  read: (groups, context) => {
    const mark = groups.late ?? groups.early
    const month = monthNumber(groups.month ?? '')
    const day = groups.day === undefined ? undefined : count(groups.day.replace(/^初/, ''))
    const year = groups.year === undefined ? undefined : readYear(groups.year, context.today)
    if (!(month >= 1 && month <= 12) || (groups.year !== undefined && year === undefined)) return undefined
    if (isLunar(mark, groups)) {
      return readLunar({ year, month, day, leap: groups.leap !== undefined }, context)
    }
    return groups.leap === undefined ? readGregorian(year, month, day, groups.part, context) : undefined
  },
}

/** A lunar date; the nearest on the preferred side where no year is given. A thirtieth of the twelfth month is its last day. */
export const readLunar = (
  words: {
    readonly year: YearReading | undefined
    readonly month: number
    readonly day: number | undefined
    readonly leap: boolean
  },
  { today, prefer }: DateContext,
): DateReading | undefined => {
  const { month, leap } = words
  const dayIn = (year: number): number => (words.day === 30 && month === 12 ? lunarMonthDays(year, 12, false) : (words.day ?? 1))
  const at = (year: number): DateReading | undefined => {
    const date = fromLunar({ year, month, day: dayIn(year), leap })
    if (!date) return undefined
    const name = `农历${year}年${formatLunar(month, leap, words.day === undefined ? undefined : dayIn(year))}`
    const last = addDays(date, lunarMonthDays(year, month, leap) - 1)
    const echo = words.day === undefined ? `${name}(公历${formatDate(date)}到${formatDate(last)})` : `${name}(公历${formatDate(date)})`
    return { date, how: 'lunar', precision: words.day === undefined ? 'month' : 'day', echo }
  }
  const current = lunarYearOf(today)
  if (words.year) return at(words.year.kind === 'offset' ? current + words.year.years : words.year.year)
  const length = (year: number): number => (words.day === undefined ? lunarMonthDays(year, month, leap) : 1)
  // A leap month comes back after up to 38 years in this century and the last.
  return nearest(
    at,
    current,
    leap ? 40 : 8,
    (reading, year) => (prefer === 'past' ? compareDates(reading.date, today) <= 0 : compareDates(addDays(reading.date, length(year) - 1), today) >= 0),
    prefer,
  )
}

/** A Gregorian date or month; the nearest on the preferred side where no year is given. */
export const readGregorian = (
  year: YearReading | undefined,
  month: number,
  day: number | undefined,
  part: string | undefined,
  { today, prefer }: DateContext,
): DateReading | undefined => {
  const how = year?.kind === 'offset' ? 'relative' : 'gregorian'
  const at = (y: number): DateReading | undefined => {
    const date = { year: y, month, day: day ?? PART_DAYS[part ?? ''] ?? 1 }
    if (!isRealDate(date)) return undefined
    return day === undefined
      ? { date, how, precision: 'month', echo: `${y}年${month}月${part ?? ''}` }
      : { date, how, precision: 'day', echo: formatDate(date) }
  }
  if (year) return at(year.kind === 'offset' ? today.year + year.years : year.year)
  const last = (date: CivilDate): CivilDate => (day === undefined ? { ...date, day: daysInMonth(date.year, date.month) } : date)
  return nearest(
    at,
    today.year,
    8,
    (reading) => (prefer === 'past' ? compareDates(reading.date, today) <= 0 : compareDates(last(reading.date), today) >= 0),
    prefer,
  )
}

/** The first acceptable reading, going from the year `from` back or forth for at most `years` years. */
const nearest = (
  at: (year: number) => DateReading | undefined,
  from: number,
  years: number,
  accept: (reading: DateReading, year: number) => boolean,
  prefer: 'past' | 'future',
): DateReading | undefined => {
  for (let i = 0; i <= years; i++) {
    const year = prefer === 'past' ? from - i : from + i
    const reading = at(year)
    if (reading && accept(reading, year)) return { ...reading, yearAssumed: true }
  }
  return undefined
}

const monthNumber = (text: string): number => MONTH_WORDS[text] ?? count(text)

const isLunar = (mark: string | undefined, groups: Readonly<Record<string, string | undefined>>): boolean => {
  if (mark !== undefined) return /^[农阴旧老古]/.test(mark)
  if (groups.leap !== undefined || /^[正冬腊]$/.test(groups.month ?? '') || /^[初廿]/.test(groups.day ?? '')) return true
  return groups.sign === undefined && FEAST_DAYS.has(`${groups.month}月${groups.day}`)
}

const MONTH_WORDS: Readonly<Record<string, number>> = { 正: 1, 元: 1, 冬: 11, 腊: 12 }
const PART_DAYS: Readonly<Record<string, number>> = { 初: 1, 上旬: 1, 中旬: 11, 下旬: 21, 底: 21, 末: 21 }

/** Days that mean the lunar feast when they are written like this, without 号 or 日. */
const FEAST_DAYS: ReadonlySet<string> = new Set(['二月二', '三月三', '六月六', '七月七', '七月十五', '八月十五', '九月九'])
