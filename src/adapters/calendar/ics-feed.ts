import ical from 'ical-generator'
import type { CalendarEntry } from '../../core/calendar-entry.ts'
import { addDays, toMs } from '../../lang/index.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A calendar as programs subscribe to it (RFC 5545), to be fetched again each hour. Whole days are days, whatever zone the reader is in. */
export const icsFeed = (name: string, entries: readonly CalendarEntry[], now: number): string => {
  const calendar = ical({ name, prodId: { company: 'xiangfa', product: 'casework', language: 'ZH' }, ttl: 3_600 })
  for (const { id, day, minute, title, note } of entries) {
    const midnight = minute === undefined ? Date.UTC(day.year, day.month - 1, day.day) : toMs(day)
    const start = new Date(midnight + (minute ?? 0) * MINUTE)
    const end = minute === undefined ? utcDay(addDays(day, 1)) : new Date(start.getTime() + HOUR)
    calendar.createEvent({
      id,
      start,
      end,
      allDay: minute === undefined,
      timezone: 'UTC',
      summary: title,
      stamp: new Date(now),
      ...(note === '' ? {} : { description: note }),
    })
  }
  return calendar.toString()
}

const utcDay = ({ year, month, day }: CalendarEntry['day']): Date => new Date(Date.UTC(year, month - 1, day))
