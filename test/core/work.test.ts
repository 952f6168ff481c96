import { expect, it } from 'vitest'
import { workAsked, workSheet } from '../../src/core/work.ts'
import type { Rates, WorkRecord } from '../../src/core/work.ts'

const rate = (yuan: number) => ({ yuan, source: '测试', verified: true })
const rates: Rates = {
  ...{ consultation: rate(30), visit: rate(100.5), mediation: rate(0), publicity: rate(50), 'case-report': rate(0), 'case-closed': rate(0) },
}
const record = (number: number, more: Partial<WorkRecord> = {}): WorkRecord => ({
  ...{ number, counselId: 'a', kind: 'consultation', at: 0, villageCode: '370285108223', status: 'recorded' },
  ...more,
})

it('the sheet counts by counsel and village; disputed work is paid nothing and counted apart', () => {
  const sheet = workSheet(
    [
      record(1),
      record(2, { status: 'confirmed', kind: 'visit' }),
      record(3, { status: 'disputed', kind: 'visit' }),
      record(4, { counselId: 'b' }),
      { number: 5, counselId: 'a', kind: 'publicity', at: 0, status: 'confirmed' },
    ],
    rates,
  )
  expect(sheet.map(({ counselId, villageCode, open, disputed, fen, confirmedFen }) => [counselId, villageCode, open, disputed, fen, confirmedFen])).toEqual([
    ['a', '', 0, 0, 5_000, 5_000],
    ['a', '370285108223', 1, 1, 13_050, 10_050],
    ['b', '370285108223', 1, 0, 3_000, 0],
  ])
  expect(sheet[1]?.counts).toMatchObject({ consultation: 1, visit: 1 })
})

it.each([
  ['确认工作 2026-11 演示顾问一', { month: '2026-11' }],
  ['存疑 12 那天没有到村', { number: 12 }],
  ['确认工作 #3', { number: 3 }],
  ['工作', {}],
  ['记 走访 2026-11-20 店埠镇东庄头村', {}],
  ['工作 2026-13', {}],
])('%s is about %o', (said, asked) => expect(workAsked(said)).toEqual(asked))
