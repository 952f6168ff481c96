import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OF_CONVERSATION, OF_PARTY } from '../../src/adapters/sql/passes.ts'
import type { FlowState } from '../../src/core/flow-state.ts'
import { deskAddress } from '../../src/core/message.ts'
import type { Address, ChannelId, Inbound } from '../../src/core/message.ts'
import type { NewPass } from '../../src/core/pass.ts'
import type { ConversationState, Effect, Snapshot } from '../../src/core/turn.ts'
import type { CommitResult, InboxRow, Store } from '../../src/ports/store.ts'
import { root } from '../../src/root.ts'
import { openingEvent } from './opening-event.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)
let count = 0
const another = (): number => {
  count += 1
  return count
}
const run = (flow: string, step: string): FlowState => ({ flow, version: 1, step, answers: {}, trail: [], misses: 0 })
const code = () => String(100_000_000_000 + another())

describe('what goes over when two doors become one person', () => {
  it('is every table that has rows of a conversation or a party', () => {
    const text = readFileSync(join(root, 'prisma/models.prisma'), 'utf8')
    const tables = (column: string) =>
      [...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].flatMap(([, name = '', body = '']) => (new RegExp(`^  ${column} `, 'm').test(body) ? [name] : []))
    expect([...OF_CONVERSATION].sort()).toEqual(tables('conversationId').sort())
    expect([...OF_PARTY].sort()).toEqual(
      tables('partyId')
        .filter((name) => name !== 'Conversation')
        .sort(),
    )
  })
})

