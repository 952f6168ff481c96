import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inbound } from '../../src/core/message.ts'
import type { FlowState } from '../../src/core/flow-state.ts'
import type { Effect, HandoffView, InternalEvent } from '../../src/core/turn.ts'
import type { InboxRow, OutboxRow, Store, TurnCommit } from '../../src/ports/store.ts'
import { openingEvent } from './opening-event.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)
let count = 0
const another = (): number => {
  count += 1
  return count
}

const message = (who: string, text: string, over: Partial<Inbound> = {}): Inbound => ({
  externalId: `m${another()}`,
  address: { channel: 'web', account: '', chat: who },
  sender: { id: who, name: `村民${who}` },
  content: { kind: 'text', text },
  sentAt: NOW,
  ...over,
})
const fresh = (name: string) => `${name}-${another()}`
const send = (text: string, kind: 'chat' | 'notice' | 'safety' = 'chat'): Effect => ({ kind: 'send', class: kind, part: { text } })
const run = (step: string): FlowState => ({ flow: 'form', version: 1, step, answers: {}, trail: [], misses: 0 })

describe.each(stores)('the store on $name', ({ open }) => {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.close())

  const tell = async (who: string, text: string, over: Partial<Inbound> = {}) => {
    const accepted = await store.accept(message(who, text, over), 'villager', undefined, NOW)
    return accepted.conversationId
  }
  const next = async (conversationId: string): Promise<InboxRow> => {
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    return row
  }
  const decide = async (row: InboxRow, effects: readonly Effect[], over: Partial<TurnCommit> = {}): Promise<TurnCommit> => {
    const { conversation, party } = await store.load(row, NOW)
    return {
      inboxId: row.id,
      conversationId: conversation.id,
      version: conversation.version,
      partyId: party.id,
      route: 'question',
      address: conversation.address,
      now: NOW,
      next: conversation.state,
      effects,
      sensitive: false,
      ...over,
    }
  }
  /** Takes the next row of a conversation and commits these effects. */
  const turn = async (conversationId: string, effects: readonly Effect[], over: Partial<TurnCommit> = {}) =>
    store.commit(await decide(await next(conversationId), effects, over))
  const counsel = async (): Promise<{ readonly id: string; readonly conversation: string }> => {
    const id = fresh('counsel')
    const address = { channel: 'web', account: '', chat: id } as const
    await store.enrol(address, { id, name: '顾问' }, 'counsel', id, false, NOW)
    return { id, conversation: (await store.findConversation('web', '', id, undefined)) ?? '' }
  }
  const handoff = async (offers: readonly string[]): Promise<HandoffView> => {
    const conversationId = await tell(fresh('asker'), '人工')
    const view: HandoffView = {
      id: fresh('h'),
      number: another(),
      conversationId,
      status: 'offered',
      target: 'counsel',
      topic: 'labour',
      urgency: 'normal',
      requestedAt: NOW,
      offeredTo: [...offers].sort(),
    }
    const offered = offers.map((counselId) => ({ counselId, reasons: 'own-village' }))
    expect(await turn(conversationId, [{ kind: 'request-handoff', handoff: view, opponent: 'none', offers: offered }])).toMatchObject({ kind: 'committed' })
    return view
  }
  const snapshotOf = async (who: string) => {
    const conversationId = await tell(who, '再看看')
    const row = await next(conversationId)
    return store.load(row, NOW)
  }

  describe('forms', () => {
    const task = (number: string, id = fresh('t')) =>
      ({ kind: 'file-task', task: { id, number, kind: 'complaint', title: '投诉', addressee: 'bureau', facts: { answers: {} } } }) as const

    it('keeps a task and shows it to who made it, once by its number', async () => {
      const who = fresh('v')
      const number = fresh('n')
      await turn(await tell(who, '投诉'), [task(number)])
      expect((await snapshotOf(who)).tasks).toMatchObject([{ number, kind: 'complaint', title: '投诉', status: 'open', createdAt: NOW }])
      expect((await snapshotOf(fresh('v'))).tasks).toEqual([])
      expect(await turn(await tell(fresh('v'), '投诉'), [task(number)])).toEqual({ kind: 'clash' })
    })

    it('does a job once when it is due; the same key moves it, and it may be taken back', async () => {
      const key = fresh('job')
      const job = { kind: 'draft', runId: key, stage: 'warning', since: NOW } as const
      const filler = fresh('v')
      const conversationId = await tell(filler, '填表')
      await turn(conversationId, [{ kind: 'schedule', key, job, dueAt: NOW + 100 }])
      const due = async (at: number) => (await store.dueJobs(at, 1_000)).filter((one) => one.conversationId === conversationId)
      expect(await due(NOW + 99)).toEqual([])
      const [first] = await due(NOW + 100)
      expect(first).toMatchObject({ conversationId, dueAt: NOW + 100, body: job })
      if (!first) throw new Error('nothing due')
      await store.finishJob(first, { kind: 'due', job }, NOW + 101)
      await store.finishJob(first, { kind: 'due', job }, NOW + 102)
      expect((await next(conversationId)).body).toEqual({ kind: 'internal', event: { kind: 'due', job } })
      await turn(conversationId, [{ kind: 'schedule', key, job, dueAt: NOW + 200 }])
      expect(await store.nextInbox(conversationId)).toBe(undefined)
      const [second] = await due(NOW + 300)
      await turn(await tell(filler, '再来'), [{ kind: 'schedule', key, job, dueAt: NOW + 250 }])
      if (!second) throw new Error('not due again')
      await store.finishJob(second, { kind: 'due', job }, NOW + 300)
      expect(await store.nextInbox(conversationId)).toBe(undefined)
      expect(await due(NOW + 300)).toMatchObject([{ dueAt: NOW + 250 }])
      await turn(await tell(filler, '再来'), [{ kind: 'unschedule', key }])
      expect(await due(NOW + 300)).toEqual([])
    })

    it('finds what waits for a confirmation by its code alone, and settles it once', async () => {
      const code = String(10_000_000 + another())
      const proxy = await tell(fresh('v'), '帮人填')
      const confirmation = { id: fresh('k'), expiresAt: NOW + 1_000, flow: 'f', flowVersion: 1, answers: {}, tail: '1238' }
      await turn(proxy, [{ kind: 'ask-confirmation', code, confirmation }])
      const theirs = await tell(fresh('v'), `确认 ${code.slice(0, 4)} ${code.slice(4)}`)
      const found = (await store.load(await next(theirs), NOW)).confirmation
      expect(found).toEqual({ ...confirmation, conversationId: proxy, status: 'waiting' })
      await turn(theirs, [{ kind: 'settle-confirmation', id: confirmation.id, status: 'confirmed' }])
      const again = await tell(fresh('v'), code)
      expect((await store.load(await next(again), NOW)).confirmation).toMatchObject({ status: 'confirmed', answers: {}, tail: '' })
      expect(await turn(again, [{ kind: 'settle-confirmation', id: confirmation.id, status: 'refused' }])).toEqual({ kind: 'clash' })
    })

    it('ties the cases of one matter together, and keeps what somebody shares until they take it up', async () => {
      const code = String(20_000_000 + another())
      const leader = await tell(fresh('v'), '大家一起')
      const confirmation = { id: fresh('k'), expiresAt: NOW + 1_000, flow: 'f', flowVersion: 1, answers: {}, tail: '1238', matterId: 'm1' }
      await turn(leader, [{ kind: 'ask-confirmation', code, confirmation }])
      const found = (await store.load(await next(await tell(fresh('v'), `确认 ${code}`)), NOW)).confirmation
      expect(found).toMatchObject({ matterId: 'm1' })
    })

    it('counts the text messages of a number by the day, each once, and stores no number', async () => {
      const to = `139${String(another()).padStart(8, '0')}`
      const keys = [fresh('t'), fresh('t'), fresh('t')]
      const day = 24 * 3_600_000
      expect(await store.mayText(keys[0] ?? '', to, 2, NOW)).toBe(true)
      expect(await store.mayText(keys[0] ?? '', to, 2, NOW)).toBe(true)
      expect(await store.mayText(keys[1] ?? '', to, 2, NOW)).toBe(true)
      expect(await store.mayText(keys[2] ?? '', to, 2, NOW)).toBe(false)
      expect(await store.mayText(keys[2] ?? '', to, 2, NOW + day)).toBe(true)
      const rows = await opened.driver?.all('SELECT * FROM "TextMessage"', [])
      expect(JSON.stringify(rows ?? '')).not.toContain(to)
    })

    it('shows what a person agreed to and refused, newest first', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '同意')
      const consent = { kind: 'consent', purpose: 'profile keep', version: '1' } as const
      await turn(conversationId, [{ ...consent, given: true }])
      await tell(who, '撤回')
      await turn(conversationId, [{ ...consent, given: false }], { now: NOW + 1 })
      await tell(who, '看看')
      const { purpose, version } = consent
      expect((await store.load(await next(conversationId), NOW)).consents).toEqual([
        { purpose, version, given: false, at: NOW + 1 },
        { purpose, version, given: true, at: NOW },
      ])
      expect((await store.load(await next(await tell(fresh('other'), '好')), NOW)).consents).toEqual([])
    })

    it('erases what was said and every open form, and nothing of anybody else', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '我的秘密')
      const state = run('one')
      await turn(conversationId, [
        send('记下了'),
        { kind: 'start-run', id: fresh('r'), state: { ...state, answers: { secret: { kind: 'text', value: '秘密', shown: '秘密' } } } },
      ])
      for (const row of await store.pendingOutbox(conversationId)) await store.settle(row, { kind: 'sent', at: NOW }, undefined)
      const other = await tell(fresh('v'), '别人的话')
      await turn(other, [])
      await tell(who, '删掉')
      await turn(conversationId, [
        { kind: 'forget', name: '-' },
        { kind: 'set-village', villageCode: undefined },
      ])
      expect(JSON.stringify(await store.transcript(conversationId, 50))).not.toMatch(/秘密|记下了/)
      expect((await snapshotOf(who)).run).toBe(undefined)
      expect(JSON.stringify(await store.transcript(other, 50))).toContain('别人的话')
    })

    it('knows the form that was laid aside for the open one', async () => {
      const who = fresh('v')
      const [first, second] = [`r1${fresh('a')}`, `r2${fresh('b')}`]
      await turn(await tell(who, '一'), [{ kind: 'start-run', id: first, state: run('one') }])
      await turn(await tell(who, '二'), [{ kind: 'start-run', id: second, state: { ...run('two'), flow: 'other' } }], { now: NOW + 1 })
      expect(await snapshotOf(who)).toMatchObject({ run: { id: second }, earlier: { id: first, state: { flow: 'form' } } })
    })
  })

  describe('receiving', () => {
    it('keeps a message once however often it is delivered', async () => {
      const inbound = message(fresh('v'), '工钱没给')
      const first = await store.accept(inbound, 'villager', undefined, NOW)
      expect(first.kind).toBe('new')
      expect(await store.accept(inbound, 'villager', undefined, NOW + 5)).toEqual({ ...first, kind: 'duplicate' })
      await turn(first.conversationId, [])
      expect((await store.accept(inbound, 'villager', undefined, NOW + 9)).kind).toBe('duplicate')
      expect(await store.nextInbox(first.conversationId)).toBeUndefined()
    })

    it('keeps it once when it is delivered many times at once', async () => {
      const inbound = message(fresh('v'), '工钱没给')
      const all = await Promise.all(Array.from({ length: 12 }, () => store.accept(inbound, 'villager', undefined, NOW)))
      expect(all.filter((one) => one.kind === 'new')).toHaveLength(1)
      expect(new Set(all.map((one) => `${one.conversationId} ${one.inboxId}`)).size).toBe(1)
    })

    it('makes one conversation of a person who writes for the first time many times at once', async () => {
      const who = fresh('v')
      const all = await Promise.all(Array.from({ length: 12 }, (_, n) => store.accept(message(who, `${n}`), 'villager', undefined, NOW)))
      expect(new Set(all.map((one) => one.conversationId)).size).toBe(1)
      expect(all.every((one) => one.kind === 'new')).toBe(true)
    })

    it('keeps people, groups and private threads apart', async () => {
      const who = fresh('v')
      const group = { id: fresh('g'), name: '东庄头村群' }
      const address = { channel: 'web', account: '', chat: group.id } as const
      const inGroup = await tell(who, '问一下', { group, address })
      const alone = await tell(who, '问一下')
      const other = await tell(fresh('v'), '问一下', { group, address })
      expect(new Set([inGroup, alone, other]).size).toBe(3)
      expect(await store.findConversation('web', '', who, undefined)).toBe(alone)
      expect(await store.findConversation('web', '', who, group.id)).toBe(inGroup)
      expect(await store.findConversation('web', '', fresh('nobody'), undefined)).toBeUndefined()
      const { conversation } = await store.load(await next(inGroup), NOW)
      expect(conversation).toMatchObject({ group, address })
      expect((await store.load(await next(alone), NOW)).conversation.group).toBeUndefined()
    })

    it('gives the messages of a person in their order', async () => {
      const who = fresh('v')
      for (const text of ['一', '二', '三']) await tell(who, text)
      const conversationId = (await store.findConversation('web', '', who, undefined)) ?? ''
      const seen: unknown[] = []
      for (let row = await store.nextInbox(conversationId); row; row = await store.nextInbox(conversationId)) {
        seen.push(row.body.kind === 'message' ? row.body.content : row.body)
        await store.commit(await decide(row, []))
      }
      expect(seen).toEqual(['一', '二', '三'].map((text) => ({ kind: 'text', text })))
    })

    it('tells who has something waiting, oldest first', async () => {
      const first = await tell(fresh('v'), '一')
      const second = await tell(fresh('v'), '二')
      const lanes = (await store.pendingLanes(1_000)).filter((lane) => lane === first || lane === second)
      expect(lanes).toEqual([first, second])
      expect(await store.unsettled([first, second])).toBe(2)
      expect(await store.unsettled([])).toBe(0)
      await turn(first, [])
      expect(await store.pendingLanes(1_000)).not.toContain(first)
      expect(await store.unsettled([first])).toBe(0)
    })

    it('refuses to load a conversation that is not there', async () => {
      const row = await next(await tell(fresh('v'), '在吗'))
      await expect(store.load({ ...row, conversationId: 'nobody' }, NOW)).rejects.toThrow(/nobody/)
    })
  })

  describe('a turn', () => {
    it('moves the conversation on by one version and keeps what it remembers', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '工钱没给')
      const before = await store.load(await next(conversationId), NOW)
      expect(before.conversation).toMatchObject({ version: 0, state: { misses: 0 } })
      expect(before.party).toMatchObject({ role: 'villager', name: `村民${who}` })
      const state = { misses: 1, greeted: true, intent: 'labour/unpaid-wages', offered: [{ value: 'do:counsel', label: '找人' }] }
      const result = await turn(conversationId, [send('答')], { next: state })
      expect(result).toEqual({ kind: 'committed', woken: [], sends: true })
      expect((await snapshotOf(who)).conversation).toMatchObject({ version: 1, state })
    })

    it('is written once: the second time it is stale', async () => {
      const conversationId = await tell(fresh('v'), '工钱没给')
      const decided = await decide(await next(conversationId), [send('答')])
      expect((await store.commit(decided)).kind).toBe('committed')
      expect(await store.commit(decided)).toEqual({ kind: 'stale' })
      expect(await store.pendingOutbox(conversationId)).toHaveLength(1)
    })

    it('is decided again where the conversation moved on meanwhile', async () => {
      const who = fresh('v')
      await tell(who, '一')
      const conversationId = await tell(who, '二')
      const first = await next(conversationId)
      const old = await decide(first, [send('旧')])
      await store.commit(await decide(first, [send('新')]))
      const second = await next(conversationId)
      expect(await store.commit({ ...old, inboxId: second.id })).toEqual({ kind: 'clash' })
      expect((await store.pendingOutbox(conversationId)).map((row) => row.part.text)).toEqual(['新'])
      expect((await next(conversationId)).id).toBe(second.id)
    })

    it('is written whole or not at all', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '提交')
      const { conversation: other } = await counsel()
      const series = fresh('series')
      const effects: readonly Effect[] = [
        send('办好了'),
        { kind: 'start-run', id: fresh('f'), state: run('name') },
        { kind: 'open-case', newCase: newCase(fresh('c')) },
        { kind: 'set-village', villageCode: '370285001001' },
        { kind: 'tell', to: { conversation: other }, event: { kind: 'offer-gone', number: 1 } },
        { kind: 'count', series, value: 7 },
      ]
      expect(await turn(conversationId, effects)).toEqual({ kind: 'clash' })
      expect(await store.pendingOutbox(conversationId)).toEqual([])
      expect(await store.nextInbox(other)).toBeUndefined()
      const snapshot = await store.load(await next(conversationId), NOW)
      expect(snapshot).toMatchObject({ cases: [], conversation: { version: 0 } })
      expect(snapshot.run).toBeUndefined()
      expect(snapshot.party.villageCode).toBeUndefined()
      expect(snapshot.counters[series]).toBeUndefined()
    })

    it('gives each number of a series once', async () => {
      const series = fresh('application')
      const one = await decide(await next(await tell(fresh('v'), '提交')), [{ kind: 'count', series, value: 1 }])
      const two = await decide(await next(await tell(fresh('v'), '提交')), [{ kind: 'count', series, value: 1 }])
      const both = await Promise.all([store.commit(one), store.commit(two)])
      expect(both.map((result) => result.kind).sort()).toEqual(['clash', 'committed'])
      const late = both[0]?.kind === 'clash' ? one : two
      expect(await store.commit({ ...late, effects: [{ kind: 'count', series, value: 2 }] })).toMatchObject({ kind: 'committed' })
      expect((await snapshotOf(fresh('v'))).counters[series]).toBe(2)
    })

    it('files a case with its number, and never the same number twice', async () => {
      const who = fresh('v')
      const made = newCase(fresh('c'))
      await turn(await tell(who, '提交'), [
        { kind: 'open-case', newCase: made },
        { kind: 'set-village', villageCode: '370285001001' },
      ])
      await turn(await tell(who, '提交'), [{ kind: 'open-case', newCase: newCase(fresh('c')) }], { now: NOW + 1_000 })
      const { cases, party } = await snapshotOf(who)
      expect(cases).toHaveLength(2)
      expect(cases[1]).toEqual({
        id: made.id,
        number: made.number,
        status: 'submitted',
        matter: '讨工资',
        opponent: 'employer',
        villageCode: '370285001001',
        submittedAt: NOW,
      })
      expect(party.villageCode).toBe('370285001001')
      const again = await turn(await tell(who, '提交'), [{ kind: 'open-case', newCase: { ...newCase(fresh('c')), number: made.number } }])
      expect(again).toEqual({ kind: 'clash' })
    })

    it('tells those who keep the service of a door, each time, beside the row', async () => {
      const keeper = fresh('admin')
      const address = message(keeper, '').address
      await store.enrol(address, { id: keeper, name: '管理员' }, 'administrator', keeper, false, NOW)
      await store.noticeOfDoor('微信掉线了', NOW)
      await store.noticeOfDoor('微信掉线了', NOW)
      const thread = await store.findConversation(address.channel, address.account, keeper, undefined)
      const row = thread === undefined ? undefined : await store.nextInbox(thread)
      expect(row?.body).toMatchObject({ kind: 'internal', event: { kind: 'notice', class: 'notice', parts: [{ text: '微信掉线了' }] } })
      if (thread !== undefined) await turn(thread, [])
      expect(thread !== undefined && (await store.nextInbox(thread))?.body.kind).toBe('internal')
    })

    it('knows who got an answer, tells all of them once, and forgets it with the rest', async () => {
      const [asker, twice, staff] = [fresh('v'), fresh('v'), fresh('a')]
      const intent = `labour/${fresh('x')}`
      const got: Effect = { kind: 'answered', intent }
      await turn(await tell(asker, '问'), [got])
      await turn(await tell(twice, '问'), [got, got])
      await turn(await tell(twice, '再问'), [got])
      await store.enrol(message(staff, '').address, { id: staff, name: '中心' }, 'agency', staff, false, NOW)
      const listed = async (who: string) => (await store.load(await next(await tell(who, `更正 ${intent}`)), NOW)).answered?.map((one) => one.name)
      expect((await listed(staff))?.sort()).toEqual([`村民${asker}`, `村民${twice}`].sort())
      expect(await listed(fresh('v'))).toBeUndefined()
      const told: Effect = { kind: 'tell', to: { answered: intent }, event: { kind: 'notice', class: 'notice', parts: [{ text: '更正' }] } }
      const result = await turn(await tell(fresh('v'), '发'), [told])
      expect(result.kind === 'committed' ? result.woken.length : 0).toBe(2)
      const waiting = await tell(asker, '删')
      await turn(waiting, [])
      await turn(waiting, [{ kind: 'forget', name: '-' }])
      expect(await listed(staff)).toEqual([`村民${twice}`])
    })

    it('tells everybody of a role, and changes nothing where nobody has it', async () => {
      const who = fresh('v')
      const staff = [fresh('b'), fresh('b')]
      for (const id of staff) await store.enrol(message(id, '').address, { id, name: '局里' }, 'bureau', id, false, NOW)
      const told: Effect = { kind: 'tell', to: { staff: 'bureau' }, event: { kind: 'notice', class: 'notice', parts: [{ text: '有异议' }] } }
      const nobody: Effect = { ...told, to: { staff: 'office-head', officeId: fresh('office') } }
      await tell(who, '异议')
      expect(await turn(await tell(who, '异议'), [told, nobody])).toMatchObject({ kind: 'committed' })
      for (const id of staff) {
        const conversation = await store.findConversation(message(id, '').address.channel, message(id, '').address.account, id, undefined)
        expect((await store.nextInbox(conversation ?? ''))?.body).toMatchObject({ kind: 'internal', event: { kind: 'notice' } })
      }
    })

    it('moves a case by events, each against the version it was decided on', async () => {
      const who = fresh('v')
      const made = newCase(fresh('c'))
      await turn(await tell(who, '提交'), [{ kind: 'open-case', newCase: made }])
      const actor = { role: 'office', id: 's1', name: '张三' } as const
      const event = { seq: 2, move: 'receive', from: 'submitted', to: 'received', actor, door: 'console', at: NOW + 5, facts: { papers: ['receipt'] } } as const
      const move: Effect = { kind: 'move-case', caseId: made.id, version: 1, event }
      expect(await turn(await tell(who, '收件'), [move])).toMatchObject({ kind: 'committed' })
      expect(await turn(await tell(who, '收件'), [move])).toEqual({ kind: 'clash' })
      const { casework, cases } = await snapshotOf(who)
      expect(cases[0]?.status).toBe('received')
      expect(casework).toHaveLength(1)
      expect(casework[0]).toMatchObject({ number: made.number, version: 2, events: [opening, event] })
    })

    it('keeps a form open until it ends', async () => {
      const who = fresh('v')
      const id = fresh('f')
      await turn(await tell(who, '申请'), [{ kind: 'start-run', id, state: run('name') }])
      expect((await snapshotOf(who)).run).toEqual({ id, state: run('name'), startedAt: NOW })
      const conversationId = (await store.findConversation('web', '', who, undefined)) ?? ''
      await turn(conversationId, [{ kind: 'save-run', id, state: run('village') }])
      expect((await snapshotOf(who)).run?.state.step).toBe('village')
      await turn(conversationId, [{ kind: 'end-run', id, state: run('village'), status: 'done' }])
      expect((await snapshotOf(who)).run).toBeUndefined()
      expect(await turn(conversationId, [{ kind: 'save-run', id, state: run('late') }])).toEqual({ kind: 'clash' })
    })

    it('keeps what was missed or rated, sealed, until its state is set or its person has it erased', async () => {
      const who = fresh('v')
      const missed: Effect = { kind: 'gap', cause: 'missed', text: fresh('听不懂') }
      const rated: Effect = { kind: 'gap', cause: 'unhelpful', text: fresh('答非所问'), best: 'labour/unpaid-wages' }
      await turn(await tell(who, '好'), [missed, rated])
      const own = async () => (await store.gaps()).filter(({ text }) => text === missed.text || text === rated.text)
      const found = await own()
      expect(found).toEqual([
        { id: expect.any(Number), cause: 'missed', text: missed.text, state: 'new', at: NOW },
        { id: expect.any(Number), cause: 'unhelpful', text: rated.text, best: 'labour/unpaid-wages', state: 'new', at: NOW },
      ])
      const ids = found.map(({ id }) => id)
      expect(await store.setGaps([...ids, 999_999], 'pending')).toEqual(ids)
      expect((await own()).map(({ state }) => state)).toEqual(['pending', 'pending'])
      await turn(await tell(who, '删除'), [{ kind: 'forget', name: '-' }])
      expect(await own()).toEqual([])
    })

    it('writes consent, audit, gap, referral and staff notices with it', async () => {
      const effects: readonly Effect[] = [
        { kind: 'consent', purpose: 'legal-aid', version: '1', given: true },
        { kind: 'audit', action: 'tried', subject: { kind: 'case', id: 'c' }, detail: 'x' },
        { kind: 'gap', cause: 'missed', text: '听不懂', best: 'labour/unpaid-wages' },
        { kind: 'notify-staff', notice: 'safety', text: '有人求救' },
        {
          kind: 'refer',
          referral: {
            ...{ id: fresh('r'), number: 1, gridWorkerId: 'g1', status: 'recorded', createdAt: NOW, expiresAt: NOW + 1 },
            draft: { name: '张三', matter: '讨工资' },
          },
        },
      ]
      expect((await turn(await tell(fresh('v'), '好'), effects)).kind).toBe('committed')
    })
  })

  describe('a message that fails', () => {
    it('is tried again, then leaves the queue with an apology', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '坏消息')
      await tell(who, '好消息')
      const row = await next(conversationId)
      await store.failInbox(row, undefined)
      expect(await next(conversationId)).toMatchObject({ id: row.id, attempts: 1 })
      await store.failInbox(row, { now: NOW, effects: [send('这条没处理好', 'notice'), { kind: 'notify-staff', notice: 'parked', text: '一条消息' }] })
      expect((await next(conversationId)).body).toMatchObject({ content: { text: '好消息' } })
      expect((await store.pendingOutbox(conversationId)).map((one) => one.part.text)).toEqual(['这条没处理好'])
      await store.failInbox(row, { now: NOW, effects: [send('再来一次', 'notice')] })
      expect(await store.pendingOutbox(conversationId)).toHaveLength(1)
    })
  })

  describe('what one conversation tells another', () => {
    const event: InternalEvent = { kind: 'offer-gone', number: 3 }

    it('reaches a counsel, a conversation and the private thread of a party, and wakes them', async () => {
      const { id, conversation } = await counsel()
      const who = fresh('v')
      const alone = await tell(who, '在吗')
      const group = { id: fresh('g'), name: '群' }
      const inGroup = await tell(who, '@小助手 在吗', { group })
      const { party } = await store.load(await next(inGroup), NOW)
      await turn(alone, [])
      const result = await turn(inGroup, [
        { kind: 'tell', to: { counsel: id }, event },
        { kind: 'tell', to: { privateOf: party.id }, event: { kind: 'from-group', text: '在吗', group: '群' } },
      ])
      expect(result).toEqual({ kind: 'committed', woken: [conversation, alone], sends: false })
      expect((await next(conversation)).body).toEqual({ kind: 'internal', event })
      expect((await next(alone)).body).toEqual({ kind: 'internal', event: { kind: 'from-group', text: '在吗', group: '群' } })
      const { conversation: seen } = await store.load(await next(conversation), NOW)
      expect(seen.address).toEqual({ channel: 'web', account: '', chat: id })
    })

    it('reaches nobody where there is nobody, and the turn stands', async () => {
      const result = await turn(await tell(fresh('v'), '在吗'), [{ kind: 'tell', to: { counsel: 'nobody' }, event }])
      expect(result).toEqual({ kind: 'committed', woken: [], sends: false })
    })
  })

  describe('a handoff', () => {
    const claim = (view: HandoffView, counselId: string): Effect => ({
      kind: 'claim-handoff',
      handoffId: view.id,
      conversationId: view.conversationId,
      counselId,
    })

    it('is seen by those it is offered to, and by the person', async () => {
      const one = await counsel()
      const two = await counsel()
      const view = await handoff([one.id])
      expect((await snapshotOf(one.id)).handoffs).toMatchObject([view])
      expect((await snapshotOf(two.id)).handoffs).toEqual([])
      await tell('never', '催一下')
      const conversation = view.conversationId
      expect(await store.isHeld(conversation)).toBe(false)
    })

    it('goes to exactly one of two hundred who take it at once', async () => {
      const many = await Promise.all(Array.from({ length: 200 }, () => counsel()))
      const view = await handoff(many.map((one) => one.id))
      const turns = await Promise.all(
        many.map(async (one) => {
          await tell(one.id, '接单')
          return decide(await next(one.conversation), [claim(view, one.id)])
        }),
      )
      const results = await Promise.all(turns.map((decided) => store.commit(decided)))
      expect(results.filter((result) => result.kind === 'committed')).toHaveLength(1)
      expect(results.filter((result) => result.kind === 'clash')).toHaveLength(199)
      expect(await store.isHeld(view.conversationId)).toBe(true)
      const winner = many[results.findIndex((result) => result.kind === 'committed')]
      const held = (await snapshotOf(winner?.id ?? '')).handoffs
      expect(held).toMatchObject([{ id: view.id, status: 'accepted', counselId: winner?.id }])
    }, 120_000)

    it('leaves the chat to the bot again when it is closed', async () => {
      const one = await counsel()
      const view = await handoff([one.id])
      await tell(one.id, '接单')
      await turn(one.conversation, [claim(view, one.id)])
      await tell(one.id, '结束')
      const close: Effect = { kind: 'close-handoff', handoffId: view.id, conversationId: view.conversationId, conclusion: '去仲裁' }
      expect((await turn(one.conversation, [close])).kind).toBe('committed')
      expect(await store.isHeld(view.conversationId)).toBe(false)
      await tell(one.id, '结束')
      expect(await turn(one.conversation, [close])).toEqual({ kind: 'clash' })
    })

    it('can be declined, and taken on by the office', async () => {
      const one = await counsel()
      const two = await counsel()
      const view = await handoff([one.id, two.id])
      await tell(one.id, '不接')
      expect((await turn(one.conversation, [{ kind: 'decline-offer', handoffId: view.id, counselId: one.id }])).kind).toBe('committed')
      expect((await snapshotOf(two.id)).handoffs).toMatchObject([{ id: view.id, offeredTo: [two.id] }])
      expect((await snapshotOf(one.id)).handoffs).toEqual([])
      await turn(two.conversation, [
        { kind: 'decline-offer', handoffId: view.id, counselId: two.id },
        { kind: 'redirect-handoff', handoffId: view.id },
      ])
      expect((await snapshotOf(two.id)).handoffs).toEqual([])
    })
  })

  describe('sending', () => {
    const texts = (rows: readonly OutboxRow[]) => rows.map((row) => row.part.text)
    const first = async (conversationId: string): Promise<OutboxRow> => {
      const row = (await store.pendingOutbox(conversationId))[0]
      if (!row) throw new Error('nothing to send')
      return row
    }

    it('keeps the order decided, with safety first', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '一')
      await turn(conversationId, [send('甲'), send('乙', 'notice')])
      await tell(who, '救命')
      await turn(conversationId, [send('先打110', 'safety'), send('丙')])
      expect(texts(await store.pendingOutbox(conversationId))).toEqual(['先打110', '甲', '乙', '丙'])
      const keys = (await store.pendingOutbox(conversationId)).map((row) => row.key)
      expect(new Set(keys).size).toBe(4)
    })

    it('is due only at its door and its time', async () => {
      const conversationId = await tell(fresh('v'), '一')
      await turn(conversationId, [send('甲')])
      expect(await store.dueDeliveries(['web'], NOW, 1_000)).toContain(conversationId)
      expect(await store.dueDeliveries(['telegram'], NOW, 1_000)).not.toContain(conversationId)
      expect(await store.dueDeliveries([], NOW, 1_000)).toEqual([])
      await store.settle(await first(conversationId), { kind: 'again', nextAt: NOW + 60_000, failingSince: NOW, error: 'offline', aside: false }, undefined)
      expect(await store.dueDeliveries(['web'], NOW, 1_000)).not.toContain(conversationId)
      expect(await first(conversationId)).toMatchObject({ attempts: 1, failingSince: NOW, nextAt: NOW + 60_000, aside: false })
      expect(await store.unsettled([conversationId])).toBe(1)
      await store.hurry([conversationId], NOW)
      expect(await store.dueDeliveries(['web'], NOW, 1_000)).toContain(conversationId)
    })

    it('ends as sent, withheld or given up, and is set aside in between', async () => {
      const conversationId = await tell(fresh('v'), '一')
      await turn(conversationId, [send('甲'), send('乙'), send('丙')])
      await store.settle(await first(conversationId), { kind: 'again', nextAt: NOW, failingSince: NOW, error: 'x', aside: true }, undefined)
      expect(await first(conversationId)).toMatchObject({ aside: true, part: { text: '甲' } })
      expect(await store.unsettled([conversationId])).toBe(2)
      await store.settle(await first(conversationId), { kind: 'dead', at: NOW, error: 'blocked' }, '一条消息送不到')
      await store.settle(await first(conversationId), { kind: 'withheld', at: NOW }, undefined)
      await store.settle(await first(conversationId), { kind: 'sent', at: NOW, externalId: 'e1' }, undefined)
      expect(await store.pendingOutbox(conversationId)).toEqual([])
      expect(await store.unsettled([conversationId])).toBe(0)
      expect((await store.transcript(conversationId, 10)).map((line) => line.part?.text)).toEqual([undefined, '丙'])
    })
  })

  describe('the transcript', () => {
    it('shows each message before the answers to it, and no line twice', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '一')
      await tell(who, '二')
      await turn(conversationId, [send('答一'), send('再答一')])
      await turn(conversationId, [send('答二')])
      for (const row of await store.pendingOutbox(conversationId)) await store.settle(row, { kind: 'sent', at: NOW }, undefined)
      const lines = await store.transcript(conversationId, 10)
      const said = lines.map((line) => line.part?.text ?? (line.content?.kind === 'text' ? line.content.text : ''))
      expect(said).toEqual(['一', '答一', '再答一', '二', '答二'])
      expect(new Set(lines.map((line) => line.id)).size).toBe(5)
      expect(await store.transcript(conversationId, 2)).toEqual(lines.slice(-2))
    })

    it('is given to a counsel on acceptance, with what the bot was kept from saying', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '一')
      await turn(conversationId, [send('答一'), { kind: 'send', class: 'notice', part: { text: '我是顾问', from: '顾问' } }])
      const [row] = await store.pendingOutbox(conversationId)
      if (row) await store.settle(row, { kind: 'withheld', at: NOW }, undefined)
      const event: InternalEvent = { kind: 'claimed', handoffId: 'h', number: 1, counselId: 'c', counselName: '顾问' }
      await tell(who, '二')
      await turn(conversationId, [{ kind: 'tell', to: { conversation: conversationId }, event }])
      const { history } = await store.load(await next(conversationId), NOW)
      expect(history).toEqual([
        { from: 'person', text: '一', withheld: false },
        { from: 'bot', text: '答一', withheld: true },
        { from: 'counsel', text: '我是顾问', withheld: false },
        { from: 'person', text: '二', withheld: false },
      ])
    })
  })

  describe('a group', () => {
    const inGroup = (who: string, id: string): Partial<Inbound> => ({
      address: { channel: 'telegram', account: 'bot', chat: id },
      sender: { id: who, name: `村民${who}` },
      group: { id, name: '东庄头村群' },
    })
    const villageOf = async (id: string) => {
      const conversationId = await tell('', '问', inGroup(fresh('v'), id))
      return (await store.load(await next(conversationId), NOW)).conversation.groupVillage
    }

    it('is bound to a village for everybody in it, until it is bound to another', async () => {
      const id = fresh('-100')
      expect(await villageOf(id)).toBeUndefined()
      const conversationId = await tell('', '绑', inGroup(fresh('v'), id))
      await turn(conversationId, [{ kind: 'bind-group', villageCode: '370285108200' }])
      expect(await villageOf(id)).toBe('370285108200')
      expect(await villageOf(fresh('-100'))).toBeUndefined()
      await tell('', '改', inGroup(fresh('v'), id)).then((other) => turn(other, [{ kind: 'bind-group', villageCode: '370285108201' }]))
      expect(await villageOf(id)).toBe('370285108201')
    })

    it('binds nothing from a private thread', async () => {
      const who = fresh('v')
      const conversationId = await tell(who, '绑')
      await turn(conversationId, [{ kind: 'bind-group', villageCode: '370285108200' }])
      expect((await snapshotOf(who)).conversation.groupVillage).toBeUndefined()
    })

    it('goes over to its new id with its conversations, what waits in them, and its village', async () => {
      const [from, to, who] = [fresh('-1'), fresh('-100'), fresh('v')]
      const conversationId = await tell('', '绑', inGroup(who, from))
      await turn(conversationId, [{ kind: 'bind-group', villageCode: '370285108200' }, send('记下了')])
      await tell('', '还有', inGroup(who, from))
      for (const _ of [1, 2]) await store.moveGroup('telegram', 'bot', from, to)
      expect((await store.pendingOutbox(conversationId)).map((row) => row.address.chat)).toEqual([to])
      const { conversation } = await store.load(await next(conversationId), NOW)
      expect(conversation).toMatchObject({ id: conversationId, address: { chat: to }, group: { id: to }, groupVillage: '370285108200' })
      expect(await store.findConversation('telegram', 'bot', who, to)).toBe(conversationId)
      expect(await tell('', '又来', inGroup(who, to))).toBe(conversationId)
    })

    it('keeps the conversation of somebody who has written in the new group already', async () => {
      const [from, to, who] = [fresh('-1'), fresh('-100'), fresh('v')]
      const old = await tell('', '旧', inGroup(who, from))
      await turn(old, [send('答旧')])
      const newer = await tell('', '新', inGroup(who, to))
      await store.moveGroup('telegram', 'bot', from, to)
      expect(await tell('', '再新', inGroup(who, to))).toBe(newer)
      expect((await store.pendingOutbox(old)).map((row) => row.address.chat)).toEqual([to])
    })
  })

  describe('a door', () => {
    it('finds again what it wrote down last under a key, and nothing of another door', async () => {
      const key = fresh('who')
      expect(await store.recall('wechat', key)).toBeUndefined()
      await store.remember('wechat', key, { tag: 'a' }, NOW)
      await store.remember('wechat', key, { tag: 'b', more: [1] }, NOW + 1)
      expect(await store.recall('wechat', key)).toEqual({ tag: 'b', more: [1] })
      expect(await store.recall('telegram', key)).toBeUndefined()
    })

    it('keeps nothing in clear of what it wrote down', async () => {
      if (!opened.driver) return
      await store.remember('wechat', 'contact @abc', { name: '王小明' }, NOW)
      const rows = JSON.stringify(
        (await opened.driver.all('SELECT "noteIndex", "body" FROM "DoorNote"', [])).map((row) => [row['noteIndex'], String(row['body'])]),
      )
      expect(rows).not.toMatch(/@abc|王小明/)
    })

    it('says which village the name of a group means, until somebody binds it', async () => {
      const who = fresh('v')
      const group = { id: fresh('g'), name: '东庄头村群', village: '370285108200' }
      const conversationId = await tell(who, '离婚孩子归谁', { group })
      expect((await store.load(await next(conversationId), NOW)).conversation.groupVillage).toBe('370285108200')
      await turn(conversationId, [{ kind: 'bind-group', villageCode: '370285108201' }])
      await tell(who, '再问', { group })
      expect((await store.load(await next(conversationId), NOW)).conversation.groupVillage).toBe('370285108201')
    })
  })

  it('remembers files by their id', async () => {
    const file = { id: fresh('file'), name: '欠条.jpg', mime: 'image/jpeg', size: 12 }
    await store.addFile(file, NOW)
    expect(await store.findFile(file.id)).toEqual(file)
    expect(await store.findFile('none')).toBeUndefined()
  })
})

const opening = openingEvent(NOW)
const newCase = (id: string): Extract<Effect, { kind: 'open-case' }>['newCase'] => ({
  opening,
  id,
  number: `莱法援申〔2026〕${id}号`,
  matter: '讨工资',
  villageCode: '370285001001',
  townCode: '370285001',
  officeId: 'o1',
  exemption: 'article-42',
  urgent: false,
  applicantId: '370285199001011238',
  facts: { answers: {}, opponent: 'employer' },
  flow: 'form',
  flowVersion: 1,
})
