import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Piece } from '../../src/core/publicity.ts'
import type { Effect, Role, Snapshot } from '../../src/core/turn.ts'
import type { CommitResult, Store } from '../../src/ports/store.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)
const HOUR = 3_600_000
let count = 0

describe.each(stores)('publicity on $name', ({ open }) => {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.close())

  /** Somebody says something, in a group where `group` says so; what the turn may know, and a way to end it. */
  const turn = async (
    who: string,
    role: Role,
    text: string,
    { group, now = NOW, state }: { readonly group?: string; readonly now?: number; readonly state?: Partial<Snapshot['conversation']['state']> } = {},
  ): Promise<{ readonly snapshot: Snapshot; readonly commit: (...effects: readonly Effect[]) => Promise<CommitResult> }> => {
    count += 1
    const address = { channel: 'web', account: '', chat: group ?? who } as const
    if (role !== 'villager') await store.enrol(address, { id: who, name: who }, role, who, false, now)
    const { conversationId } = await store.accept(
      {
        ...{ externalId: `x${count}`, address, sender: { id: who, name: who }, content: { kind: 'text', text }, sentAt: now },
        ...(group === undefined ? {} : { group: { id: group, name: group } }),
      },
      role,
      role === 'villager' ? undefined : who,
      now,
    )
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    const snapshot = await store.load(row, now)
    return {
      snapshot,
      commit: (...effects) =>
        store.commit({
          ...{ inboxId: row.id, conversationId, version: snapshot.conversation.version, partyId: snapshot.party.id, route: 'question' },
          ...{ address, now, next: { ...snapshot.conversation.state, ...state }, effects, sensitive: false },
        }),
    }
  }
  const say = async (who: string, role: Role, text: string, effects: readonly Effect[], more: Parameters<typeof turn>[3] = {}): Promise<CommitResult> =>
    (await turn(who, role, text, more)).commit(...effects)

  const pieceOf = (conversationId: string): Piece => ({
    ...{ id: 'p1', number: 1, status: 'planned', title: '欠薪', text: '留好记工本', short: '留好记工本', intent: 'labour/unpaid-wages' },
    ...{ villages: ['370285108'], by: { role: 'counsel', staffId: 'c1', name: '顾问' }, conversationId, dueAt: NOW },
  })

  it('reaches each group of its villages once, and who lives there and subscribed', async () => {
    await say('v1', 'villager', '好', [{ kind: 'bind-group', villageCode: '370285108223' }], { group: 'g1' })
    await say('v2', 'villager', '好', [{ kind: 'bind-group', villageCode: '370285101001', byName: true }], { group: 'g1' })
    await say('v3', 'villager', '好', [{ kind: 'bind-group', villageCode: '370285101001' }], { group: 'g2' })
    await say('v3', 'villager', '好', [{ kind: 'bind-group', villageCode: '370285108223', byName: true }], { group: 'g3' })
    expect((await turn('v3', 'villager', '好', { group: 'g3' })).snapshot.conversation.groupVillage).toBeUndefined()
    await say('v4', 'villager', '订阅', [
      { kind: 'subscribe', on: true },
      { kind: 'set-village', villageCode: '370285108223' },
    ])
    await say('v5', 'villager', '订阅', [
      { kind: 'subscribe', on: true },
      { kind: 'set-village', villageCode: '370285101001' },
    ])
    await say('v6', 'villager', '退订', [
      { kind: 'subscribe', on: true },
      { kind: 'subscribe', on: false },
      { kind: 'set-village', villageCode: '370285108223' },
    ])
    const first = await turn('c1', 'counsel', '发布', { state: { piece: { ...pieceOf(''), villages: ['370285108'] } } })
    expect(first.snapshot.pieces).toEqual([])
    await first.commit()
    const asked = await turn('c1', 'counsel', '是')
    expect(asked.snapshot.reach).toEqual({ groups: 2, people: 1 })
    const piece = pieceOf(asked.snapshot.conversation.id)
    const told: Effect = { kind: 'tell', to: { publicity: piece.villages }, event: { kind: 'piece', title: '欠薪', text: '一', short: '一', by: '顾问' } }
    const done = await asked.commit({ kind: 'plan-piece', piece }, { kind: 'end-piece', id: 'p1', status: 'sent' }, told)
    expect(done.kind === 'committed' && done.woken.length).toBe(3)
    const inThread = await store.findConversation('web', '', 'v4', undefined)
    expect((await store.nextInbox(inThread ?? ''))?.body).toMatchObject({ kind: 'internal', event: { kind: 'piece', title: '欠薪' } })
    expect((await turn('c2', 'counsel', '普法')).snapshot.pieces).toEqual([])
  })

  it('is sent once, and counts the questions of its villages that came within two days', async () => {
    const again = await turn('c1', 'counsel', '普法')
    expect(again.snapshot.pieces).toMatchObject([{ ...pieceOf(again.snapshot.conversation.id), status: 'sent', sentAt: NOW, questions: 0 }])
    expect((await again.commit({ kind: 'end-piece', id: 'p1', status: 'cancelled' })).kind).toBe('clash')
    await again.commit()
    const answered: Effect = { kind: 'answered', intent: 'labour/unpaid-wages' }
    await say('v2', 'villager', '问', [answered], { group: 'g1', now: NOW + HOUR })
    await say('v6', 'villager', '问', [answered], { now: NOW + HOUR })
    await say('v6', 'villager', '问别的', [{ kind: 'answered', intent: 'loan/iou' }], { now: NOW + HOUR })
    await say('v6', 'villager', '太晚', [answered], { now: NOW + 48 * HOUR })
    await say('v3', 'villager', '外村', [answered], { group: 'g2', now: NOW + HOUR })
    expect((await turn('c1', 'counsel', '普法', { now: NOW + 50 * HOUR })).snapshot.pieces?.[0]?.questions).toBe(2)
  })

  it('keeps what tests came to, for offices', async () => {
    const worker = await turn('g9', 'grid-worker', '测验')
    const { id: partyId } = worker.snapshot.party
    await worker.commit({ kind: 'record-quiz', result: { id: 'z1', partyId, role: 'grid-worker', staffId: 'g9', right: 4, total: 5, at: NOW } })
    expect((await turn('k1', 'clerk', '测验成绩', { now: NOW + HOUR })).snapshot.quizzes).toEqual([
      { id: 'z1', partyId, role: 'grid-worker', staffId: 'g9', right: 4, total: 5, at: NOW },
    ])
    expect((await turn('c3', 'counsel', '测验成绩')).snapshot.quizzes).toEqual([])
    expect((await turn('v9', 'villager', '测验成绩')).snapshot.quizzes).toBeUndefined()
  })
})
