import { addDays, addMonths, type CivilDate, daysInMonth, formatDate, weekday } from './civil-date.ts'
import { count, type DateReader, type DateReading, readYear, weekdayName, YEAR_PATTERN } from './date-reading.ts'

/** 昨天, 大前天, 后天, 昨晚; 夜来 is yesterday in Jiaodong. */
export const dayWordReader: DateReader = {
  pattern: /(?<word>大前天|大后天|(?<![以从之目])前天|昨天|今天|明天|后天|[昨今明]日|[昨今]晚|昨夜|今早|今晨|昨儿|今儿|明儿|前儿|夜来)/g,
  read: ({ word }, { today }) => onDay(addDays(today, DAY_WORDS[word ?? ''] ?? 0)),
}

/** 三天前, 两个半月前, 半年前, 三年多以前, 十天后. */
export const agoReader: DateReader = {
  pattern:
    /(?:(?<vague>好?几|数)|(?<count>\d{1,3}(?:\.5)?|[一二两俩三四五六七八九十半]{1,4}))(?<half>个半|来个|多个|个多|个|多|来)?(?<unit>天|日|周|星期|礼拜|月|年|小时)(?<tail>半|多|来)?(?:的)?(?<side>以前|之前|前|以后|之后|后)(?![天年日])/g,
  read: (groups, { today }) => {
    if (groups.count === undefined || groups.vague !== undefined) return undefined
    const amount = count(groups.count) + (groups.half === '个半' || groups.tail === '半' ? 0.5 : 0)
    const sign = groups.side?.includes('前') ? -1 : 1
    switch (groups.unit) {
      case '小时':
        return onDay(today)
      case '天':
      case '日':
        return Number.isInteger(amount) ? onDay(addDays(today, sign * amount)) : undefined
      case '周':
      case '星期':
      case '礼拜':
        return Number.isInteger(amount) ? onDay(addDays(today, sign * amount * 7)) : undefined
      case '月':
        if (groups.half === undefined && amount === 0.5) return undefined
        return Number.isInteger(amount * 2) ? inMonth(monthsAway(today, sign * amount)) : undefined
      default:
        return Number.isInteger(amount)
          ? inYear(addMonths(today, sign * amount * 12))
          : Number.isInteger(amount * 2)
            ? inMonth(addMonths(today, sign * amount * 12))
            : undefined
    }
  },
}

/** 上个月15号, 这个月, 下月底, 上上个月. */
export const monthWordReader: DateReader = {
  pattern:
    /(?<word>上上|下下|上|这|本|下)个?月(?:份)?的?(?:(?<part>上旬|中旬|下旬|底|末|初(?![一二三四五六七八九十\d]))|(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})[号日])?/g,
  read: ({ word, part, day }, { today }) => {
    const month = addMonths({ ...today, day: 1 }, STEPS[word ?? ''] ?? 0)
    if (day === undefined) {
      const start = part === undefined || part === '初' || part === '上旬' ? 1 : part === '中旬' ? 11 : 21
      return {
        date: { ...month, day: start },
        how: 'relative',
        precision: 'month',
        echo: `${month.year}年${month.month}月${part ?? ''}`,
      }
    }
    const value = count(day)
    return value >= 1 && value <= daysInMonth(month.year, month.month) ? onDay({ ...month, day: value }) : undefined
  },
}

/** 上周五, 这个礼拜天, 周三; 上周 alone is known only roughly. */
export const weekdayReader: DateReader = {
  pattern:
    /(?<![\d一二两三四五六七八九十几每])(?:(?<word>上上|下下|上|这|本|下)一?个?(?:周|星期|礼拜)(?<day>[一二三四五六日天末1-7])?|(?:周|星期|礼拜)(?<bare>[一二三四五六日天末1-7]))(?![次个人\d])/g,
  read: ({ word, day, bare }, { today, prefer }) => {
    const monday = addDays(today, -((weekday(today) + 6) % 7))
    if (bare !== undefined) {
      const gap = dayOfWeek(bare) - ((weekday(today) + 6) % 7)
      return onDay(addDays(today, prefer === 'past' && gap > 0 ? gap - 7 : prefer === 'future' && gap < 0 ? gap + 7 : gap))
    }
    const start = addDays(monday, 7 * (STEPS[word ?? ''] ?? 0))
    if (day !== undefined) return onDay(addDays(start, dayOfWeek(day)))
    return {
      date: start,
      how: 'relative',
      precision: 'month',
      echo: `${formatDate(start)}到${formatDate(addDays(start, 6))}这一周`,
    }
  },
}

