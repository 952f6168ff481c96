import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, civilDate, compareDates, diffDays, formatDate, isoDate, isRealDate, parseIso, toMs, weekday } from '../../src/lang/index.ts'

const day = fc.integer({ min: -25_000, max: 47_000 }).map((n) => addDays({ year: 1970, month: 1, day: 1 }, n))

describe('civil dates', () => {
  it('changes at midnight in China', () => {
    expect(civilDate(Date.UTC(2026, 10, 23, 15, 59, 59))).toEqual({ year: 2026, month: 11, day: 23 })
    expect(civilDate(Date.UTC(2026, 10, 23, 16, 0, 0))).toEqual({ year: 2026, month: 11, day: 24 })
    expect(toMs({ year: 2026, month: 11, day: 24 })).toBe(Date.UTC(2026, 10, 23, 16))
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-24', 2, '2027-01-24'],
    ['2026-01-24', -1, '2025-12-24'],
    ['2026-03-31', -13, '2025-02-28'],
  ])('%s plus %i months is %s', (from, months, to) => {
    const date = parseIso(from)
    expect(date && isoDate(addMonths(date, months))).toBe(to)
  })

  it('writes and reads', () => {
    expect(formatDate({ year: 2026, month: 2, day: 7 })).toBe('2026年2月7日')
    expect(isoDate({ year: 2026, month: 2, day: 7 })).toBe('2026-02-07')
    for (const bad of ['2026-2-7', '2026-02-30', '2026-13-01', '', 'x', '1800-01-01']) expect(parseIso(bad)).toBeUndefined()
  })

  it('knows weekdays', () => {
    expect(weekday({ year: 2026, month: 11, day: 24 })).toBe(2)
    expect(weekday({ year: 1970, month: 1, day: 1 })).toBe(4)
    expect(weekday({ year: 1949, month: 10, day: 1 })).toBe(6)
  })

  it('holds for every day of two centuries', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -1000, max: 1000 }), (date, n) => {
        expect(civilDate(toMs(date))).toEqual(date)
        expect(isRealDate(date)).toBe(true)
        expect(diffDays(date, addDays(date, n))).toBe(n)
        expect(Math.sign(compareDates(addDays(date, n), date))).toBe(Math.sign(n))
        expect(parseIso(isoDate(date))).toEqual(date)
        expect(new Date(toMs(date) + 8 * 3_600_000).getUTCDay()).toBe(weekday(date))
        expect(new Date(toMs(date) + 8 * 3_600_000).toISOString().slice(0, 10)).toBe(isoDate(date))
      }),
    )
  })
})
