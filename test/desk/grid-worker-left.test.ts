import { beforeAll, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import { inventCounty } from '../../src/bench/county.ts'
import { randomFrom } from '../../src/bench/random.ts'
import { readConfig } from '../../src/config.ts'
import { gridRoute } from '../../src/desk/routes/grid.ts'
import { referralRoute } from '../../src/desk/routes/referral.ts'
import { buildWorld, loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'

const { roster } = inventCounty({ villages: 20, counsel: 2, towns: 1 }, { year: 2026, month: 11, day: 1 }, randomFrom(3))
const NOW = Date.UTC(2026, 10, 23, 2)

let base: Base
beforeAll(async () => {
  base = await loadBase(createPinoLog('error'), false, false)
}, 60_000)

/** What somebody's line comes to who is not of the roster any more. */
const said = async (role: 'grid-worker' | 'clerk', text: string) => {
  const store = createMemoryStore(randomIds)
  const address = { channel: 'web', account: '', chat: 'x' } as const
  await store.enrol(address, { id: 'x', name: '某人' }, role, 'x', false, NOW)
  const content = { kind: 'text', text } as const
  const { conversationId } = await store.accept({ externalId: '1', address, sender: { id: 'x', name: '某人' }, content, sentAt: NOW }, role, 'x', NOW)
  const row = await store.nextInbox(conversationId)
  if (!row) throw new Error('nothing waits')
  const snapshot = await store.load(row, NOW)
  const input = { kind: 'message', content, text, sentAt: NOW } as const
  return (role === 'clerk' ? referralRoute : gridRoute)({ world: buildWorld(readConfig({}), base, roster), snapshot, input, mayPass: true })
}

it.each(['转介 王小明 店埠镇东庄头村 被拖欠工资', '我的转介', '是'])('a grid worker who left the roster refers nobody and sees nothing: %s', async (text) => {
  const decision = await said('grid-worker', text)
  expect(decision.kind === 'take' ? decision.effects : []).toEqual([
    expect.objectContaining({ kind: 'send', part: { text: expect.stringContaining('不在网格员名册') } }),
  ])
})

it('a clerk who left the roster sees no referral', async () => expect(await said('clerk', '转介 1')).toEqual({ kind: 'pass' }))
