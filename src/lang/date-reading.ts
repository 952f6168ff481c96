import type { CivilDate } from './civil-date.ts'
import { parseFigures, parseNumber } from './numerals.ts'

/**
 * A date somebody wrote. With precision `month` or `year` only that much is known, and `date` is a day in it (the first where nothing better is
 * known). `echo` says it in full for a yes or no: always asked where `how` is `lunar` or `relative`. `yearAssumed` where no year was written.
 */
export type DateReading = {
  readonly date: CivilDate
  readonly how: 'gregorian' | 'lunar' | 'relative'
  readonly precision: 'day' | 'month' | 'year'
  readonly echo: string
  readonly yearAssumed?: true
}

/** What a reader knows beside the words. */
export type DateContext = { readonly today: CivilDate; readonly prefer: 'past' | 'future' }

/** One way of writing dates. `pattern` is global; `read` gives undefined for a date no calendar has. */
export type DateReader = {
  readonly pattern: RegExp
  readonly read: (groups: Readonly<Record<string, string | undefined>>, context: DateContext) => DateReading | undefined
}

/** A year as words of a pattern: 去年, 2025年, 25年, 二〇二五年. */
export const YEAR_PATTERN =
  '(?:大前年|前年|去年|今年|明年|后年|上一年|上年|头年|本年|\\d{4}年|(?<!\\d)\\d{2}年|[〇零○一二两三四五六七八九]{4}年|(?<![〇零一二三四五六七八九十几])[〇零一二三四五六七八九]{2}年|二千年|两千年)'

/** A year read: a number, or an offset to the current year of the calendar meant. */
export type YearReading = { readonly kind: 'number'; readonly year: number } | { readonly kind: 'offset'; readonly years: number }

/** Reads what YEAR_PATTERN matched. Two figures are of this century up to five years ahead, of the last one otherwise. */
export const readYear = (text: string, today: CivilDate): YearReading | undefined => {
  const offset = YEAR_WORDS[text]
  if (offset !== undefined) return { kind: 'offset', years: offset }
  const figures = text.replace(/年$/, '')
  if (figures === '二千' || figures === '两千') return { kind: 'number', year: 2000 }
  const value = parseFigures(figures)
  if (value === undefined) return undefined
  if (figures.length === 4) return { kind: 'number', year: value }
  return { kind: 'number', year: value + (value <= (today.year % 100) + 5 ? 2000 : 1900) }
}

/** A small count in digits or Chinese signs. */
export const count = (text: string | undefined): number => (text === undefined ? Number.NaN : (parseNumber(text) ?? Number.NaN))

/** 周一 … 周日 of a `weekday` number. */
export const weekdayName = (day: number): string => `周${'日一二三四五六'[day] ?? ''}`

const YEAR_WORDS: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  上年: -1,
  上一年: -1,
  头年: -1,
  今年: 0,
  本年: 0,
  明年: 1,
  后年: 2,
}
