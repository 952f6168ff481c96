import { beforeAll, describe, expect, it } from 'vitest'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { readConfig } from '../../src/config.ts'
import { createAgenda } from '../../src/bench/agenda.ts'
import { inventCounty } from '../../src/bench/county.ts'
import { liveYear, missedBySystem, stuckOf } from '../../src/bench/county-year.ts'
import type { YearCase } from '../../src/bench/county-year.ts'
import { randomFrom } from '../../src/bench/random.ts'
import { buildWorld, loadBase } from '../../src/world.ts'

const BEGINS = { year: 2025, month: 1, day: 1 }

describe('a simulated year of applications', () => {
  let live: (seed: number, count?: number) => readonly YearCase[]
  let year: readonly YearCase[]
  beforeAll(async () => {
    const { roster } = inventCounty({ villages: 60, counsel: 10, towns: 4 }, BEGINS, randomFrom(1))
    const world = buildWorld(readConfig({}), await loadBase(createPinoLog('error'), false, false), roster)
    live = (seed, count = 300) => liveYear(world, BEGINS, count, randomFrom(seed), () => undefined)
    year = live(3)
  }, 120_000)

  it('ends every case, and lets nobody be refused a move that was theirs', () => expect(stuckOf(year)).toEqual([]))

  it('has people who are late, and the desk speaks up each time', () => {
    const { late, missed } = missedBySystem(year)
    expect(late).toBeGreaterThan(20)
    expect(missed).toBe(0)
    // What is looked for would be found.
    expect(missedBySystem(year.map((one) => ({ ...one, alarms: [] }))).missed).toBe(late)
    expect(year.some(({ nextAlarm }) => nextAlarm !== undefined)).toBe(false)
  })

  it('goes every way that cases go', () => {
    const moves = new Set(year.flatMap(({ casework }) => casework.events.map(({ move }) => move)))
    for (const move of ['redirect', 'withdraw', 'ask-supplement', 'deem-withdrawn', 'refuse', 'object', 'uphold', 'terminate', 'close-out', 'archive'] as const)
      expect(moves).toContain(move)
  })

  it('is the same for the same seed, another for another', () => {
    const short = (seed: number) => JSON.stringify(live(seed, 20).map(({ casework }) => casework.events))
    expect(short(5)).toBe(short(5))
    expect(short(5)).not.toBe(short(6))
  })
})

describe('an agenda', () => {
  it('gives what happens in order of time, and what happens at once in the order put', () => {
    const agenda = createAgenda<{ readonly at: number; readonly name: string }>()
    const random = randomFrom(2)
    const put = Array.from({ length: 500 }, (_, n) => ({ at: Math.floor(random() * 50), name: String(n) }))
    for (const step of put) agenda.put(step)
    const taken = put.map(() => agenda.take())
    expect(taken).toEqual([...put].sort((a, b) => a.at - b.at || Number(a.name) - Number(b.name)))
    expect(agenda.take()).toBeUndefined()
  })
})
