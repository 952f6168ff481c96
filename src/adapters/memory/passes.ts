import { createHash } from 'node:crypto'
import type { Instant } from '../../core/ids.ts'
import type { Address } from '../../core/message.ts'
import type { DoorView, Merge, NewPass, PassKind, PassView } from '../../core/pass.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import type { Store } from '../../ports/store.ts'
import type { ConversationRow, Tables, Transaction } from './tables.ts'

/** A new pass. Of the same kind only the newest of a person is good. */
export const issuePass = (tables: Tables, tx: Transaction, pass: NewPass): true => {
  for (const [token, old] of tables.passes) if (old.partyId === pass.partyId && old.kind === pass.kind && !old.used) tx.remove(tables.passes, token)
  tx.put(tables.passes, pass.token, { ...pass, used: false })
  return true
}

/** Whatever of a kind a person has is gone. */
export const revokePass = (tables: Tables, tx: Transaction, partyId: string, kind: PassKind): true => {
  for (const [token, one] of tables.passes) if (one.partyId === partyId && one.kind === kind) tx.remove(tables.passes, token)
  return true
}

const doorId = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 24)

/** A person's doors, last used first. */
export const doorsOfParty = (tables: Tables, partyId: string, now: Instant): readonly DoorView[] =>
  [...tables.identities]
    .filter(([, row]) => row.partyId === partyId && (row.expiresAt === undefined || row.expiresAt > now))
    .map(([key, row]) => ({ id: doorId(key), address: row.address, usedAt: row.usedAt, opened: row.expiresAt !== undefined }))
    .sort((a, b) => b.usedAt - a.usedAt)

/** A door taken off, with every code and link that still leads to the person. False where it is not theirs. */
export const dropDoor = (tables: Tables, tx: Transaction, { door, goOn }: Extract<Effect, { kind: 'drop-door' }>, turn: Turn): boolean => {
  const found = [...tables.identities].find(([key, row]) => row.partyId === turn.partyId && doorId(key) === door)
  if (!found) return false
  tx.remove(tables.identities, found[0])
  for (const [token, pass] of tables.passes) if (pass.partyId === turn.partyId && !pass.used) tx.remove(tables.passes, token)
  const conversation = tables.conversations.get(turn.conversationId)
  if (goOn && conversation) tx.put(tables.conversations, conversation.id, { ...conversation, address: goOn })
  return true
}

type Turn = { readonly conversationId: string; readonly partyId: string; readonly address: Address; readonly now: Instant }

/** Everything of the turn's party goes over to the other one: rule in src/README.md. False where the turn must be decided again. */
export const mergeParties = (tables: Tables, tx: Transaction, merge: Merge, turn: Turn): boolean => {
  const pass = tables.passes.get(merge.token)
  const into = tables.conversations.get(merge.conversationId)
  const from = tables.conversations.get(turn.conversationId)
  if (
    !pass ||
    pass.used ||
    pass.kind === 'page' ||
    pass.kind === 'calendar' ||
    pass.kind === 'invite' ||
    pass.expiresAt <= turn.now ||
    pass.partyId !== merge.partyId
  )
    return false
  if (!into || into.version !== merge.version || into.ownerId !== undefined || !from || from.ownerId !== undefined) return false
  tx.put(tables.passes, merge.token, { ...pass, used: true })
  tx.put(tables.conversations, into.id, { ...into, version: into.version + 1, state: merge.state, address: turn.address })
  closeSecond(tables, tx, from.id, into.id)
  for (const conversation of tables.conversations.values()) if (conversation.partyId === turn.partyId) moveThread(tables, tx, conversation, merge.partyId)
  const own = { partyId: merge.partyId }
  for (const table of [tables.identities, tables.cases, tables.passes] as readonly Map<string, { readonly partyId: string }>[])
    for (const [key, row] of table) if (row.partyId === turn.partyId) tx.put(table, key, { ...row, ...own })
  for (const table of [tables.tasks, tables.mediations, tables.corrections, tables.complaints] as readonly Map<
    string,
    { readonly partyId: string; readonly conversationId: string }
  >[])
    for (const [key, row] of table) if (row.partyId === turn.partyId) tx.put(table, key, { ...row, ...own, conversationId: into.id })
  for (const [key, row] of tables.registry.lookups) if (row.partyId === turn.partyId) tx.put(tables.registry.lookups, key, { ...row, ...own })
  for (const [key, row] of tables.written) if (row.partyId === turn.partyId) tx.put(tables.written, key, { ...row, ...own })
  const kept = tables.parties.get(merge.partyId)
  const phone = tables.phones.get(merge.partyId) ?? tables.phones.get(turn.partyId)
  if (phone !== undefined) tx.put(tables.phones, merge.partyId, phone)
  tx.remove(tables.phones, turn.partyId)
  if (tables.subscribed.get(turn.partyId)) tx.put(tables.subscribed, merge.partyId, true)
  for (const [id, row] of tables.quizzes) if (row.partyId === turn.partyId) tx.put(tables.quizzes, id, { ...row, ...own })
  for (const [id, row] of tables.pieces) if (row.conversationId === from.id) tx.put(tables.pieces, id, { ...row, conversationId: into.id })
  const villageCode = kept?.villageCode ?? tables.parties.get(turn.partyId)?.villageCode
  if (kept && villageCode !== undefined) tx.put(tables.parties, kept.id, { ...kept, villageCode })
  tx.remove(tables.parties, turn.partyId)
  return true
}