/** A year alone, or with a season or a half: 去年, 2025年, 前年夏天, 今年年底, 98年上半年. */
export const yearReader: DateReader = {
  pattern: new RegExp(
    `(?:(?<year>${YEAR_PATTERN})(?:的)?(?<part>春天|夏天|秋天|冬天|开春|入秋|入冬|麦收|秋收|上半年|下半年|年初|年中|年底|年末|初|底|末)?|(?<alone>年初|年中|年底|年末))`,
    'g',
  ),
  read: ({ year, part: behind, alone }, { today, prefer }) => {
    const part = behind ?? alone
    const read = year === undefined ? undefined : readYear(year, today)
    if (year !== undefined && read === undefined) return undefined
    const month = PART_MONTHS[part ?? ''] ?? 1
    const assumed = month > today.month ? (prefer === 'past' ? today.year - 1 : today.year) : today.year
    const value = read === undefined ? assumed : read.kind === 'offset' ? today.year + read.years : read.year
    if (value < 1900 || value > 2100) return undefined
    return {
      date: { year: value, month, day: 1 },
      how: read?.kind === 'number' ? 'gregorian' : 'relative',
      precision: part !== undefined && /[初底末]/.test(part) ? 'month' : 'year',
      echo: `${value}年${part ?? ''}`.replace('年年', '年'),
      ...(read === undefined ? { yearAssumed: true as const } : {}),
    }
  },
}

/** A day known from words about today, with its weekday, for a yes or no. */
export const onDay = (date: CivilDate): DateReading => ({
  date,
  how: 'relative',
  precision: 'day',
  echo: `${formatDate(date)}(${weekdayName(weekday(date))})`,
})

const inMonth = (date: CivilDate): DateReading => ({
  date,
  how: 'relative',
  precision: 'month',
  echo: `${date.year}年${date.month}月`,
})
const inYear = (date: CivilDate): DateReading => ({ date, how: 'relative', precision: 'year', echo: `${date.year}年` })

const monthsAway = (today: CivilDate, months: number): CivilDate => {
  const whole = Math.trunc(months)
  return addDays(addMonths(today, whole), Math.round((months - whole) * 30))
}

const dayOfWeek = (sign: string): number => WEEK[sign] ?? Number(sign) - 1

const WEEK: Readonly<Record<string, number>> = { 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 末: 5, 日: 6, 天: 6 }
const STEPS: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 }
const DAY_WORDS: Readonly<Record<string, number>> = {
  ...{ 大前天: -3, 前天: -2, 前儿: -2, 昨天: -1, 昨日: -1, 昨晚: -1, 昨夜: -1, 昨儿: -1, 夜来: -1 },
  ...{ 今天: 0, 今日: 0, 今晚: 0, 今早: 0, 今晨: 0, 今儿: 0, 明天: 1, 明日: 1, 明儿: 1, 后天: 2, 大后天: 3 },
}
const PART_MONTHS: Readonly<Record<string, number>> = {
  ...{ 春天: 3, 开春: 3, 夏天: 6, 麦收: 6, 秋天: 9, 入秋: 9, 秋收: 9, 冬天: 12, 入冬: 11 },
  ...{ 上半年: 1, 下半年: 7, 年初: 1, 初: 1, 年中: 6, 年底: 12, 年末: 12, 底: 12, 末: 12 },
}
