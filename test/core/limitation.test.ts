import { describe, expect, it } from 'vitest'
import { chineseHolidays } from '../../src/adapters/calendar/work-calendar.ts'
import type { CaseEvent } from '../../src/core/case.ts'
import type { Answers } from '../../src/core/flow-state.ts'
import { hearingAlarmsOf, hearingsOf } from '../../src/core/hearing.ts'
import { isNear, termAlarmsOf, termsOf } from '../../src/core/limitation.ts'
import { isoDate, parseIso } from '../../src/lang/index.ts'

const date = (iso: string) => {
  const value = parseIso(iso)
  if (!value) throw new Error(iso)
  return { kind: 'date', value, shown: iso } as const
}
const choice = (value: string) => ({ kind: 'choice', value, shown: value }) as const
const matter = (what: string, happened: string, over: Answers = {}): Answers => ({
  matter: choice(what),
  'opponent-kind': choice('employer'),
  'happened-on': date(happened),
  stage: choice('not-started'),
  ...over,
})
const days = (answers: Answers) =>
  termsOf(answers, chineseHolidays).map((term) => `${term.id} ${isoDate(term.lastDay)}${term.movedTo ? ` → ${isoDate(term.movedTo)}` : ''}`)
const at = (text: string) => Date.parse(`${text}+08:00`)

describe('terms of the matter', () => {
  it('are a year for arbitration of wages, three years in court, thirty days and a year for work injury', () => {
    expect(days(matter('wages', '2025-02-07'))).toEqual(['arbitration 2026-02-07 → 2026-02-09'])
    expect(days(matter('wages', '2024-02-07', { 'opponent-kind': choice('person') }))).toEqual(['suit 2027-02-07 → 2027-02-08'])
    expect(days(matter('traffic-injury', '2022-10-03'))).toEqual(['suit 2025-10-03 → 2025-10-09'])
    expect(days(matter('work-injury', '2026-09-03'))).toEqual(['injury-employer 2026-10-03', 'injury-own 2027-09-03'])
    expect(days(matter('state-compensation', '2024-02-29'))).toEqual(['state-compensation 2026-02-28'])
  })

  it('move over holidays where the civil code says so, not over a make-up workday, and say where the plan is not out', () => {
    // 2025-10-01 to 08 are a holiday; 2026-02-14 is a Saturday on which people work.
    expect(days(matter('wages', '2025-02-14'))).toEqual(['arbitration 2026-02-14'])
    expect(days(matter('wages', '2024-10-01'))).toEqual(['arbitration 2025-10-01 → 2025-10-09'])
    const unknown = termsOf(matter('traffic-injury', '2026-10-01'), chineseHolidays)
    expect(unknown).toMatchObject([{ id: 'suit', unpublished: true }])
    expect(termsOf(matter('traffic-injury', '2022-10-03'), chineseHolidays)[0]?.unpublished).toBe(false)
  })

  it('are none for support, nor once it is before a board or a court; what the person read from a paper counts always', () => {
    expect(days(matter('support', '2020-01-01'))).toEqual([])
    expect(days(matter('wages', '2025-02-07', { stage: choice('court'), deadline: date('2026-12-03') }))).toEqual(['stated 2026-12-03'])
  })

  it('are near with less than seven days left, and not when they are behind', () => {
    const [term] = termsOf(matter('wages', '2020-01-01', { stage: choice('court'), deadline: date('2026-12-03') }), chineseHolidays)
    const near = (iso: string) => term && isNear(term, date(iso).value)
    expect(['2026-11-26', '2026-11-27', '2026-12-03', '2026-12-04'].map(near)).toEqual([false, true, true, false])
  })

  it('alarm a month, a week and the day before those who handle it, until it is filed or over', () => {
    const terms = termsOf(matter('wages', '2020-01-01', { stage: choice('court'), deadline: date('2026-12-31') }), chineseHolidays)
    expect(termAlarmsOf(terms, []).map((one) => [one.stage, new Date(one.at).toISOString()])).toEqual([
      ['month', '2026-12-01T00:00:00.000Z'],
      ['week', '2026-12-25T00:00:00.000Z'],
      ['last-day', '2026-12-31T00:00:00.000Z'],
    ])
    expect(termAlarmsOf(terms, [event('report', '2026-12-02T09:00', { filed: true })])).toEqual([])
    expect(termAlarmsOf(terms, [{ ...event('withdraw', '2026-12-02T09:00', {}), to: 'withdrawn' }])).toEqual([])
  })
})

const event = (move: CaseEvent['move'], when: string, facts: CaseEvent['facts'], seq = 1): CaseEvent => ({
  seq,
  move,
  from: 'in-progress',
  to: 'in-progress',
  actor: { role: 'counsel', id: 'k1', name: '顾问' },
  door: 'console',
  at: at(when),
  facts,
})

describe('hearings', () => {
  it('are reminded of the day before; a day told anew takes the place of the one still ahead', () => {
    const first = event('hearing', '2026-12-01T09:00', { due: '2026-12-08', minute: 570, where: '二庭' }, 1)
    const moved = event('hearing', '2026-12-05T09:00', { due: '2026-12-15' }, 2)
    const next = event('hearing', '2026-12-16T09:00', { due: '2026-12-28' }, 3)
    expect(hearingsOf([first])).toMatchObject([{ minute: 570, where: '二庭' }])
    expect(hearingsOf([first, moved, next]).map(({ seq }) => seq)).toEqual([2, 3])
    expect(hearingAlarmsOf([first]).map((one) => one.at)).toEqual([at('2026-12-07T09:00')])
    expect(hearingAlarmsOf([first, { ...moved, move: 'close-out', to: 'closed-out' }])).toEqual([])
  })
})