const closeSecond = (tables: Tables, tx: Transaction, from: string, into: string): void => {
  const open = [...tables.handoffs.values()].filter((one) => one.status !== 'closed')
  if (!open.some((one) => one.conversationId === into)) return
  for (const one of open) if (one.conversationId === from) tx.put(tables.handoffs, one.id, { ...one, status: 'closed' })
}

/** A thread goes over as it is, or into the one that the other party has in the same place. */
const moveThread = (tables: Tables, tx: Transaction, conversation: ConversationRow, partyId: string): void => {
  const [key] = [...tables.threads].find(([, id]) => id === conversation.id) ?? ['']
  const place = key.slice(conversation.partyId.length)
  const into = tables.threads.get(`${partyId}${place}`)
  tx.remove(tables.threads, key)
  if (into === undefined) {
    tx.put(tables.threads, `${partyId}${place}`, conversation.id)
    tx.put(tables.conversations, conversation.id, { ...conversation, partyId })
    return
  }
  const moved = { conversationId: into }
  for (const table of [
    tables.inbox,
    tables.outbox,
    tables.runs,
    tables.handoffs,
    tables.confirmations,
    tables.jobs,
    tables.cases,
    tables.answered,
    tables.gaps,
  ] as readonly Map<string | number, { readonly conversationId: string }>[])
    for (const [id, row] of table) if (row.conversationId === conversation.id) tx.put(table, id, { ...row, ...moved })
  tx.remove(tables.conversations, conversation.id)
}

/** What a typed code links to; undefined where it is no pass's. */
export const passOf = (tables: Tables, code: string | undefined, now: Instant): Pick<Snapshot, 'pass'> => {
  const pass = code === undefined ? undefined : tables.passes.get(code)
  const conversation = tables.conversations.get(tables.threads.get(`${pass?.partyId} `) ?? '')
  const party = tables.parties.get(pass?.partyId ?? '')
  if (!pass || pass.kind === 'page' || pass.kind === 'calendar' || pass.kind === 'invite' || !conversation || !party) return {}
  const run = [...tables.runs.values()].findLast((one) => one.conversationId === conversation.id && one.status === 'open')
  const view: PassView = {
    kind: pass.kind,
    open: !pass.used && pass.expiresAt > now,
    partyId: party.id,
    role: party.role,
    conversationId: conversation.id,
    version: conversation.version,
    held: conversation.ownerId !== undefined,
    address: conversation.address,
    state: conversation.state,
    ...(run ? { run: { id: run.id, state: run.state, startedAt: run.startedAt } } : {}),
  }
  return { pass: view }
}

/** A person's doors, and the page opened by a link. */
export const createDoors = (tables: Tables, keyOf: (address: Address, senderId: string) => string): Pick<Store, 'doorsOf' | 'openPage'> => ({
  async doorsOf(conversationId) {
    const conversation = tables.conversations.get(conversationId)
    if (!conversation || conversation.group) return []
    return [...tables.identities.values()]
      .filter((row) => row.partyId === conversation.partyId)
      .sort((a, b) => b.usedAt - a.usedAt)
      .map((row) => row.address)
  },
  async openPage(token, address, sender, now, until) {
    const pass = tables.passes.get(token)
    if (!pass || pass.used || pass.kind !== 'page' || pass.expiresAt <= now) return false
    tables.passes.set(token, { ...pass, used: true })
    tables.identities.set(keyOf(address, sender.id), { partyId: pass.partyId, address, usedAt: now, expiresAt: until })
    return true
  },
})

/** The case whose number a member of the staff named, with whose it is. */
export const namedCase = (tables: Tables, numbers: readonly string[]): Pick<Snapshot, 'named'> => {
  const found = [...tables.cases.values()].find((one) => numbers.includes(one.number))
  const role = tables.parties.get(found?.partyId ?? '')?.role
  const officeId = found?.newCase.officeId
  return found && role ? { named: { ...found, role, ...(officeId === undefined ? {} : { officeId }) } } : {}
}
