import type { ConversationId } from '../../core/ids.ts'
import { askedTask } from './asked-task.ts'
import { caseNumbersIn } from '../../core/case-number.ts'
import { codeIn } from '../../core/figure-code.ts'
import { CONFIRMATION_FIGURES } from '../../core/task.ts'
import { isDesk, textOf } from '../../core/message.ts'
import { PASS_FIGURES } from '../../core/pass.ts'
import { referredPhone } from '../../core/referral.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import type { PendingConfirmation } from '../../core/task.ts'
import type { Snapshot } from '../../core/turn.ts'
import { AppError } from '../../core/errors.ts'
import type { InboxRow, Store, TranscriptLine } from '../../ports/store.ts'
import type { Ids } from '../../ports/system.ts'
import { answeredOf } from './answered.ts'
import { calendarOf, caseworkOf } from './casework.ts'
import { applyEffect, nextId, recipients } from './effects.ts'
import { consentsOf } from './consents.ts'
import { handoffsOf, isBriefed } from './handoff-views.ts'
import { createOutbox } from './outbox.ts'
import { moveGroup } from './move-group.ts'
import { createGaps } from './gaps.ts'
import { servicesOf } from './services.ts'
import { createDoors, doorsOfParty, namedCase, passOf } from './passes.ts'
import { historyOf, linesOf } from './history.ts'
import { createPlaces } from './places.ts'
import { isAboutPublicity } from '../../core/publicity.ts'
import { publicityOf } from './publicity.ts'
import { worksOf } from './works.ts'
import { referralsOf } from './referrals.ts'
import { createRegistryStore, lookupsOf, screeningsOf } from './registry.ts'
import { begin, createTables, groupKey } from './tables.ts'
import type { Tables } from './tables.ts'

const CASES = 20

