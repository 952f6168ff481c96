import { addDays, civilDate, isoDate, parseIso, toMs } from '../lang/civil-date.ts'
import type { CivilDate } from '../lang/civil-date.ts'
import type { Instant } from './ids.ts'

const MINUTE = 60_000
const LOOK_AHEAD_DAYS = 30

/** When somebody answers: on workdays (holidays and make-up days counted) or daily, within spans of minutes of the day in China. */
export type Duty = { readonly days: 'workdays' | 'daily'; readonly spans: readonly { readonly from: number; readonly to: number }[] }

/** True where people work that day, by the published holiday plan. */
export type IsWorkday = (date: CivilDate) => boolean

const minutes = (clock: string): number | undefined => {
  const match = /^(\d{1,2}):(\d{2})$/.exec(clock)
  if (!match) return undefined
  const value = Number(match[1]) * 60 + Number(match[2])
  return value <= 24 * 60 && Number(match[2]) < 60 ? value : undefined
}

/** Reads `workdays 08:30-12:00,13:30-17:30` or `daily 00:00-24:00`; undefined where it is neither. */
export const parseDuty = (text: string): Duty | undefined => {
  const [days, list] = text.trim().split(/\s+/)
  if ((days !== 'workdays' && days !== 'daily') || !list) return undefined
  const spans: { from: number; to: number }[] = []
  for (const piece of list.split(',')) {
    const [start, end] = piece.split('-')
    const from = minutes(start ?? '')
    const to = minutes(end ?? '')
    if (from === undefined || to === undefined || to <= from) return undefined
    spans.push({ from, to })
  }
  return { days, spans: spans.sort((a, b) => a.from - b.from) }
}

const serves = (duty: Duty, date: CivilDate, isWorkday: IsWorkday): boolean => duty.days === 'daily' || isWorkday(date)

/** Whether somebody is on duty at an instant. */
export const onDutyAt = (duty: Duty, at: Instant, isWorkday: IsWorkday): boolean => {
  const date = civilDate(at)
  const minute = Math.floor((at - toMs(date)) / MINUTE)
  return serves(duty, date, isWorkday) && duty.spans.some((span) => minute >= span.from && minute < span.to)
}

/** The next instant at or after `at` when somebody is on duty; undefined where none is within 30 days. */
export const nextDutyAt = (duty: Duty, at: Instant, isWorkday: IsWorkday): Instant | undefined => {
  if (onDutyAt(duty, at, isWorkday)) return at
  const today = civilDate(at)
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const date = addDays(today, ahead)
    if (!serves(duty, date, isWorkday)) continue
    const start = duty.spans.map((span) => toMs(date) + span.from * MINUTE).find((instant) => instant >= at)
    if (start !== undefined) return start
  }
  return undefined
}

/** Days somebody is away, as ISO dates: from the first to the last. */
export type Leave = readonly { readonly from: string; readonly to: string }[]

/** Reads `2026-11-23..2026-11-27|2026-12-24` ('' for none); undefined where it is written otherwise. */
export const parseLeave = (text: string): Leave | undefined => {
  const spans: { from: string; to: string }[] = []
  for (const piece of text.split('|').filter((one) => one !== '')) {
    const [from = '', to = from] = piece.split('..')
    if (!parseIso(from) || !parseIso(to) || to < from) return undefined
    spans.push({ from, to })
  }
  return spans
}

/** The first instant at or after `at` that is not on a day of leave. */
export const backAt = (leave: Leave, at: Instant): Instant => {
  const day = isoDate(civilDate(at))
  const span = leave.find(({ from, to }) => day >= from && day <= to)
  const last = span && parseIso(span.to)
  return last ? backAt(leave, toMs(addDays(last, 1))) : at
}

/** Whether somebody is away on the day of an instant. */
export const onLeaveAt = (leave: Leave, at: Instant): boolean => {
  const day = isoDate(civilDate(at))
  return leave.some(({ from, to }) => day >= from && day <= to)
}
