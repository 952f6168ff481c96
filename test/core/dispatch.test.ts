import { describe, expect, it } from 'vitest'
import { dispatch, nearestOffices, nextWave } from '../../src/core/dispatch.ts'
import type { DispatchRequest } from '../../src/core/dispatch.ts'
import { onLeaveAt, parseLeave } from '../../src/core/duty.ts'
import { distanceKm } from '../../src/core/position.ts'
import { villageOf } from '../../src/core/roster.ts'
import type { Counsel, Roster } from '../../src/core/roster.ts'

const ALWAYS = { days: 'daily', spans: [{ from: 0, to: 1_440 }] } as const
const HOURS = { days: 'workdays', spans: [{ from: 510, to: 1_050 }] } as const
/** Monday, 10:00 in China. */
const NOW = Date.UTC(2026, 10, 23, 2)
const place = (latitude: number, longitude: number) => ({ position: { latitude, longitude } })
const counsel = (id: string, villages: readonly string[], more: Partial<Counsel> = {}): Counsel => ({
  id,
  name: id,
  firm: 'f',
  specialities: [],
  villages,
  duty: ALWAYS,
  capacity: 10,
  ...more,
})
const village = (code: string, latitude: number, longitude: number) => ({
  code,
  name: code,
  townCode: code.slice(0, 9),
  aliases: [],
  ...place(latitude, longitude),
})
const rosterOf = (all: readonly Counsel[]): Roster => ({
  county: 'c',
  towns: [],
  villages: [
    village('370285108001', 36.66, 120.4),
    village('370285108002', 36.69, 120.4),
    village('370285108003', 36.9, 120.4),
    village('370285109001', 37.2, 120.6),
  ],
  successors: new Map([['370285108999', '370285108001']]),
  offices: [
    { id: 'near', name: 'near', townCode: '370285108', phone: '1', address: 'a', duty: HOURS, ...place(36.66, 120.41) },
    { id: 'far', name: 'far', townCode: '370285109', phone: '1', address: 'a', duty: ALWAYS, ...place(37.2, 120.6) },
  ],
  counsel: all,
  gridWorkers: [],
  staff: [],
})
const request = (more: Partial<DispatchRequest> = {}): DispatchRequest => ({
  village: '370285108001',
  topic: 'labour',
  opponent: 'employer',
  now: NOW,
  isWorkday: () => true,
  loads: new Map(),
  ...more,
})
const order = (all: readonly Counsel[], more: Partial<DispatchRequest> = {}) =>
  dispatch(rosterOf(all), request(more)).candidates.map((one) => [one.counsel.id, one.step])

describe('dispatch', () => {
  it('goes from the village outwards: its neighbours, its town, the county', () => {
    const all = [
      counsel('county', ['370285109001'], { specialities: ['labour'] }),
      counsel('town', ['370285108003']),
      counsel('neighbour', ['370285108002']),
      counsel('own', ['370285108001']),
    ]
    expect(order(all)).toEqual([
      ['own', 'own'],
      ['neighbour', 'neighbour'],
      ['town', 'town'],
      ['county', 'county'],
    ])
  })

  it('puts speciality before load, load before language', () => {
    const own = ['370285108001']
    const loads = new Map([
      ['expert', { open: 5, month: 40 }],
      ['tired', { open: 4, month: 0 }],
    ])
    const all = [counsel('tired', own, { languages: ['x'] }), counsel('rested', own), counsel('expert', own, { specialities: ['labour'] })]
    expect(order(all, { loads, words: '我只会说x' }).map(([id]) => id)).toEqual(['expert', 'rested', 'tired'])
    expect(order([counsel('a', own), counsel('b', own, { languages: ['x'] })], { words: '我只会说x' })[0]?.[0]).toBe('b')
  })

  it('leaves out conflicts of interest, the absent and the full, each with why', () => {
    const all = [
      counsel('retained', ['370285'], { clients: [] }),
      counsel('client', ['370285109001'], { clients: ['某某建筑公司'] }),
      counsel('away', ['370285109001'], { leave: parseLeave('2026-11-23..2026-11-24') ?? [] }),
      counsel('busy', ['370285109001'], { busy: true }),
      counsel('full', ['370285109001'], { capacity: 1 }),
      counsel('free', ['370285109001']),
    ]
    const found = dispatch(rosterOf(all), request({ opponent: 'village', opponentName: '莱西某某建筑公司', loads: new Map([['full', { open: 1, month: 1 }]]) }))
    expect(found.excluded.map(({ counsel: { id }, why }) => [id, why])).toEqual([
      ['retained', 'village-retains'],
      ['client', 'client'],
      ['away', 'leave'],
      ['busy', 'off-duty'],
      ['full', 'full'],
    ])
    expect(found.candidates.map((one) => one.counsel.id)).toEqual(['free'])
  })

  it('takes a committee for the village, whatever kind of party it was said to be', () => {
    const all = [counsel('own', ['370285108001']), counsel('other', ['370285109001'])]
    for (const opponentName of ['某某村村民委员会', '某某村股份经济合作社', '某村村委会', '某社区居委会'])
      expect(order(all, { opponent: 'employer', opponentName }).map(([id]) => id)).toEqual(['other'])
    expect(order(all, { opponent: 'employer', opponentName: '莱西某某村里人家饭店' }).map(([id]) => id)).toEqual(['own', 'other'])
  })

  it('says when the next comes on duty, and finds a merged village by its old code', () => {
    const night = Date.UTC(2026, 10, 22, 13)
    const found = dispatch(rosterOf([counsel('day', ['370285108001'], { duty: HOURS })]), request({ now: night, village: '370285108999' }))
    expect(found.candidates).toEqual([])
    expect(found.wakesAt).toBe(Date.UTC(2026, 10, 23, 0, 30))
    expect(villageOf(rosterOf([]), '370285108999')?.code).toBe('370285108001')
  })

  it('asks a step at a time, nobody twice', () => {
    const found = dispatch(rosterOf([counsel('a', ['370285108001']), counsel('b', ['370285108001']), counsel('c', ['370285109001'])]), request())
    expect(nextWave(found, new Set(), 1).map((one) => one.counsel.id)).toEqual(['a'])
    expect(nextWave(found, new Set(['a']), 3).map((one) => one.counsel.id)).toEqual(['b'])
    expect(nextWave(found, new Set(['a', 'b']), 3).map((one) => one.counsel.id)).toEqual(['c'])
    expect(nextWave(found, new Set(['a', 'b', 'c']), 3)).toEqual([])
  })
})

