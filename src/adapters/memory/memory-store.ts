import type { ConversationId } from '../../core/ids.ts'
import type { Inbound } from '../../core/message.ts'
import { codeIn } from '../../core/confirmation-code.ts'
import { textOf } from '../../core/message.ts'
import type { PendingConfirmation } from '../../core/task.ts'
import type { HandoffView, HistoryLine, Role, Snapshot } from '../../core/turn.ts'
import { AppError } from '../../core/errors.ts'
import type { InboxRow, Store, TranscriptLine } from '../../ports/store.ts'
import type { Ids } from '../../ports/system.ts'
import { applyEffect } from './effects.ts'
import { createOutbox } from './outbox.ts'
import { begin, createTables } from './tables.ts'
import type { HandoffRow, InboxEntry, Tables } from './tables.ts'

const HISTORY = 30
const CASES = 20

/** The store in memory: for tests and for measuring what a disk costs. Nothing outlives the process. `written` is what is only written down. */
export const createMemoryStore = (ids: Ids): Store & { readonly tables: Tables } => {
  const tables = createTables()
  const keyOf = (inbound: Pick<Inbound, 'address' | 'sender'>) => JSON.stringify([inbound.address.channel, inbound.address.account, inbound.sender.id])

  const place = (inbound: Pick<Inbound, 'address' | 'sender' | 'group'>, role: Role, staffId: string | undefined, demo: boolean): ConversationId => {
    const identity = keyOf(inbound)
    const staff = staffId === undefined ? undefined : [...tables.parties.values()].find((party) => party.role === role && party.staffId === staffId)?.id
    const partyId = tables.identities.get(identity) ?? staff ?? ids.next()
    if (!tables.parties.has(partyId))
      tables.parties.set(partyId, { id: partyId, role, name: inbound.sender.name, demo, ...(staffId === undefined ? {} : { staffId }) })
    tables.identities.set(identity, partyId)
    let conversationId = ''
    for (const group of inbound.group ? [undefined, inbound.group] : [undefined]) {
      const thread = `${partyId} ${group ? JSON.stringify([inbound.address.channel, inbound.address.account, group.id]) : ''}`
      conversationId = tables.threads.get(thread) ?? ids.next()
      if (tables.conversations.has(conversationId)) continue
      const address = inbound.group && !group ? { ...inbound.address, chat: inbound.sender.id } : inbound.address
      tables.conversations.set(conversationId, { id: conversationId, partyId, version: 0, state: { misses: 0 }, address, ...(group ? { group } : {}) })
      tables.threads.set(thread, conversationId)
    }
    return conversationId
  }
  const pending = (conversationId: ConversationId | undefined) =>
    [...tables.inbox.values()].filter((row) => row.status === 'pending' && (conversationId === undefined || row.conversationId === conversationId))
  const waiting = () => [...tables.outbox.values()].filter((row) => row.status === 'pending' || row.status === 'aside')

  return {
    tables,
    async accept(inbound, role, staffId, now) {
      const key = JSON.stringify([inbound.address.channel, inbound.address.account, inbound.externalId])
      const old = tables.inbox.get(tables.received.get(key) ?? 0)
      if (old) return { kind: 'duplicate', conversationId: old.conversationId, inboxId: old.id }
      const conversationId = place(inbound, role, staffId, false)
      const conversation = tables.conversations.get(conversationId)
      if (conversation) tables.conversations.set(conversationId, { ...conversation, address: inbound.address })
      const id = tables.inbox.size + 1
      const body = { kind: 'message', content: inbound.content, sentAt: inbound.sentAt, address: inbound.address } as const
      tables.inbox.set(id, { id, conversationId, attempts: 0, receivedAt: now, body, status: 'pending' })
      tables.received.set(key, id)
      return { kind: 'new', conversationId, inboxId: id }
    },
    async enrol(address, sender, as, staffId, demo) {
      place({ address, sender }, as, staffId, demo)
    },
    nextInbox: async (conversationId) => pending(conversationId)[0],
    load: async (row, now) => snapshotOf(tables, row, now, ids.secret(16)),
    async commit(turn) {
      const row = tables.inbox.get(turn.inboxId)
      if (row?.status !== 'pending') return { kind: 'stale' }
      const conversation = tables.conversations.get(turn.conversationId)
      if (conversation?.version !== turn.version) return { kind: 'clash' }
      const tx = begin()
      const woken = new Set<string>()
      tx.put(tables.inbox, row.id, { ...row, status: 'done' })
      tx.put(tables.conversations, conversation.id, { ...conversation, version: conversation.version + 1, state: turn.next })
      for (const [index, effect] of turn.effects.entries())
        if (!applyEffect(tables, tx, effect, index, turn, woken)) {
          tx.undo()
          return { kind: 'clash' }
        }
      return { kind: 'committed', woken: [...woken], sends: turn.effects.some((effect) => effect.kind === 'send') }
    },
    async failInbox(row, park) {
      const stored = tables.inbox.get(row.id)
      const conversation = tables.conversations.get(row.conversationId)
      if (stored?.status !== 'pending' || !conversation) return
      tables.inbox.set(row.id, { ...stored, attempts: stored.attempts + 1, status: park ? 'parked' : 'pending' })
      const address = row.body.kind === 'message' ? row.body.address : conversation.address
      const turn = { inboxId: row.id, conversationId: row.conversationId, partyId: '', address, now: park?.now ?? 0 }
      for (const [index, effect] of (park?.effects ?? []).entries()) applyEffect(tables, begin(), effect, index, turn, new Set())
    },
    pendingLanes: async (limit) => [...new Set(pending(undefined).map((row) => row.conversationId))].slice(0, limit),
    ...createOutbox(tables, waiting),
    async unsettled(conversationIds) {
      const rows = [...pending(undefined), ...waiting().filter((row) => row.status === 'pending')]
      return rows.filter((row) => conversationIds?.includes(row.conversationId) ?? true).length
    },
    async findConversation(channel, account, senderId, group) {
      const partyId = tables.identities.get(JSON.stringify([channel, account, senderId]))
      return tables.threads.get(`${partyId} ${group === undefined ? '' : JSON.stringify([channel, account, group])}`)
    },
    async transcript(conversationId, limit) {
      return linesOf<TranscriptLine>(
        tables,
        conversationId,
        limit,
        (row, content) => ({ id: `i${row.id}`, from: 'person', at: row.receivedAt, content }),
        (row) => (row.status === 'sent' ? { id: `o${row.key}`, from: 'desk', at: row.createdAt, part: row.part } : undefined),
      )
    },
    async dueJobs(now, limit) {
      return [...tables.jobs.values()]
        .filter((job) => job.status === 'pending' && job.dueAt <= now)
        .sort((a, b) => a.dueAt - b.dueAt || a.id - b.id)
        .slice(0, limit)
        .map(({ id, conversationId, dueAt, body }) => ({ id, conversationId, dueAt, body }))
    },
    async finishJob(job, event, now) {
      const found = [...tables.jobs.values()].find((one) => one.id === job.id && one.status === 'pending' && one.dueAt === job.dueAt)
      if (!found) return
      tables.jobs.set(found.key, { ...found, status: 'done' })
      if (!event) return
      const id = Math.max(0, ...tables.inbox.keys()) + 1
      tables.inbox.set(id, { id, conversationId: job.conversationId, attempts: 0, receivedAt: now, body: { kind: 'internal', event }, status: 'pending' })
    },
    async addFile(file) {
      tables.files.set(file.id, file)
    },
    findFile: async (id) => tables.files.get(id),
    close: async () => undefined,
  }
}

