import type { CivilDate } from './civil-date.ts'
import { addDays, toMs } from './civil-date.ts'
import { parseDate } from './date.ts'
import { foldWidth } from './fold-width.ts'
import { parseNumber } from './numerals.ts'

/** True where a message of the staff is about publicity or tests, so that what is known of them is looked up. */
export const speaksOfPublicity = (text: string): boolean => /发布|普法|撤发|测验/u.test(text)

const CLOCK =
  /(?<part>凌晨|早上|早晨|上午|中午|下午|晚上|傍晚)?(?<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点|时|:)(?:(?<half>半)|(?<minute>\d{1,2})分?|整)?/u
const HOUR = 3_600_000
const MINUTE = 60_000

/** An instant told by day and hour: 明天上午9点, 12月5日下午两点半. Without a day it is today, or tomorrow where that is past. Undefined where no hour is told. */
export const momentIn = (text: string, now: number, today: CivilDate): { readonly at: number; readonly rest: string } | undefined => {
  const folded = foldWidth(text)
  const found = CLOCK.exec(folded)
  const said = parseNumber(found?.groups?.['hour'] ?? '')
  if (!found || said === undefined || said > 24) return undefined
  const { part = '', half, minute } = found.groups ?? {}
  const hour = said < 12 && /下午|晚上|傍晚/u.test(part) ? said + 12 : said
  const before = folded.slice(0, found.index)
  const words = before.trimEnd().split(/[\s，,]+/u)
  const day = parseDate(words.at(-1) ?? '', today, { prefer: 'future' })
  const at = (date: CivilDate) => toMs(date) + hour * HOUR + (half ? 30 : Number(minute ?? 0)) * MINUTE
  const rest = `${day ? words.slice(0, -1).join(' ') : before} ${folded.slice(found.index + found[0].length)}`.trim()
  if (day?.precision === 'day') return { at: at(day.date), rest }
  return { at: at(today) > now ? at(today) : at(addDays(today, 1)), rest }
}
