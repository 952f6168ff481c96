import { beforeAll, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import { inventCounty } from '../../src/bench/county.ts'
import { randomFrom } from '../../src/bench/random.ts'
import { readConfig } from '../../src/config.ts'
import type { Roster } from '../../src/core/roster.ts'
import type { TextJob } from '../../src/core/task.ts'
import type { Effect, InternalEvent } from '../../src/core/turn.ts'
import { referralTextKey } from '../../src/desk/referral-text.ts'
import { recordReferral } from '../../src/desk/referral.ts'
import { internalRoute } from '../../src/desk/routes/internal.ts'
import type { World } from '../../src/desk/world.ts'
import { buildWorld, loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'

const county = inventCounty({ villages: 20, counsel: 2, towns: 1 }, { year: 2026, month: 11, day: 1 }, randomFrom(3)).roster
const [home] = county.villages
const roster: Roster = { ...county, gridWorkers: [{ id: 'g1', name: '网格员一', townCode: home?.townCode ?? '', villages: [] }] }
/** Monday, 22:00 in China. */
const NIGHT = Date.UTC(2026, 10, 23, 14)
const draft = { name: '王小明', villageCode: home?.code ?? '', village: '某村', matter: '家里打人', phone: '13800138000' }

let base: Base
beforeAll(async () => {
  base = await loadBase(createPinoLog('error'), false, false)
}, 60_000)

const worldOf = (texting: boolean): World => {
  const world = buildWorld(readConfig({}), base, roster)
  return { ...world, settings: { ...world.settings, texting } }
}

/** A grid worker's thread, with what a turn in it may know. */
const thread = async () => {
  const store = createMemoryStore(randomIds)
  const address = { channel: 'web', account: '', chat: 'g1' } as const
  await store.enrol(address, { id: 'g1', name: '网格员一' }, 'grid-worker', 'g1', false, NIGHT)
  let count = 0
  const turn = async (effectsOf: (snapshot: Awaited<ReturnType<typeof store.load>>) => readonly Effect[]) => {
    count += 1
    const inbound = { externalId: `${count}`, address, sender: { id: 'g1', name: '网格员一' }, content: { kind: 'text', text: '是' } as const, sentAt: NIGHT }
    const { conversationId } = await store.accept(inbound, 'grid-worker', 'g1', NIGHT)
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    const snapshot = await store.load(row, NIGHT)
    const effects = effectsOf(snapshot)
    const turned = { inboxId: row.id, conversationId, version: snapshot.conversation.version, partyId: snapshot.party.id, route: 'command' as const }
    const result = await store.commit({ ...turned, address, now: NIGHT, next: snapshot.conversation.state, effects, sensitive: false })
    expect(result.kind).toBe('committed')
    return effects
  }
  return { turn, referrals: () => [...store.tables.referrals.values()] }
}

const textIn = (effects: readonly Effect[]) => effects.find((one) => one.kind === 'schedule' && one.job.kind === 'text-message')
const said = (effects: readonly Effect[]) => effects.flatMap((one) => (one.kind === 'send' ? [one.part.text] : [])).join('\n')

it('who has no door here is asked by text message, in the daytime, and not told on what', async () => {
  const { turn, referrals } = await thread()
  const effects = await turn((snapshot) => recordReferral(worldOf(true), snapshot, 'g1', draft))
  const text = textIn(effects)
  expect(text).toMatchObject({ dueAt: Date.UTC(2026, 10, 24, 0), job: { to: '13800138000' } })
  expect(JSON.stringify(text?.kind === 'schedule' && text.job.kind === 'text-message' && text.job.text)).not.toMatch(/打人|王小明/)
  expect(said(effects)).toContain('我先发短信')
  expect(referrals()).toMatchObject([{ status: 'asked' }])
})

it('a message that does not go out leaves it to the office', async () => {
  const { turn, referrals } = await thread()
  const world = worldOf(true)
  await turn((snapshot) => recordReferral(world, snapshot, 'g1', draft))
  const job: TextJob = { kind: 'text-message', key: referralTextKey(referrals()[0]?.id ?? ''), to: '13800138000', name: '王小明', text: '', tries: 0 }
  const event: InternalEvent = { kind: 'texted', job, result: 'refused' }
  const effects = await turn((snapshot) => {
    const decision = internalRoute({ world, snapshot, input: { kind: 'internal', event }, mayPass: true })
    return decision.kind === 'take' ? decision.effects : []
  })
  expect(said(effects)).toContain('已请司法所打电话或上门问')
  expect(effects.flatMap((one) => (one.kind === 'notify-staff' ? [one.text] : []))).toEqual([expect.stringContaining('短信没发出去')])
  expect(referrals()).toMatchObject([{ status: 'unreached' }])
})

it.each([
  ['no text message can be sent', false, draft],
  ['the number is a landline', true, { ...draft, phone: '0532-88401234' }],
])('where %s the office asks', async (_, texting, one) => {
  const { turn, referrals } = await thread()
  const effects = await turn((snapshot) => recordReferral(worldOf(texting), snapshot, 'g1', one))
  expect(textIn(effects)).toBeUndefined()
  expect(said(effects)).toContain('司法所先打电话或上门')
  expect(referrals()).toMatchObject([{ status: 'recorded' }])
})
