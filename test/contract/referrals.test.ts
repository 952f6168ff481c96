import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invitedAs } from '../../src/core/referral.ts'
import type { Referral } from '../../src/core/referral.ts'
import type { Effect, Role, Snapshot } from '../../src/core/turn.ts'
import type { CommitResult, Store } from '../../src/ports/store.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)
let count = 0

describe.each(stores)('referrals on $name', ({ open }) => {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.close())

  type Turn = { readonly snapshot: Snapshot; readonly commit: (...effects: readonly Effect[]) => Promise<CommitResult> }
  const turn = async (who: string, role: Role, text = '好', now = NOW, state: Partial<Snapshot['conversation']['state']> = {}): Promise<Turn> => {
    count += 1
    const address = { channel: 'web', account: '', chat: who } as const
    if (role !== 'villager') await store.enrol(address, { id: who, name: who }, role, who, false, now)
    const { conversationId } = await store.accept(
      { externalId: `r${count}`, address, sender: { id: who, name: who }, content: { kind: 'text', text }, sentAt: now },
      role,
      role === 'villager' ? undefined : who,
      now,
    )
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    const snapshot = await store.load(row, now)
    const commit = (...effects: readonly Effect[]) =>
      store.commit({
        ...{ inboxId: row.id, conversationId, version: snapshot.conversation.version, partyId: snapshot.party.id, route: 'command' },
        ...{ address, now, next: { ...snapshot.conversation.state, ...state }, effects, sensitive: false },
      })
    return { snapshot, commit }
  }

  const referral = (id: string, more: Partial<Referral> = {}): Referral => ({
    ...{ id, number: ++count, gridWorkerId: 'g1', status: 'recorded', createdAt: NOW, expiresAt: NOW + 1_000 },
    draft: { name: '张三', matter: '讨工资', phone: '13800138000', urgent: '没饭吃' },
    ...more,
  })

  it('are seen by their grid worker until their time is over, and move only from where they stood', async () => {
    const one = referral('a')
    const { commit } = await turn('g1', 'grid-worker')
    expect((await commit({ kind: 'refer', referral: one })).kind).toBe('committed')
    const next = await turn('g1', 'grid-worker')
    expect(next.snapshot.referrals).toEqual([one])
    const move: Effect = { kind: 'move-referral', id: 'a', from: 'recorded', to: 'agreed', draft: one.draft, note: '周三来' }
    expect((await next.commit(move)).kind).toBe('committed')
    const again = await turn('g1', 'grid-worker')
    expect(again.snapshot.referrals).toEqual([{ ...one, status: 'agreed', note: '周三来' }])
    expect((await again.commit(move)).kind).toBe('clash')
    await again.commit()
    const late = await turn('g1', 'grid-worker', '好', NOW + 1_000)
    expect(late.snapshot.referrals).toEqual([])
    await late.commit()
  })

  it('are seen by the one who is asked about theirs, and by nobody else who writes', async () => {
    const one = referral('b')
    await (await turn('g1', 'grid-worker')).commit({ kind: 'refer', referral: one })
    await (await turn('v1', 'villager', '好', NOW, { referred: { id: 'b', number: one.number } })).commit()
    const asked = await turn('v1', 'villager')
    expect(asked.snapshot.referrals).toEqual([one])
    await asked.commit()
    const other = await turn('v2', 'villager')
    expect(other.snapshot.referrals).toEqual([])
    await other.commit()
  })

  it('find somebody by the telephone that they gave, where nobody else gave it too', async () => {
    const phone = '13900139001'
    const draft = { name: '李四', matter: '赡养', phone }
    const known = await turn('v3', 'villager')
    await known.commit({ kind: 'know-phone', phone })
    await (await turn('g1', 'grid-worker', '好', NOW, { referral: { ...draft, shownAt: NOW } })).commit()
    const found = await turn('g1', 'grid-worker')
    expect(found.snapshot.reachable).toBe(known.snapshot.conversation.id)
    await found.commit()
    await (await turn('v4', 'villager')).commit({ kind: 'know-phone', phone })
    const shared = await turn('g1', 'grid-worker')
    expect(shared.snapshot.reachable).toBeUndefined()
    await shared.commit()
    await (await turn('v4', 'villager')).commit({ kind: 'know-phone', phone: undefined })
    const alone = await turn('g1', 'grid-worker')
    expect(alone.snapshot.reachable).toBe(known.snapshot.conversation.id)
    await alone.commit()
  })

  it('are forgotten with what was said of them: all of a thread before an instant, or one turn of it', async () => {
    const said = async (who: string, text: string, now: number) => {
      const { snapshot, commit } = await turn(who, 'grid-worker', text, now)
      await commit({ kind: 'send', class: 'chat', part: { text: `回 ${text}` } })
      for (const row of await store.pendingOutbox(snapshot.conversation.id)) await store.settle(row, { kind: 'sent', at: now }, undefined)
      return snapshot
    }
    const lines = async (id: string) =>
      (await store.transcript(id, 20)).map((line) => (line.content?.kind === 'text' ? line.content.text : line.part?.text)).filter((text) => text !== undefined)
    const { conversation, inboxId } = await said('g9', '转介 王小明', NOW)
    await said('g9', '转介 刘大山', NOW + 1_000)
    await said('g9', '今天的', NOW + 5_000)
    await (await turn('g9', 'grid-worker', '再', NOW + 6_000)).commit({ kind: 'forget-said', what: { turn: inboxId } })
    expect(await lines(conversation.id)).toEqual(['转介 刘大山', '回 转介 刘大山', '今天的', '回 今天的', '再'])
    await (await turn('g9', 'grid-worker', '完', NOW + 7_000)).commit({ kind: 'forget-said', what: { before: NOW + 2_000 } })
    expect(await lines(conversation.id)).toEqual(['今天的', '回 今天的', '再', '完'])
  })

  it('are made by whoever was invited, once and in time, and what becomes of them is told there', async () => {
    const token = '123456789012'
    const clerk = await turn('c1', 'clerk')
    const pass = { kind: 'invite', token, partyId: invitedAs('g7'), expiresAt: NOW + 60_000 } as const
    await clerk.commit({ kind: 'issue-pass', pass })
    const invited = await turn('v5', 'villager', token)
    expect(invited.snapshot.invited).toEqual({ gridWorkerId: 'g7', open: true })
    expect(invited.snapshot.pass).toBeUndefined()
    const become: Effect = { kind: 'become-grid-worker', token, gridWorkerId: 'g7', name: '网格员七' }
    expect((await invited.commit(become)).kind).toBe('committed')
    const now = await turn('v5', 'villager')
    expect(now.snapshot.party).toMatchObject({ role: 'grid-worker', staffId: 'g7', name: '网格员七' })
    await now.commit()
    const second = await turn('v6', 'villager', token)
    expect(second.snapshot.invited).toEqual({ gridWorkerId: 'g7', open: false })
    expect((await second.commit(become)).kind).toBe('clash')
    await second.commit()
    const told = await turn('c1', 'clerk')
    const result = await told.commit({ kind: 'tell', to: { gridWorker: 'g7' }, event: { kind: 'notice', class: 'notice', parts: [{ text: '办完' }] } })
    expect(result).toMatchObject({ kind: 'committed', woken: [now.snapshot.conversation.id] })
  })
})
