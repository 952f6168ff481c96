/** A civil date in China (UTC+8, no daylight saving). `month` 1–12, `day` 1–31. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number }

const DAY_MS = 86_400_000
const CHINA_OFFSET_MS = 8 * 3_600_000

/** The date in China at an instant. `ms` since 1970-01-01 UTC. */
export const civilDate = (ms: number): CivilDate => fromDayNumber(Math.floor((ms + CHINA_OFFSET_MS) / DAY_MS))

/** Midnight in China at which the date begins, ms since 1970-01-01 UTC. */
export const toMs = (date: CivilDate): number => dayNumber(date) * DAY_MS - CHINA_OFFSET_MS

/** The date `days` later; earlier where negative. */
export const addDays = (date: CivilDate, days: number): CivilDate => fromDayNumber(dayNumber(date) + days)

/** The same day `months` later; the last day of that month where it has no such day (31 January + 1 → 28 or 29 February). */
export const addMonths = (date: CivilDate, months: number): CivilDate => {
  const index = date.year * 12 + date.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) }
}

/** Days from `from` to `to`: positive where `to` is later. */
export const diffDays = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/** Negative where `a` is earlier, 0 where equal, positive where later: an order for sort(). */
export const compareDates = (a: CivilDate, b: CivilDate): number => dayNumber(a) - dayNumber(b)

/** 0 Sunday, 1 Monday … 6 Saturday. */
export const weekday = (date: CivilDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7

/** Days of a month of the Gregorian calendar; `month` 1–12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** Whether the calendar has this date, in the years 1900 to 2100. */
export const isRealDate = ({ year, month, day }: CivilDate): boolean =>
  Number.isInteger(year) &&
  Number.isInteger(month) &&
  Number.isInteger(day) &&
  year >= 1900 &&
  year <= 2100 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysInMonth(year, month)

/** As people read it: 2026年2月7日. */
export const formatDate = (date: CivilDate): string => `${date.year}年${date.month}月${date.day}日`

/** As machines read it: 2026-02-07. */
export const isoDate = (date: CivilDate): string =>
  `${String(date.year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`

/** Reads exactly YYYY-MM-DD; undefined where it is written otherwise or is no date of 1900 to 2100. */
export const parseIso = (text: string): CivilDate | undefined => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return undefined
  const date = { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) }
  return isRealDate(date) ? date : undefined
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days since 1970-01-01 of the proleptic Gregorian calendar; years are counted from March so that the leap day comes last. */
const dayNumber = ({ year, month, day }: CivilDate): number => {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const fromDayNumber = (days: number): CivilDate => {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}