/** The store in memory: for tests and for measuring what a disk costs. Nothing outlives the process. `written` is what is only written down. */
export const createMemoryStore = (ids: Ids): Store & { readonly tables: Tables } => {
  const tables = createTables()
  const { keyOf, place } = createPlaces(tables, ids)
  const pending = (conversationId: ConversationId | undefined) =>
    [...tables.inbox.values()].filter((row) => row.status === 'pending' && (conversationId === undefined || row.conversationId === conversationId))
  const waiting = () => [...tables.outbox.values()].filter((row) => row.status === 'pending' || row.status === 'aside')

  return {
    tables,
    async accept(inbound, role, staffId, now) {
      const key = JSON.stringify([inbound.address.channel, inbound.address.account, inbound.externalId])
      const old = tables.inbox.get(tables.received.get(key) ?? 0)
      if (old) return { kind: 'duplicate', conversationId: old.conversationId, inboxId: old.id }
      const conversationId = place(inbound, role, staffId, false, now)
      const conversation = tables.conversations.get(conversationId)
      // Whoever works at the workbench is still rung where they write from.
      if (conversation && (!isDesk(inbound.address) || isDesk(conversation.address))) {
        const identity = tables.identities.get(keyOf(inbound))
        const came = JSON.stringify(conversation.address) !== JSON.stringify(inbound.address)
        if (identity && came && !inbound.group) tables.identities.set(keyOf(inbound), { ...identity, address: inbound.address, usedAt: now })
        tables.conversations.set(conversationId, { ...conversation, address: inbound.address, ...(inbound.group ? { group: inbound.group } : {}) })
      }
      const id = tables.inbox.size + 1
      const body = { kind: 'message', content: inbound.content, sentAt: inbound.sentAt, address: inbound.address } as const
      tables.inbox.set(id, { id, conversationId, attempts: 0, receivedAt: now, body, status: 'pending' })
      tables.received.set(key, id)
      return { kind: 'new', conversationId, inboxId: id }
    },
    async enrol(address, sender, as, staffId, demo, now) {
      place({ address, sender }, as, staffId, demo, now)
    },
    nextInbox: async (conversationId) => pending(conversationId)[0],
    load: async (row, now) => snapshotOf(tables, row, now, ids.secret(16)),
    async commit(turn) {
      const row = tables.inbox.get(turn.inboxId)
      if (row?.status !== 'pending' || row.conversationId !== turn.conversationId) return { kind: 'stale' }
      const conversation = tables.conversations.get(turn.conversationId)
      if (conversation?.version !== turn.version) return { kind: 'clash' }
      const tx = begin()
      const woken = new Set<string>()
      tx.put(tables.inbox, row.id, { ...row, status: 'done', sensitive: turn.sensitive })
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
    async amend(row, content) {
      const stored = tables.inbox.get(row.id)
      if (stored?.status === 'pending' && stored.body.kind === 'message') tables.inbox.set(row.id, { ...stored, body: { ...stored.body, content } })
    },
    pendingLanes: async (limit) => [...new Set(pending(undefined).map((row) => row.conversationId))].slice(0, limit),
    ...createOutbox(tables, waiting),
    ...createRegistryStore(tables),
    calendarOf: async (token, now) => calendarOf(tables, token, now),
    ...createGaps(tables),
    ...createDoors(tables, (address, senderId) => keyOf({ address, sender: { id: senderId } })),
    async unsettled(conversationIds) {
      const rows = [...pending(undefined), ...waiting().filter((row) => row.status === 'pending')]
      return rows.filter((row) => conversationIds?.includes(row.conversationId) ?? true).length
    },
    async findConversation(channel, account, senderId, group) {
      const partyId = tables.identities.get(JSON.stringify([channel, account, senderId]))?.partyId
      return tables.threads.get(`${partyId} ${group === undefined ? '' : groupKey(channel, account, group)}`)
    },
    moveGroup: async (channel, account, from, to) => moveGroup(tables, channel, account, from, to),
    async transcript(conversationId, limit) {
      return linesOf<TranscriptLine>(
        tables,
        conversationId,
        limit,
        (row, content) => ({ id: `i${row.id}`, from: 'person', at: row.receivedAt, content }),
        (row) => (row.status === 'sent' ? { id: `o${row.key}`, from: 'desk', at: row.createdAt, part: row.part } : undefined),
      )
    },
    profileOf: async (conversationId) => tables.conversations.get(conversationId)?.state.profile ?? {},
    recall: async (door, key) => tables.notes.get(`${door} ${key}`),
    async remember(door, key, note) {
      tables.notes.set(`${door} ${key}`, note)
    },
    async noticeOfDoor(text, now) {
      tables.written.set(tables.written.size + 1, { at: now, partyId: '', effect: { kind: 'notify-staff', notice: 'door', text } })
      for (const { id: conversationId } of recipients(tables, { staff: 'administrator' })) {
        const id = nextId(tables.inbox)
        const event = { kind: 'notice', class: 'notice', parts: [{ text }] } as const
        tables.inbox.set(id, { id, conversationId, attempts: 0, receivedAt: now, body: { kind: 'internal', event }, status: 'pending' })
      }
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
    async mayText(key, to, most, now) {
      const number = `${formatDate(civilDate(now))} ${to}`
      if (tables.texted.has(key)) return true
      if ([...tables.texted.values()].filter((one) => one === number).length >= most) return false
      tables.texted.set(key, number)
      return true
    },
    async addFile(file) {
      tables.files.set(file.id, file)
    },
    findFile: async (id) => tables.files.get(id),
    close: async () => undefined,
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
  const bound = thread.group && tables.bindings.get(groupKey(thread.address.channel, thread.address.account, thread.group.id))
  const groupVillage = bound ?? thread.group?.village
  return {
    now,
    inboxId: row.id,
    conversation: {
      ...thread,
      address: row.body.kind === 'message' ? row.body.address : thread.address,
      ...(groupVillage === undefined ? {} : { groupVillage }),
    },
    party: tables.subscribed.get(party.id) ? { ...shown, subscribed: true } : shown,
    ...(run ? { run: { id: run.id, state: run.state, startedAt: run.startedAt } } : {}),
    ...(earlier ? { earlier: { id: earlier.id, state: earlier.state } } : {}),
    doors: thread.group ? [] : doorsOfParty(tables, owner, now),
    ...handoffsOf(tables, row, party),
    cases: [...tables.cases.values()]
      .filter((one) => one.partyId === owner)
      .map(({ partyId: __, conversationId: ___, newCase: ____, events: _____, ...one }) => one)
      .reverse()
      .slice(0, CASES),
    casework: caseworkOf(tables, row, party, thread.state.currentCase),
    ...answeredOf(tables, row, party),
    tasks: [...tables.tasks.values()]
      .filter((one) => one.partyId === owner)
      .map(({ id, number, kind, title, status, createdAt }) => ({ id, number, kind, title, status, createdAt }))
      .reverse()
      .slice(0, CASES),
    ...askedTask(tables, party.role, row),
    consents: consentsOf(tables, owner),
    ...confirmationOf(tables, row, thread.state.confirming?.id),
    ...passOf(tables, thread.group || row.body.kind !== 'message' ? undefined : codeIn(textOf(row.body.content), PASS_FIGURES), now),
    ...namedCase(
      tables,
      party.role !== 'villager' && party.role !== 'grid-worker' && row.body.kind === 'message' ? caseNumbersIn(textOf(row.body.content)) : [],
    ),
    secret,
    lookups: party.role === 'villager' ? lookupsOf(tables, party.id) : [],
    ...servicesOf(tables, party),
    ...publicityOf(tables, party, { draft: thread.state.piece, about: isAboutPublicity(row.body) }),
    works: worksOf(tables, party, row.body.kind === 'message' && !thread.group ? textOf(row.body.content) : '', now),
    ...referralsOf(tables, party, {
      state: thread.state,
      phone: referredPhone(run?.state),
      code: thread.group || row.body.kind !== 'message' ? undefined : codeIn(textOf(row.body.content), PASS_FIGURES),
      now,
    }),
    registers: [...new Set(tables.registry.imports.map((one) => one.department))],
    screenings: caseStaffRoles.includes(party.role) ? screeningsOf(tables) : [],
    counters: Object.fromEntries(tables.counters),
    history: isBriefed(row) ? historyOf(tables, conversation.id) : [],
  }
}

/** By the code in the message, or the one being confirmed, or the one whose time is over. */
const confirmationOf = (tables: Tables, { body }: InboxRow, confirming: string | undefined): { readonly confirmation?: PendingConfirmation } => {
  const code = body.kind === 'message' ? codeIn(textOf(body.content), CONFIRMATION_FIGURES) : undefined
  const over = body.kind === 'internal' && body.event.kind === 'due' && body.event.job.kind === 'confirmation-over' ? body.event.job.id : undefined
  const byCode = [...tables.confirmations.values()].find((one) => one.code === code)
  const found = byCode ?? tables.confirmations.get(over ?? confirming ?? '')
  if (!found) return {}
  const { code: _, ...confirmation } = found
  return { confirmation }
}
