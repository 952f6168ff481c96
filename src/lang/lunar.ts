import { Lunar, LunarMonth, LunarYear, Solar } from 'lunar-typescript'
import type { CivilDate } from './civil-date.ts'

/** A date of the lunar calendar. `month` 1–12 (12: 腊月); `leap` for the second of two months of one number. */
export type LunarDate = { readonly year: number; readonly month: number; readonly day: number; readonly leap: boolean }

/** The lunar year a civil date lies in: 2026-02-16 is still of 2025. */
export const lunarYearOf = (date: CivilDate): number => Solar.fromYmd(date.year, date.month, date.day).getLunar().getYear()

/** The leap month of a lunar year, 0 where it has none. */
export const leapMonthOf = (year: number): number => LunarYear.fromYear(year).getLeapMonth()

/** Days of a lunar month, 29 or 30; 0 where the year has no such month, or lies outside 1900 to 2099. */
export const lunarMonthDays = (year: number, month: number, leap: boolean): number => {
  if (year < 1900 || year > 2099 || month < 1 || month > 12) return 0
  if (leap && leapMonthOf(year) !== month) return 0
  return LunarMonth.fromYm(year, leap ? -month : month)?.getDayCount() ?? 0
}

/** The civil date of a lunar one; undefined where the lunar calendar has no such day. */
export const fromLunar = ({ year, month, day, leap }: LunarDate): CivilDate | undefined => {
  if (day < 1 || day > lunarMonthDays(year, month, leap)) return undefined
  const solar = Lunar.fromYmd(year, leap ? -month : month, day).getSolar()
  return { year: solar.getYear(), month: solar.getMonth(), day: solar.getDay() }
}

/** The day of a solar term (清明, 冬至 …) in a Gregorian year; undefined for other words and outside 1900 to 2099. */
export const solarTerm = (year: number, name: string): CivilDate | undefined => {
  if (year < 1900 || year > 2099) return undefined
  // The table of a lunar year runs from one winter solstice on; the winter solstice of the year itself stands in the next one's.
  const solar = Solar.fromYmd(name === '冬至' ? year + 1 : year, 6, 1)
    .getLunar()
    .getJieQiTable()[name]
  return solar ? { year: solar.getYear(), month: solar.getMonth(), day: solar.getDay() } : undefined
}

/** 正月初三, 闰六月廿一 as the calendar on the wall prints it. */
export const formatLunar = (month: number, leap: boolean, day?: number): string =>
  `${leap ? '闰' : ''}${LUNAR_MONTHS[month - 1] ?? ''}月${day === undefined ? '' : lunarDayName(day)}`

const LUNAR_MONTHS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊']
const DIGITS = '一二三四五六七八九十'

const lunarDayName = (day: number): string => {
  if (day <= 10) return `初${DIGITS[day - 1]}`
  if (day === 20) return '二十'
  if (day === 30) return '三十'
  return `${day < 20 ? '十' : '廿'}${DIGITS[(day % 10) - 1]}`
}
