import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { CaseEvent, MoveFacts } from '../../src/core/case.ts'
import type { MoveName } from '../../src/core/case-moves.ts'
import type { Practice } from '../../src/core/deadline.ts'
import { monthOf, monthsUpTo, splitFigures, standsOn } from '../../src/core/figure-groups.ts'
import { figureNames, figuresOf, medianOf, percentileOf, shareOf } from '../../src/core/figures.ts'
import type { FigureCase, FigureRows } from '../../src/core/figures.ts'
import { root } from '../../src/root.ts'
import { china, countyCases } from './county.ts'
import { recount } from '../../src/bench/recount.ts'

const practice: Practice = parse(readFileSync(`${root}/src/texts/clocks.yml`, 'utf8'))
const LATER = china('2027-06-01T00:00')
const none: FigureRows = { cases: [], visits: [], talks: [], complaints: [] }
const figures = (rows: Partial<FigureRows>, month: string, now = LATER) => figuresOf({ ...none, ...rows }, monthOf(month), practice, now)

const event = (move: MoveName, at: string, facts: MoveFacts = {}): CaseEvent => ({
  ...{ seq: 1, move, at: china(at), facts, door: '', actor: { role: 'agency', id: '', name: '' } },
  from: move === 'supplement' ? 'supplement' : 'review',
  to: move === 'ask-supplement' ? 'supplement' : 'review',
})
const caseOf = (...events: readonly CaseEvent[]): FigureCase => ({ matter: '要工钱', villageCode: 'v', townCode: 't', events })

describe('shares and ranks', () => {
  it('never divide by nothing', () => {
    expect([shareOf(0, 0), medianOf([]), percentileOf([], 0.9)]).toEqual(['none', 'none', 'none'])
    expect(shareOf(1, 4)).toBe(0.25)
  })
  it('take the middle, and the nearest rank', () => {
    expect([medianOf([9, 1, 5]), medianOf([4, 1, 2, 9]), medianOf([3])]).toEqual([5, 3, 3])
    expect([percentileOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9), percentileOf([1, 2], 0.9), percentileOf([7], 0.9)]).toEqual([9, 2, 7])
  })
})

describe('a month', () => {
  it('without anything has zeros, and no share of nothing', () => {
    const empty = figures({}, '2026-11')
    for (const name of figureNames) expect([0, 'none']).toContain(empty[name])
    expect(empty['on-time']).toBe('none')
    expect(splitFigures(none, '2026-11', 'village', practice, LATER)).toEqual([])
  })

  it('begins and ends at midnight in China', () => {
    const last = caseOf(event('submit', '2026-11-30T23:59:59.999'))
    const next = caseOf(event('submit', '2026-12-01T00:00'))
    const visits = ['2026-10-31T23:59', '2026-11-01T00:00', '2026-11-30T23:59'].map((at) => ({ person: 'p', at: china(at) }))
    expect(figures({ cases: [last, next], visits }, '2026-11')).toMatchObject({ received: 1, people: 1, visits: 2 })
    expect(figures({ cases: [last, next] }, '2026-12').received).toBe(1)
    expect(figures({ cases: [last, next] }, '2027-12').received).toBe(0)
  })

  it('counts what was received in one month and decided in the next in both, each as what it is', () => {
    const cases = [
      caseOf(event('submit', '2026-11-28T10:00'), event('grant', '2026-12-05T23:59')),
      caseOf(event('submit', '2026-11-28T10:00'), event('refuse', '2026-12-06T00:00')),
    ]
    expect(figures({ cases }, '2026-11')).toMatchObject({ received: 2, decided: 0, granted: 0, 'on-time': 'none', overdue: 0 })
    expect(figures({ cases }, '2026-12')).toMatchObject({ received: 0, decided: 2, granted: 1, refused: 1, 'on-time': 0.5, 'median-days': 7.5, 'p90-days': 8 })
  })

  it('takes withdrawn ones out of what is decided and overdue, and leaves undecided ones that are late to be seen', () => {
    const cases = [
      caseOf(event('submit', '2026-11-02T10:00'), event('withdraw', '2026-11-20T10:00')),
      caseOf(event('submit', '2026-11-02T10:00'), event('deem-withdrawn', '2026-11-21T10:00')),
      caseOf(event('submit', '2026-11-02T10:00')),
      caseOf(event('submit', '2026-11-02T10:00'), event('grant', '2026-12-20T10:00')),
      caseOf(event('submit', '2026-11-29T10:00')),
    ]
    expect(figures({ cases }, '2026-11')).toMatchObject({ received: 5, withdrawn: 2, decided: 0, overdue: 2 })
    expect(figures({ cases }, '2026-11', china('2026-11-09T23:00')).overdue).toBe(0)
    expect(figures({ cases }, '2026-12')).toMatchObject({ decided: 1, 'on-time': 0, overdue: 2 })
    expect(figures({ cases }, '2026-12', china('2026-11-15T00:00')).overdue).toBe(0)
  })

  it('lets the seven days run from the day the paper was handed in, and stands still while something was asked for', () => {
    const paper = caseOf(
      event('submit', '2026-12-02T10:00'),
      { ...event('receive', '2026-12-02T11:00', { handedOn: '2026-11-30' }), actor: { role: 'office', id: '', name: '' } },
      event('grant', '2026-12-08T10:00'),
    )
    const asked = caseOf(
      event('submit', '2026-12-01T10:00'),
      event('ask-supplement', '2026-12-03T10:00'),
      event('supplement', '2026-12-08T10:00'),
      event('grant', '2026-12-13T10:00'),
    )
    expect(figures({ cases: [paper] }, '2026-11')).toMatchObject({ received: 1, 'through-office': 1, 'first-share': 1 })
    expect(figures({ cases: [paper, asked] }, '2026-12')).toMatchObject({ received: 1, 'on-time': 0.5, 'p90-days': 12 })
  })

  it('counts people once and by days, talks by when they were asked for, taken and ended, complaints in and outside of cases', () => {
    const at = china('2026-11-05T09:00')
    const visits = [
      { person: 'a', at },
      { person: 'a', at: at + 86_400_000 },
      { person: 'b', at },
    ]
    const talks = [
      { requestedAt: china('2026-10-31T20:00'), acceptedAt: at, closedAt: at, rating: 3 },
      { requestedAt: at, acceptedAt: at, closedAt: china('2026-12-01T09:00'), rating: 1 },
      { requestedAt: at },
    ]
    const cases = [caseOf(event('submit', '2026-11-02T10:00'), event('complain', '2026-11-03T10:00'))]
    expect(figures({ visits, talks, cases, complaints: [{ at }] }, '2026-11')).toMatchObject({
      ...{ people: 2, visits: 3, requests: 2, taken: 2, 'talks-rated': 1, 'talks-satisfied': 1, complaints: 2 },
    })
  })
})

