import { compareDates, formatDate } from './civil-date.ts'
import { readGregorian, readLunar } from './date-calendar.ts'
import { type DateContext, type DateReader, type DateReading, readYear, YEAR_PATTERN, type YearReading } from './date-reading.ts'
import { solarTerm } from './lunar.ts'

/** Days people call by name, lunar ones among them, with or without a year. 前, 后 and 前后 behind a name leave the month only. */
export const festivalReader: DateReader = {
  pattern: new RegExp(
    `(?<year>${YEAR_PATTERN})?的?(?:大年(?<newYear>初[一二三四五六七八九十])|(?<name>大年三十|大年夜|年三十|除夕|春节|过年|元宵节|元宵|端午|七夕|中秋|重阳|腊八|小年|清明|冬至|夏至|立春|立夏|立秋|立冬|元旦|三八节|妇女节|劳动节|五一(?!万|千|百)|五四青年节|儿童节|六一(?!万|千|百)|教师节|国庆|圣诞)|(?<=年|年的)(?<eleven>十一)(?!月|年|万|千|点|个|岁|[日号]))(?:节|黄金周)?(?<near>前后|左右|以前|之前|前|以后|之后|后)?`,
    'g',
  ),
  read: (groups, context) => {
    const year = groups.year === undefined ? undefined : readYear(groups.year, context.today)
    if (groups.year !== undefined && year === undefined) return undefined
    const name = groups.newYear ?? groups.name ?? groups.eleven ?? ''
    const reading = readFestival(name, groups.newYear !== undefined, year, context)
    if (!reading || groups.near === undefined) return reading
    return { ...reading, precision: 'month', echo: `${reading.echo}${groups.near}` }
  },
}

/** 年前 and 年后: about the last (or, looking ahead, the next) Spring Festival. */
export const aroundNewYearReader: DateReader = {
  pattern: /(?<![\d一二两俩三四五六七八九十半几多个去今明前后好整近来])(?<word>年前|年后|过完年)/g,
  read: ({ word }, context) => readLunar({ year: undefined, month: word === '年前' ? 12 : 1, day: undefined, leap: false }, context),
}

const readFestival = (name: string, newYear: boolean, year: YearReading | undefined, context: DateContext): DateReading | undefined => {
  const lunar = newYear ? ([1, DIGITS.indexOf(name[1] ?? '') + 1] as const) : LUNAR_DAYS[name]
  if (lunar) return readLunar({ year, month: lunar[0], day: lunar[1], leap: false }, context)
  const fixed = FIXED_DAYS[name]
  if (fixed) return readGregorian(year, fixed[0], fixed[1], undefined, context)
  return readTerm(name, year, context)
}

const readTerm = (name: string, year: YearReading | undefined, { today, prefer }: DateContext): DateReading | undefined => {
  const at = (value: number): DateReading | undefined => {
    const date = solarTerm(value, name)
    return (
      date && {
        date,
        how: year?.kind === 'offset' ? 'relative' : 'gregorian',
        precision: 'day',
        echo: `${value}年${name}(${formatDate(date)})`,
      }
    )
  }
  if (year) return at(year.kind === 'offset' ? today.year + year.years : year.year)
  const here = at(today.year)
  const order = here ? compareDates(here.date, today) : 0
  const reading = prefer === 'past' && order > 0 ? at(today.year - 1) : prefer === 'future' && order < 0 ? at(today.year + 1) : here
  return reading && { ...reading, yearAssumed: true }
}

const DIGITS = '一二三四五六七八九十'

const LUNAR_DAYS: Readonly<Record<string, readonly [number, number]>> = {
  大年三十: [12, 30],
  大年夜: [12, 30],
  年三十: [12, 30],
  除夕: [12, 30],
  春节: [1, 1],
  过年: [1, 1],
  元宵节: [1, 15],
  元宵: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
  重阳: [9, 9],
  腊八: [12, 8],
  小年: [12, 23],
}

const FIXED_DAYS: Readonly<Record<string, readonly [number, number]>> = {
  元旦: [1, 1],
  三八节: [3, 8],
  妇女节: [3, 8],
  劳动节: [5, 1],
  五一: [5, 1],
  五四青年节: [5, 4],
  儿童节: [6, 1],
  六一: [6, 1],
  教师节: [9, 10],
  国庆: [10, 1],
  十一: [10, 1],
  圣诞: [12, 25],
}
