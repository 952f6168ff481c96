import { describe, expect, it } from 'vitest'
import { assignmentConflicts, candidatesForCase } from '../../src/core/assignment.ts'
import type { AssignmentRequest } from '../../src/core/assignment.ts'
import type { Counsel, Roster } from '../../src/core/roster.ts'

const counsel = (id: string, more: Partial<Counsel> = {}): Counsel => ({
  id,
  name: id,
  firm: `firm-${id}`,
  specialities: [],
  villages: [],
  duty: { days: 'workdays', spans: [{ from: 510, to: 1_050 }] },
  capacity: 1,
  ...more,
})
const roster = (all: readonly Counsel[]): Roster => ({
  county: 'c',
  towns: [],
  villages: [{ code: '370285108001', name: '东庄', townCode: '370285108', aliases: [] }],
  offices: [],
  counsel: all,
  gridWorkers: [],
  staff: [],
})
/** A Sunday night. */
const request: AssignmentRequest = {
  village: '370285108001',
  topic: 'labour',
  opponent: 'employer',
  opponents: [],
  now: Date.UTC(2026, 10, 22, 15),
  isWorkday: () => false,
  loads: new Map(),
}

describe('assignment', () => {
  it('asks nobody to be on duty or free for a talk, and goes by cases in hand', () => {
    const all = [counsel('a', { busy: true }), counsel('b', { onDuty: false }), counsel('c')]
    const loads = new Map([
      ['a', { open: 9, month: 0, cases: 0 }],
      ['b', { open: 0, month: 0, cases: 7 }],
      ['c', { open: 0, month: 0, cases: 20 }],
    ])
    const found = candidatesForCase(roster(all), { ...request, loads })
    expect(found.candidates.map((one) => one.counsel.id)).toEqual(['a', 'b'])
    expect(found.candidates[1]?.reasons).toEqual([{ key: 'county' }, { key: 'load', open: 7, month: 0 }])
    expect(found.excluded.map(({ counsel: { id }, why }) => [id, why])).toEqual([['c', 'full']])
  })

  it('finds whoever is retained by, or is, any of several on the other side', () => {
    const all = [counsel('a', { clients: ['某某公司'] }), counsel('b'), counsel('c', { villages: ['370285108'] })]
    const opponents = ['工头老王', '莱西某某公司', 'firm-b']
    const why = (one: Counsel, more: Partial<AssignmentRequest> = {}) => assignmentConflicts(roster(all), one, { ...request, opponents, ...more })
    expect(all.map((one) => why(one))).toEqual([['client'], ['opponent'], []])
    expect(all.map((one) => why(one, { opponent: 'village', opponents: ['东庄村委会'] }))).toEqual([[], [], ['village-retains']])
  })
})
