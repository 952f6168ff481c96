import { beforeAll, describe, expect, it } from 'vitest'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { inventCounty } from '../../src/bench/county.ts'
import { deskWay } from '../../src/bench/desk-way.ts'
import type { Call } from '../../src/bench/month.ts'
import { randomFrom } from '../../src/bench/random.ts'
import { readConfig } from '../../src/config.ts'
import type { Roster } from '../../src/core/roster.ts'
import type { Effect, HandoffView } from '../../src/core/turn.ts'
import type { World } from '../../src/desk/world.ts'
import { buildWorld, loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'

const { roster } = inventCounty({ villages: 60, counsel: 30, towns: 2 }, { year: 2026, month: 11, day: 1 }, randomFrom(3))
const [home] = roster.villages
/** Monday, 10:00 in China. */
const MONDAY = Date.UTC(2026, 10, 23, 2)

let base: Base
beforeAll(async () => {
  base = await loadBase(createPinoLog('error'), false, false)
}, 60_000)

const worldOf = (more: Partial<Roster> = {}): World => buildWorld(readConfig({}), base, { ...roster, ...more })
const callOf = (more: Partial<Call> = {}): Call => ({
  at: MONDAY,
  home: home?.code ?? '',
  town: home?.townCode ?? '',
  topic: 'loan',
  opponent: 'person',
  persons: 1,
  ...more,
})
const momentAt = (now: number) => ({ now, loads: new Map(), waiting: [] })
const ask = (call: Call, world = worldOf()) => deskWay(world).asked(call, 0, momentAt(call.at))
const requestIn = (effects: readonly Effect[]): HandoffView => {
  const made = effects.find((one) => one.kind === 'request-handoff')
  if (!made) throw new Error('nobody was asked')
  return made.handoff
}
const staffTold = (effects: readonly Effect[]) => effects.flatMap((one) => (one.kind === 'notify-staff' ? [{ site: one.officeId, text: one.text }] : []))
const personTold = (effects: readonly Effect[]) => effects.flatMap((one) => (one.kind === 'send' ? [one.part.text] : [])).join('\n')

describe('a matter that has a rights centre', () => {
  it.each([
    ['elders', 'elderly'],
    ['labour', 'workers'],
    ['work-injury', 'workers'],
    ['children', 'women-children'],
  ])('%s goes to the window of %s before anybody else of the staff, and the person is told of it before all else', (topic, window) => {
    const effects = ask(callOf({ topic }))
    expect(requestIn(effects).audience).toBe(window)
    expect(staffTold(effects)[0]).toMatchObject({ site: 'agency', text: expect.stringContaining(window) })
    expect(personTold(effects).split('\n')[0]).toContain(window)
    expect(requestIn(effects).offeredTo.length).toBeGreaterThan(0)
  })

  it('of violence at home goes to the window, and the person is shown nothing of it', () => {
    const effects = ask(callOf({ topic: 'violence' }))
    expect(staffTold(effects)[0]?.text).toContain('women-children')
    expect(personTold(effects)).not.toContain('women-children')
  })

  it('goes the common way where it has none, or the roster names none', () => {
    const common = [ask(callOf()), ask(callOf({ topic: 'elders' }), worldOf({ windows: [] }))]
    for (const effects of common) expect(`${JSON.stringify(staffTold(effects))}${personTold(effects)}`).not.toMatch(/elderly|workers|disabled|women/)
  })
})

describe('a matter of many people', () => {
  it.each([
    [1, 1, 3],
    [9, 1, 3],
    [10, 2, 3],
    [35, 3, 4],
  ])('of %i asks for %i counsel, and at least %i are asked at once', (persons, team, asked) => {
    const request = requestIn(ask(callOf({ persons })))
    expect(request.team).toBe(team)
    expect(request.offeredTo).toHaveLength(asked)
  })
})

describe('a request that nobody takes', () => {
  const agencyClock = (at: number) => ask(callOf({ at })).flatMap((one) => (one.kind === 'schedule' && one.key.startsWith('handoff agency') ? [one.dueAt] : []))

  it.each([
    ['on a Monday, on Tuesday', MONDAY, Date.UTC(2026, 10, 24, 0, 30)],
    ['on a Friday, on Monday', Date.UTC(2026, 10, 27, 2), Date.UTC(2026, 10, 30, 0, 30)],
    ['before the national holiday, on the first workday after it', Date.UTC(2026, 8, 30, 2), Date.UTC(2026, 9, 8, 0, 30)],
    ['on the Friday before a Saturday that is made up, on that Saturday', Date.UTC(2026, 9, 9, 2), Date.UTC(2026, 9, 10, 0, 30)],
  ])('is told to the agency when it opens: asked %s', (_, at, due) => expect(agencyClock(at)).toEqual([due]))

  it('is told to the agency by number and topic, and one that was taken meanwhile is not', () => {
    const call = callOf()
    const way = deskWay(worldOf())
    const request = requestIn(ask(call))
    const tuesday = Date.UTC(2026, 10, 24, 0, 30)
    const effects = way.due(call, request, 'agency', momentAt(tuesday))
    expect(staffTold(effects)).toEqual([{ site: 'agency', text: expect.stringContaining('#1') }])
    expect(way.due(call, { ...request, status: 'accepted' }, 'agency', momentAt(tuesday))).toEqual([])
  })
})
