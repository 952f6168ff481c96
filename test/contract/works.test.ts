import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewWork, WorkRecord } from '../../src/core/work.ts'
import type { Effect } from '../../src/core/turn.ts'
import type { Store } from '../../src/ports/store.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)
let count = 0

describe.each(stores)("counsel's work on $name", ({ open }) => {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.close())

  /** Says something as a counsel, with what follows; the work seen with it. */
  const say = async (who: string, text: string, ...effects: readonly Effect[]): Promise<{ readonly works: readonly WorkRecord[]; readonly result: string }> => {
    count += 1
    const address = { channel: 'web', account: '', chat: who } as const
    await store.enrol(address, { id: who, name: who }, 'counsel', who, false, NOW)
    const inbound = { externalId: `w${count}`, address, sender: { id: who, name: who }, content: { kind: 'text', text } as const, sentAt: NOW }
    const { conversationId } = await store.accept(inbound, 'counsel', who, NOW)
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    const snapshot = await store.load(row, NOW)
    const turn = {
      ...{ inboxId: row.id, conversationId, version: snapshot.conversation.version, partyId: snapshot.party.id, route: 'command' as const },
      ...{ address, now: NOW, next: snapshot.conversation.state, sensitive: false },
    }
    const result = await store.commit({ ...turn, effects })
    if (result.kind === 'clash') await store.commit({ ...turn, effects: [] })
    return { works: snapshot.works ?? [], result: result.kind }
  }
  const work = (key: string, more: Partial<NewWork> = {}): Effect => ({
    kind: 'record-work',
    work: { key, counselId: 'c1', kind: 'visit', at: NOW, townCode: '370285108', villageCode: '370285108223', note: '看合同', ...more },
  })

  it('is written once however often it is told, seen by month, own only', async () => {
    await say('c1', '记', work('a'), work('a'), work('b', { at: Date.UTC(2026, 9, 31, 15, 59) }), work('c', { counselId: 'c2' }))
    expect((await say('c1', '2026-11')).works).toMatchObject([
      { counselId: 'c1', kind: 'visit', at: NOW, status: 'recorded', note: '看合同', villageCode: '370285108223', townCode: '370285108' },
    ])
    expect((await say('c1', '2026-10')).works).toHaveLength(1)
    expect((await say('c1', '工作')).works).toHaveLength(1)
    expect((await say('c1', '我想说一件跟工作记录一点关系也没有的长长的事情')).works).toEqual([])
  })

  it('is settled by number with its reason, and settled again', async () => {
    const number = (await say('c1', '2026-11')).works[0]?.number ?? 0
    const settle = { kind: 'settle-work', numbers: [number], by: 's1' } as const
    expect((await say('c1', '好', { ...settle, status: 'disputed', reason: '没到村' })).result).toBe('committed')
    expect((await say('c1', `存疑 ${number}`)).works).toMatchObject([{ number, status: 'disputed', reason: '没到村', by: 's1' }])
    await say('c1', '好', { ...settle, status: 'confirmed' })
    const again = (await say('c1', '2026-11')).works[0]
    expect(again).toMatchObject({ status: 'confirmed' })
    expect(again).not.toHaveProperty('reason')
    expect((await say('c1', '好', { ...settle, numbers: [99_999], status: 'confirmed' })).result).toBe('clash')
  })
})