describe('parts of a month', () => {
  it('tell of less than three cases but their number, and hide one more where the sum would tell', () => {
    const closed = (villageCode: string): FigureCase => ({
      ...caseOf(event('submit', '2026-11-02T10:00'), event('close-out', '2026-11-20T10:00', { amountFen: 100 })),
      villageCode,
    })
    const cases = [closed('a'), ...['b', 'b', 'b', 'c', 'c', 'c', 'c'].map(closed)]
    const recovered = Object.fromEntries(
      splitFigures({ ...none, cases }, '2026-11', 'village', practice, LATER).map(({ key, figures: its }) => [key, its.recovered]),
    )
    expect(recovered).toEqual({ a: 'few', b: 'few', c: 400 })
    expect(splitFigures({ ...none, cases }, '2026-11', 'village', practice, LATER)[0]?.figures).toMatchObject({ closed: 1, complaints: 'unsplit' })
  })

  it('go by the counsel assigned last, and by months of the year', () => {
    const cases = [
      caseOf(
        event('submit', '2026-11-02T10:00'),
        event('assign', '2026-11-03T10:00', { counselId: 'k1' }),
        event('assign', '2026-11-09T10:00', { counselId: 'k2' }),
      ),
    ]
    expect(splitFigures({ ...none, cases }, '2026-11', 'counsel', practice, LATER).map(({ key }) => key)).toEqual(['k2'])
    const months = splitFigures({ ...none, cases }, '2026-11', 'month', practice, LATER)
    expect(months.map(({ key }) => key)).toEqual(monthsUpTo('2026-11'))
    expect(months.map(({ figures: its }) => its.received)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    expect([standsOn(monthOf('2026-11'), LATER), standsOn(monthOf('2026-11'), china('2026-11-25T08:00'))]).toEqual(['2026-11-30', '2026-11-25'])
  })
})

describe('a county of legal moves', () => {
  it.each([1, 2])('has the figures that a recount of the log has, whole and by parts (seed %i)', (seed) => {
    const log = countyCases(250, seed)
    for (const month of ['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-03']) {
      expect(figures({ cases: log }, month), month).toMatchObject(recount(log, month))
      for (const { key, figures: its } of splitFigures({ ...none, cases: log }, month, 'town', practice, LATER)) {
        const part = recount(
          log.filter(({ townCode = '' }) => townCode === key),
          month,
        )
        for (const [name, value] of Object.entries(part))
          if (its[name as keyof typeof part] !== 'few') expect(its[name as keyof typeof part], `${month} ${key} ${name}`).toEqual(value)
      }
    }
  })
})