type Message = Extract<InboxRow['body'], { kind: 'message' }>['content']
type Sent = Tables['outbox'] extends Map<string, infer Row> ? Row : never

/** The latest lines, each message before the answers to it. */
const linesOf = <T>(
  tables: Tables,
  conversationId: ConversationId,
  limit: number,
  received: (row: InboxEntry, content: Message) => T,
  sent: (row: Sent) => T | undefined,
): readonly T[] => {
  const answers = [...tables.outbox.values()].filter((row) => row.conversationId === conversationId)
  const lines = [...tables.inbox.values()]
    .filter((row) => row.conversationId === conversationId)
    .flatMap((row) => [
      ...(row.body.kind === 'message' ? [received(row, row.body.content)] : []),
      ...answers.filter((answer) => answer.inboxId === row.id).flatMap((answer) => sent(answer) ?? []),
    ])
  return lines.slice(-limit)
}

const viewOf = (tables: Tables, row: HandoffRow): HandoffView => {
  const offers = [...tables.offers.values()].filter((offer) => offer.handoffId === row.id).sort((one, other) => (one.counselId < other.counselId ? -1 : 1))
  const ids = (rows: typeof offers) => rows.map((offer) => offer.counselId)
  return {
    ...row,
    offeredTo: ids(offers.filter((offer) => offer.status !== 'declined')),
    asked: ids(offers),
    members: ids(offers.filter((offer) => offer.status === 'joined')),
  }
}