describe.each(stores)('doors of a person on $name', ({ open }) => {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.close())

  const at = (channel: ChannelId, chat: string): Address => ({ channel, account: '', chat })
  const tell = async (address: Address, text: string, over: Partial<Inbound> = {}, now = NOW) => {
    const inbound: Inbound = {
      externalId: `m${another()}`,
      address,
      sender: { id: address.chat, name: '村民' },
      content: { kind: 'text', text },
      sentAt: now,
      ...over,
    }
    return (await store.accept(inbound, 'villager', undefined, now)).conversationId
  }
  const next = async (conversationId: string): Promise<InboxRow> => {
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    return row
  }
  const commit = async (row: InboxRow, snapshot: Snapshot, effects: readonly Effect[], now = NOW): Promise<CommitResult> =>
    store.commit({
      inboxId: row.id,
      conversationId: row.conversationId,
      version: snapshot.conversation.version,
      partyId: snapshot.party.id,
      route: 'question',
      address: snapshot.conversation.address,
      now,
      next: snapshot.conversation.state,
      effects,
      sensitive: false,
    })
  const turn = async (conversationId: string, effects: (snapshot: Snapshot) => readonly Effect[], now = NOW): Promise<CommitResult> => {
    const row = await next(conversationId)
    const snapshot = await store.load(row, now)
    return commit(row, snapshot, effects(snapshot), now)
  }
  const look = async (address: Address): Promise<Snapshot> => {
    const conversationId = await tell(address, '看看')
    const row = await next(conversationId)
    const snapshot = await store.load(row, NOW)
    await commit(row, snapshot, [])
    return snapshot
  }
  const two = () => {
    const n = another()
    return [at('telegram', `t${n}`), at('web', `w${n}`)] as const
  }
  const issue = async (address: Address, pass: Partial<NewPass> = {}): Promise<string> => {
    const token = pass.token ?? code()
    await turn(await tell(address, '绑定'), ({ party }) => [
      { kind: 'issue-pass', pass: { kind: 'bind', token, partyId: party.id, expiresAt: NOW + 1_000, ...pass } },
    ])
    return token
  }
  const state: ConversationState = { misses: 0, greeted: true }
  const merge = async (address: Address, token: string, more: readonly Effect[] = [], now = NOW): Promise<CommitResult> =>
    turn(
      await tell(address, `绑定 ${token}`),
      ({ pass }) => [
        ...more,
        { kind: 'merge', token, partyId: pass?.partyId ?? '', conversationId: pass?.conversationId ?? '', version: pass?.version ?? -1, state },
      ],
      now,
    )

  it('takes a door off: it is somebody new there, codes are over, and the thread goes on elsewhere', async () => {
    const [phone, page] = two()
    await merge(page, await issue(phone))
    const before = await look(page)
    expect(before.doors.map(({ address }) => address.chat).sort()).toEqual([page.chat, phone.chat].sort())
    const given = await issue(page)
    const door = before.doors.find(({ address }) => address.chat === page.chat)?.id ?? ''
    expect(door).toMatch(/^[\x21-\x7e]{1,24}$/)
    const id = await tell(page, '解绑')
    expect((await turn(id, () => [{ kind: 'drop-door', door, goOn: phone }])).kind).toBe('committed')
    // Twice it is no longer theirs.
    const again = await tell(phone, '解绑')
    const row = await next(again)
    const snapshot = await store.load(row, NOW)
    expect(snapshot.party.id).toBe(before.party.id)
    expect(snapshot.doors).toMatchObject([{ address: phone, opened: false }])
    expect((await commit(row, snapshot, [{ kind: 'drop-door', door }])).kind).toBe('clash')
    await commit(row, snapshot, [])
    const stranger = await look(page)
    expect(stranger.party.id).not.toBe(before.party.id)
    const row2 = await next(await tell(page, `绑定 ${given}`))
    const seen = await store.load(row2, NOW)
    expect(seen.pass).toBeUndefined()
    await commit(row2, seen, [])
  })

  it('rings whoever works at the workbench where they write from', async () => {
    const [chat, staff] = [`t${another()}`, `s${another()}`]
    const address = at('telegram', chat)
    await store.enrol(address, { id: chat, name: '顾问' }, 'counsel', staff, false, NOW)
    const inbound = (to: Address): Inbound => ({
      externalId: `m${another()}`,
      address: to,
      sender: { id: to.chat, name: '顾问' },
      content: { kind: 'text', text: '列表' },
      sentAt: NOW,
    })
    const { conversationId } = await store.accept(inbound(deskAddress(staff)), 'counsel', staff, NOW)
    const row = await next(conversationId)
    const snapshot = await store.load(row, NOW)
    expect(snapshot.conversation.address).toEqual(deskAddress(staff))
    await commit(row, snapshot, [])
    const told = { ...row, body: { kind: 'internal', event: { kind: 'offer-gone', number: 1 } } } as const
    expect((await store.load(told, NOW)).conversation.address).toEqual(address)
  })

  it('puts a file in the place of one that was still to come, in a message that waits', async () => {
    const [phone] = two()
    const id = await tell(phone, '', { content: { kind: 'coming', as: 'file', ref: 'r', name: '欠条.pdf' } })
    const row = await next(id)
    const file = { id: 'f', name: '欠条.pdf', mime: 'application/pdf', size: 3 }
    await store.amend(row, { kind: 'file', file })
    const amended = await next(id)
    expect(amended.body).toMatchObject({ kind: 'message', content: { kind: 'file', file }, address: phone })
    await commit(amended, await store.load(amended, NOW), [])
    await store.amend(amended, { kind: 'text', text: '晚了' })
    expect((await store.transcript(id, 1))[0]?.content).toMatchObject({ kind: 'file' })
  })

  it('joins two threads: messages, answers, forms, cases and what still waits are all there', async () => {
    const [kept, joined] = two()
    const first = await tell(kept, '老板欠薪')
    await turn(first, () => [
      { kind: 'send', class: 'chat', part: { text: '先留证据' } },
      { kind: 'start-run', id: `r${another()}`, state: run('one', 'a') },
    ])
    const second = await tell(joined, '邻居挡光')
    const newer = `r${another()}`
    await turn(
      second,
      () => [
        { kind: 'send', class: 'chat', part: { text: '先商量' } },
        { kind: 'start-run', id: newer, state: run('two', 'b') },
        { kind: 'set-village', villageCode: '370285108223' },
        { kind: 'schedule', key: `draft ${newer}`, job: { kind: 'draft', runId: newer, stage: 'warning', since: NOW }, dueAt: NOW + 5 },
      ],
      NOW + 10,
    )
    const token = await issue(kept)
    const typed = await tell(joined, `绑定 ${token}`)
    await tell(joined, '还没轮到的话')
    const row = await next(typed)
    const snapshot = await store.load(row, NOW)
    expect(snapshot.pass).toMatchObject({ kind: 'bind', open: true, conversationId: first, held: false, role: 'villager', run: { state: { flow: 'one' } } })
    const result = await commit(row, snapshot, [
      { kind: 'tell', to: { conversation: first }, event: { kind: 'linked', by: 'bind', door: joined, from: kept, both: true } },
      { kind: 'merge', token, partyId: snapshot.pass?.partyId ?? '', conversationId: first, version: snapshot.pass?.version ?? -1, state },
    ])
    expect(result).toMatchObject({ kind: 'committed', woken: [first] })
    // Both doors lead to the one thread, whose last door is the one that joined.
    expect(await tell(joined, '再说')).toBe(first)
    expect(await store.findConversation('telegram', '', kept.chat, undefined)).toBe(first)
    expect(await store.nextInbox(second)).toBeUndefined()
    const waiting = await next(first)
    expect(waiting.body).toMatchObject({ kind: 'message', content: { text: '还没轮到的话' } })
    const after = await store.load(waiting, NOW)
    expect(after.run).toMatchObject({ id: newer, state: { flow: 'two', step: 'b' } })
    expect(after.earlier).toMatchObject({ state: { flow: 'one' } })
    expect(after.party.villageCode).toBe('370285108223')
    expect(after.conversation.address).toEqual(joined)
    expect((await store.pendingOutbox(first)).map((one) => one.part.text)).toEqual(['先留证据', '先商量'])
    expect((await store.transcript(first, 50)).flatMap((line) => (line.content?.kind === 'text' ? [line.content.text] : []))).toEqual([
      '老板欠薪',
      '邻居挡光',
      '绑定',
      `绑定 ${token}`,
      '还没轮到的话',
      '再说',
    ])
    expect((await store.dueJobs(NOW + 5, 100)).filter((job) => job.body.kind === 'draft' && job.body.runId === newer)).toMatchObject([
      { conversationId: first },
    ])
    expect(await store.doorsOf(first)).toEqual(expect.arrayContaining([kept, joined]))
  })

  it('takes a code once, in time, and only where neither thread moved on', async () => {
    const [kept, joined] = two()
    const token = await issue(kept)
    expect(await merge(joined, token, [], NOW + 5_000)).toEqual({ kind: 'clash' })
    const row = await next((await store.findConversation('web', '', joined.chat, undefined)) ?? '')
    const snapshot = await store.load(row, NOW)
    const effect: Effect = {
      kind: 'merge',
      token,
      partyId: snapshot.pass?.partyId ?? '',
      conversationId: snapshot.pass?.conversationId ?? '',
      version: snapshot.pass?.version ?? -1,
      state,
    }
    await turn(await tell(kept, '又说了一句'), () => [])
    expect(await commit(row, snapshot, [effect])).toEqual({ kind: 'clash' })
    const again = await store.load(row, NOW)
    expect(await commit(row, again, [{ ...effect, version: again.pass?.version ?? -1 }])).toMatchObject({ kind: 'committed' })
    const [other] = two()
    expect((await store.load(await next(await tell(other, `绑定 ${token}`)), NOW)).pass).toMatchObject({ open: false })
  })

  it('is not joined while a counsel holds either thread', async () => {
    const [kept, joined] = two()
    const conversationId = await tell(kept, '人工')
    const id = `h${another()}`
    const view = {
      id,
      number: another(),
      conversationId,
      status: 'offered',
      target: 'counsel',
      topic: 't',
      urgency: 'normal',
      requestedAt: NOW,
      offeredTo: ['c'],
    } as const
    await turn(conversationId, () => [{ kind: 'request-handoff', handoff: view, opponent: 'none', offers: [{ counselId: 'c', reasons: '' }] }])
    const token = await issue(kept)
    await turn(await tell(kept, '等'), () => [{ kind: 'claim-handoff', handoffId: id, conversationId, counselId: 'c' }])
    expect((await store.load(await next(await tell(joined, `绑定 ${token}`)), NOW)).pass?.held).toBe(true)
    expect(await merge(joined, token)).toEqual({ kind: 'clash' })
  })

  it('leaves one of two open requests for a person: the one of the thread that goes on', async () => {
    const [kept, joined] = two()
    const asked = async (address: Address) => {
      const conversationId = await tell(address, '人工')
      const view = {
        id: `h${another()}`,
        number: another(),
        conversationId,
        status: 'offered',
        target: 'office',
        topic: 't',
        urgency: 'normal',
        requestedAt: NOW,
        offeredTo: [],
      } as const
      await turn(conversationId, () => [{ kind: 'request-handoff', handoff: view, opponent: 'none', offers: [] }])
      return view.id
    }
    const mine = await asked(kept)
    await asked(joined)
    await merge(joined, await issue(kept))
    expect((await look(kept)).handoff?.id).toBe(mine)
    await turn(await tell(kept, '好了'), ({ conversation }) => [{ kind: 'close-handoff', handoffId: mine, conversationId: conversation.id, conclusion: '' }])
    expect((await look(kept)).handoff).toBeUndefined()
  })

  it('keeps groups apart, and joins those that both are in', async () => {
    const [kept, joined] = two()
    const group = { id: `g${another()}`, name: '村群' }
    const own = { id: `g${another()}`, name: '别的群' }
    const account = (address: Address, chat: string): Partial<Inbound> => ({ address: { ...at('telegram', chat) }, sender: { id: address.chat, name: '村民' } })
    const other = at('telegram', `u${another()}`)
    const common = await tell(kept, '问', { ...account(kept, group.id), group })
    const twice = await tell(other, '问', { ...account(other, group.id), group })
    const alone = await tell(other, '问', { ...account(other, own.id), group: own })
    for (const conversation of [common, twice, alone]) await turn(conversation, () => [])
    expect(twice).not.toBe(common)
    await merge(other, await issue(kept))
    expect(await tell(other, '再问', { ...account(other, group.id), group })).toBe(common)
    expect(await tell(other, '再问', { ...account(other, own.id), group: own })).toBe(alone)
    expect(joined).toBeDefined()
  })

  it('does not lose what comes to a thread while it is being joined', async () => {
    const [kept, joined] = two()
    const token = await issue(kept)
    const conversationId = await tell(joined, `绑定 ${token}`)
    const row = await next(conversationId)
    const snapshot = await store.load(row, NOW)
    const effect: Effect = {
      kind: 'merge',
      token,
      partyId: snapshot.pass?.partyId ?? '',
      conversationId: snapshot.pass?.conversationId ?? '',
      version: snapshot.pass?.version ?? -1,
      state,
    }
    const words = Array.from({ length: 12 }, (_, index) => `第${index}句`)
    const [result] = await Promise.all([commit(row, snapshot, [effect]), ...words.map((text) => tell(joined, text))])
    expect(result?.kind).toBe('committed')
    const one = snapshot.pass?.conversationId ?? ''
    const heard: string[] = []
    for (let waiting = await store.nextInbox(one); waiting; waiting = await store.nextInbox(one)) {
      if (waiting.body.kind === 'message' && waiting.body.content.kind === 'text') heard.push(waiting.body.content.text)
      await commit(waiting, await store.load(waiting, NOW), [])
    }
    expect(heard.sort()).toEqual([...words].sort())
    expect(await store.nextInbox(conversationId)).toBeUndefined()
  })

  it('tells a thread that was joined nothing that would be lost: the turn is decided again', async () => {
    const [kept, joined] = two()
    const gone = await tell(joined, '您好')
    await turn(gone, () => [])
    await merge(joined, await issue(kept))
    const asker = at('telegram', `a${another()}`)
    const result = await turn(await tell(asker, '您好'), () => [
      { kind: 'tell', to: { conversation: gone }, event: { kind: 'notice', class: 'notice', parts: [{ text: '有更新' }] } },
    ])
    expect(result).toEqual({ kind: 'clash' })
  })

  it('opens the page by a link once and in time', async () => {
    const [kept] = two()
    const token = `link-${another()}`
    await issue(kept, { kind: 'page', token })
    const visitor = (n: number) => at('web', `visitor-${token}-${n}`)
    const conversationId = await store.findConversation('telegram', '', kept.chat, undefined)
    expect(await store.openPage('other', visitor(1), { id: visitor(1).chat, name: '我' }, NOW, NOW + 9)).toBe(false)
    expect(await store.openPage(token, visitor(1), { id: visitor(1).chat, name: '我' }, NOW + 1_000, NOW + 9)).toBe(false)
    expect(await store.openPage(token, visitor(1), { id: visitor(1).chat, name: '我' }, NOW, NOW + 9)).toBe(true)
    expect(await store.findConversation('web', '', visitor(1).chat, undefined)).toBe(conversationId)
    expect(await store.openPage(token, visitor(2), { id: visitor(2).chat, name: '我' }, NOW, NOW + 9)).toBe(false)
    expect(await store.findConversation('web', '', visitor(2).chat, undefined)).toBeUndefined()
    // A link is no code: typed at another door it links nothing.
    expect((await look(at('wechat', `x${another()}`))).pass).toBeUndefined()
  })

  it('gives the doors of a person, last used first, and moves what was refused to another', async () => {
    const [kept, joined] = two()
    await turn(await tell(joined, '您好'), () => [])
    await merge(joined, await issue(kept))
    const conversationId = await tell(kept, '回到这边', {}, NOW + 50)
    expect(await store.doorsOf(conversationId)).toEqual([kept, joined])
    await turn(conversationId, () => [{ kind: 'send', class: 'notice', part: { text: '有更新' } }])
    const [row] = await store.pendingOutbox(conversationId)
    if (!row) throw new Error('nothing waits')
    await store.settle(row, { kind: 'moved', to: joined, at: NOW + 60 }, undefined)
    expect(await store.dueDeliveries(['web'], NOW + 60, 500)).toContain(conversationId)
    expect(await store.pendingOutbox(conversationId)).toMatchObject([
      { key: row.key, address: joined, refusedAt: [kept], attempts: 0, part: { text: '有更新' } },
    ])
  })

  it('opens a calendar again and again until it is taken back, with the cases in hand', async () => {
    const [kept] = two()
    const token = `calendar-${another()}-token-long`
    const id = `c${another()}`
    const row = await tell(kept, '日历')
    const { party } = await store.load(await next(row), NOW)
    await turn(row, () => [
      { kind: 'issue-pass', pass: { kind: 'calendar', token, partyId: party.id, expiresAt: NOW + 100 } },
      {
        kind: 'open-case',
        newCase: {
          id,
          number: `莱法援申〔2026〕${id}号`,
          matter: '欠薪',
          exemption: 'none',
          urgent: false,
          facts: { answers: {}, opponent: 'employer' },
          opening: openingEvent(NOW),
          flow: 'f',
          flowVersion: 1,
        },
      },
    ])
    expect(await store.calendarOf(token, NOW + 99)).toMatchObject({ role: 'villager', casework: [{ id, events: [{ move: 'submit' }] }] })
    expect(await store.calendarOf(token, NOW + 99)).toBeDefined()
    expect(await store.calendarOf(token, NOW + 100)).toBeUndefined()
    expect(await store.openPage(token, at('web', 'w'), { id: 'w', name: '' }, NOW, NOW + 50)).toBe(false)
    await turn(await tell(kept, '停用日历'), () => [{ kind: 'revoke-pass', pass: 'calendar', partyId: party.id }])
    expect(await store.calendarOf(token, NOW)).toBeUndefined()
  })

  it('finds a case by its number for staff only', async () => {
    const [kept] = two()
    const number = `莱法援申〔2026〕${another()}00号`
    await turn(await tell(kept, '交'), () => [
      {
        kind: 'open-case',
        newCase: {
          id: `c${another()}`,
          number,
          matter: '欠薪',
          exemption: 'none',
          urgent: false,
          facts: { answers: {}, opponent: 'employer' },
          opening: openingEvent(NOW),
          flow: 'f',
          flowVersion: 1,
        },
      },
    ])
    const id = `counsel-${another()}`
    await store.enrol(at('telegram', id), { id, name: '顾问' }, 'counsel', id, false, NOW)
    const ask = async (address: Address) => (await store.load(await next(await tell(address, `找回 ${number} 已核对`)), NOW)).named
    expect(await ask(at('telegram', id))).toMatchObject({ number, role: 'villager' })
    expect(await ask(at('telegram', `v${another()}`))).toBeUndefined()
  })
})
