import { addMonths, type CivilDate, compareDates, daysInMonth, isRealDate } from './civil-date.ts'
import { calendarReader, readGregorian } from './date-calendar.ts'
import { aroundNewYearReader, festivalReader } from './date-festival.ts'
import { count, type DateContext, type DateReader, type DateReading } from './date-reading.ts'
import { agoReader, dayWordReader, monthWordReader, onDay, weekdayReader, yearReader } from './date-relative.ts'
import { foldWidth } from './fold-width.ts'

export type { DateReading } from './date-reading.ts'

/**
 * The date a person wrote, alone or inside a short sentence (去年腊月二十走的). Lunar years count from Spring Festival: 去年 in 去年腊月二十 is the
 * lunar year before the current one. Without a year the nearest day on the preferred side of today, which itself counts as both.
 * undefined for no date, for two different dates, and for days no calendar has (2月30号).
 */
export const parseDate = (text: string, today: CivilDate, options: { readonly prefer?: 'past' | 'future' } = {}): DateReading | undefined => {
  if (text.length > 200) return undefined
  const context: DateContext = { today, prefer: options.prefer ?? 'past' }
  const folded = foldWidth(text)
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .trim()
  const core = stripFiller(folded)
  const numeric = readNumeric(core, context)
  if (numeric !== undefined) return numeric ?? undefined
  const compact = folded.replace(/\s/g, '')
  return readWhole(stripFiller(compact), context) ?? readInside(compact, context)
}

const FILLER_FRONT = /^(?:大概|大约|应该|好像|可能|估计|差不多|我?记得|就是|是|在|从|自|于|,|,|:)+/
const FILLER_BACK = /(?:左右|前后|吧|的时候|那时候|那天|当天|的|呢|啊|了|开始|出生|生|来着|,|。|\.|!|!)+$/

const stripFiller = (text: string): string => text.replace(FILLER_FRONT, '').replace(FILLER_BACK, '').trim()

/** Dates in digits alone. null: digits shaped like a date that no calendar has. */
const readNumeric = (text: string, context: DateContext): DateReading | null | undefined => {
  const full = /^(\d{4}|\d{2})\s*[-/.\s年]\s*(\d{1,2})\s*[-/.\s月]\s*(\d{1,2})(?:[号日])?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?$/.exec(text)
  if (full) return onGregorian(century(full[1] ?? '', context.today), Number(full[2]), Number(full[3]), context)
  const solid = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  if (solid) return onGregorian(Number(solid[1]), Number(solid[2]), Number(solid[3]), context)
  const month = /^((?:19|20)\d{2})\s?[-/.\s年]?\s?(\d{1,2})月?$/.exec(text)
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) {
    return onGregorian(Number(month[1]), Number(month[2]), undefined, context)
  }
  const short = /^(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (short) return onGregorian(century(short[1] ?? '', context.today), Number(short[2]), Number(short[3]), context)
  const dayOnly = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})$/.exec(text)
  if (dayOnly) return readGregorian(undefined, Number(dayOnly[1]), Number(dayOnly[2]), undefined, context) ?? null
  const year = /^((?:19|20)\d{2})$/.exec(text)
  if (year) {
    const value = Number(year[1])
    return { date: { year: value, month: 1, day: 1 }, how: 'gregorian', precision: 'year', echo: `${value}年` }
  }
  return undefined
}

const onGregorian = (year: number, month: number, day: number | undefined, context: DateContext): DateReading | null =>
  readGregorian({ kind: 'number', year }, month, day, undefined, context) ?? null

const century = (figures: string, today: CivilDate): number => {
  const value = Number(figures)
  return figures.length === 4 ? value : value + (value <= (today.year % 100) + 5 ? 2000 : 1900)
}

/** Words that mean a date only where nothing else is said. */
const readWhole = (text: string, context: DateContext): DateReading | undefined => {
  if (/^(?:现在|刚才|刚刚|这会儿?|眼下)$/.test(text)) return onDay(context.today)
  if (/^(?:十一|十·一)$/.test(text)) return readGregorian(undefined, 10, 1, undefined, context)
  const day = /^(\d{1,2}|[一二三四五六七八九十]{1,3})[号日]$/.exec(text)
  if (!day) return undefined
  const value = count(day[1])
  if (!(value >= 1 && value <= 31)) return undefined
  for (let i = 0; i < 3; i++) {
    const month = addMonths({ ...context.today, day: 1 }, context.prefer === 'past' ? -i : i)
    const date = { ...month, day: value }
    const order = compareDates(date, context.today)
    if (value <= daysInMonth(month.year, month.month) && (context.prefer === 'past' ? order <= 0 : order >= 0)) return onDay(date)
  }
  return undefined
}

const isoReader: DateReader = {
  pattern: /(?<![\d.])(?<year>(?:19|20)\d{2})(?<gap>[-/.]?)(?<month>\d{1,2})\k<gap>(?<day>\d{1,2})(?![\d.])/g,
  read: (groups, context) => {
    if (groups.gap === '' && `${groups.month}${groups.day}`.length !== 4) return undefined
    return onGregorian(Number(groups.year), Number(groups.month), Number(groups.day), context) ?? undefined
  },
}

const monthReader: DateReader = {
  pattern: /(?<![\d.])(?<year>(?:19|20)\d{2})[-/.](?<month>\d{1,2})(?![\d\-/.年月])/g,
  read: (groups, context) => onGregorian(Number(groups.year), Number(groups.month), undefined, context) ?? undefined,
}

const READERS: readonly DateReader[] = [
  isoReader,
  monthReader,
  calendarReader,
  festivalReader,
  monthWordReader,
  agoReader,
  weekdayReader,
  dayWordReader,
  aroundNewYearReader,
  yearReader,
]

type Found = {
  readonly start: number
  readonly end: number
  readonly reading: DateReading | undefined
  readonly today: boolean
}

const readInside = (text: string, context: DateContext): DateReading | undefined => {
  const found = READERS.flatMap((reader) =>
    [...text.matchAll(reader.pattern)].map((match): Found => {
      const start = match.index
      const end = start + match[0].length
      const reading = isCut(text, start, match[0]) ? undefined : reader.read(match.groups ?? {}, context)
      return { start, end, reading, today: /^今/.test(match[0]) && match[0].length === 2 && match[0] !== '今年' }
    }),
  )
  const outer = found.filter((a, i) => !found.some((b, j) => i !== j && covers(b, a, j < i)))
  const said = outer.some((a) => !a.today) ? outer.filter((a) => !a.today) : outer
  const first = said[0]?.reading
  if (!first || !isRealDate(first.date)) return undefined
  return said.every((other) => other.reading?.echo === first.echo) ? first : undefined
}

/** Whether `b` makes `a` superfluous: it holds it, or overlaps it and is longer. */
const covers = (b: Found, a: Found, earlier: boolean): boolean => {
  if (b.end <= a.start || b.start >= a.end) return false
  const longer = b.end - b.start - (a.end - a.start)
  return longer > 0 || (longer === 0 && earlier)
}

/** The tail of something longer is no date: 三四月, 3、4月, 那年3月, 每年正月. */
const isCut = (text: string, start: number, match: string): boolean =>
  /(?:[\d一二三四五六七八九十两几半第每](?:[、\-~/.]|到|至)?|[那某哪]年的?|第.{1,2}年的?|每年的?|[当同次]年的?)$/.test(
    text.slice(Math.max(0, start - 4), start),
  ) && !/^(?:[上这本下去前今昨明后]|大前)/.test(match)