const snapshotOf = (tables: Tables, row: InboxRow, now: number, secret: string): Snapshot => {
  const conversation = tables.conversations.get(row.conversationId)
  const party = tables.parties.get(conversation?.partyId ?? '')
  if (!conversation || !party) throw new AppError('store.missing', { what: 'conversation', id: row.conversationId })
  const { demo: _, ...shown } = party
  const { partyId: owner, ...thread } = conversation
  const runs = [...tables.runs.values()].filter((one) => one.conversationId === conversation.id && one.status === 'open')
  const run = runs.at(-1)
  const earlier = runs.at(-2)
  const handoff = [...tables.handoffs.values()].findLast((one) => one.conversationId === conversation.id && one.status !== 'closed')
  const isMine = (one: HandoffRow) =>
    one.status === 'accepted'
      ? one.counselId === party.staffId || tables.offers.get(`${one.id} ${party.staffId}`)?.status === 'joined'
      : one.status === 'offered' && tables.offers.get(`${one.id} ${party.staffId}`)?.status === 'offered'
  const wantsHistory = row.body.kind === 'internal' && ['claimed', 'passed-on', 'joined'].includes(row.body.event.kind)
  return {
    now,
    inboxId: row.id,
    conversation: { ...thread, address: row.body.kind === 'message' ? row.body.address : thread.address },
    party: shown,
    ...(run ? { run: { id: run.id, state: run.state } } : {}),
    ...(earlier ? { earlier: { flow: earlier.state.flow } } : {}),
    ...(handoff ? { handoff: viewOf(tables, handoff) } : {}),
    cases: [...tables.cases.values()]
      .filter((one) => one.partyId === owner)
      .map(({ partyId: __, ...one }) => one)
      .reverse()
      .slice(0, CASES),
    tasks: [...tables.tasks.values()]
      .filter((one) => one.partyId === owner)
      .map(({ id, number, kind, title, status, createdAt }) => ({ id, number, kind, title, status, createdAt }))
      .reverse()
      .slice(0, CASES),
    ...confirmationOf(tables, row, thread.state.confirming?.id),
    secret,
    handoffs: party.role === 'counsel' ? [...tables.handoffs.values()].filter(isMine).map((one) => viewOf(tables, one)) : [],
    waiting:
      party.role === 'counsel'
        ? [...tables.handoffs.values()]
            .filter((one) => one.status === 'offered' && !tables.offers.has(`${one.id} ${party.staffId}`))
            .map((one) => viewOf(tables, one))
        : [],
    joinable:
      party.role === 'counsel'
        ? [...tables.handoffs.values()]
            .filter((one) => one.status === 'accepted' && tables.offers.get(`${one.id} ${party.staffId}`)?.status === 'offered')
            .map((one) => viewOf(tables, one))
            .filter((one) => (one.team ?? 1) > 1 + (one.members?.length ?? 0))
        : [],
    notes:
      wantsHistory && handoff
        ? [...tables.written.values()].flatMap(({ effect }) => (effect.kind === 'note-handoff' && effect.handoffId === handoff.id ? [effect.text] : []))
        : [],
    counters: Object.fromEntries(tables.counters),
    history: wantsHistory ? historyOf(tables, conversation.id) : [],
  }
}

/** By the code in the message, or the one being confirmed, or the one whose time is over. */
const confirmationOf = (tables: Tables, { body }: InboxRow, confirming: string | undefined): { readonly confirmation?: PendingConfirmation } => {
  const code = body.kind === 'message' ? codeIn(textOf(body.content)) : undefined
  const over = body.kind === 'internal' && body.event.kind === 'due' && body.event.job.kind === 'confirmation-over' ? body.event.job.id : undefined
  const byCode = [...tables.confirmations.values()].find((one) => one.code === code)
  const found = byCode ?? tables.confirmations.get(over ?? confirming ?? '')
  if (!found) return {}
  const { code: _, ...confirmation } = found
  return { confirmation }
}

const historyOf = (tables: Tables, conversationId: ConversationId): readonly HistoryLine[] =>
  linesOf<HistoryLine>(
    tables,
    conversationId,
    HISTORY,
    (_, content) => ({ from: 'person', text: content.kind === 'file' ? content.file.name : textOf(content), withheld: false }),
    ({ status, part }) =>
      status === 'sent' || status === 'pending' || status === 'withheld'
        ? { from: part.from === undefined ? 'bot' : 'counsel', text: part.text, withheld: status === 'withheld' }
        : undefined,
  )