describe('the nearest office', () => {
  it('is the nearest that is open now', () => {
    const from = { latitude: 36.66, longitude: 120.4 }
    expect(nearestOffices(rosterOf([]), from, NOW, () => true).map((one) => one.office.id)).toEqual(['near', 'far'])
    expect(nearestOffices(rosterOf([]), from, Date.UTC(2026, 10, 22, 13), () => true).map((one) => [one.office.id, one.open])).toEqual([
      ['far', true],
      ['near', false],
    ])
  })

  it('is measured over the great circle', () => {
    // One degree of latitude on a sphere of 6371.0088 km.
    expect(distanceKm({ latitude: 36, longitude: 120 }, { latitude: 37, longitude: 120 })).toBeCloseTo(111.195, 2)
    expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(111.195, 2)
  })
})

describe('leave', () => {
  it('counts its first and last day', () => {
    const leave = parseLeave('2026-11-23..2026-11-24|2026-12-01') ?? []
    expect([22, 23, 24, 25].map((day) => onLeaveAt(leave, Date.UTC(2026, 10, day, 4)))).toEqual([false, true, true, false])
    expect(onLeaveAt(leave, Date.UTC(2026, 11, 1, 15, 59))).toBe(true)
    expect(['2026-13-01', '2026-11-24..2026-11-23', 'soon'].map(parseLeave)).toEqual([undefined, undefined, undefined])
  })
})

describe('conflicts of interest', () => {
  const own = ['370285108001']
  const why = (all: readonly Counsel[], more: Partial<DispatchRequest>) =>
    dispatch(rosterOf(all), request(more)).excluded.map((one) => [one.counsel.id, one.why])

  it('keep away whoever may serve a village that was not named, in the town or anywhere', () => {
    const all = [counsel('here', own), counsel('there', ['370285109001']), counsel('county', ['370285']), counsel('centre', [])]
    const town = request().village?.slice(0, 9) ?? ''
    const { village: _, ...nowhere } = request({ opponent: 'village', town })
    expect(dispatch(rosterOf(all), nowhere).excluded.map((one) => one.counsel.id)).toEqual(['here', 'county'])
    const { town: __, ...anywhere } = nowhere
    expect(dispatch(rosterOf(all), anywhere).candidates.map((one) => one.counsel.id)).toEqual(['centre'])
  })

  it('keep away the counsel of another village whose committee is the other side', () => {
    const all = [counsel('own', own), counsel('other', ['370285109001']), counsel('third', ['370285108002'])]
    expect(why(all, { opponent: 'village', opponentName: '370285109001委员会' })).toEqual([
      ['own', 'village-retains'],
      ['other', 'village-retains'],
    ])
  })
})

describe('somebody on leave', () => {
  it('is waited for on the first day they are back', () => {
    const away = counsel('a', ['370285108001'], { duty: HOURS, leave: parseLeave('2026-11-23..2026-11-24') ?? [] })
    expect(dispatch(rosterOf([away]), request())).toMatchObject({ excluded: [{ why: 'leave' }], wakesAt: Date.UTC(2026, 10, 25, 0, 30) })
  })
})
