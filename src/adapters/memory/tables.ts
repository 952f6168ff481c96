import type { FlowState } from '../../core/flow-state.ts'
import type { Complaint } from '../../core/complaint.ts'
import type { CorrectionMatter } from '../../core/correction.ts'
import type { Matter } from '../../core/matter.ts'
import type { Piece, QuizResult } from '../../core/publicity.ts'
import type { Mediation } from '../../core/mediation.ts'
import type { LookupEntry, RegistryImport } from '../../core/registry.ts'
import type { ConversationId, CounselId, Instant } from '../../core/ids.ts'
import type { Gap } from '../../core/gap.ts'
import type { Address, FileRef, Group } from '../../core/message.ts'
import type { CaseEvent } from '../../core/case.ts'
import type { CaseView, ConversationState, Effect, HandoffView, Role } from '../../core/turn.ts'
import type { PassKind } from '../../core/pass.ts'
import type { NewCase } from '../../core/new-case.ts'
import type { JobBody, NewTask, PendingConfirmation } from '../../core/task.ts'
import type { InboxRow, OutboxRow } from '../../ports/store.ts'
import type { Referral } from '../../core/referral.ts'
import type { WorkRecord } from '../../core/work.ts'
import type { RegistryEntry } from './registry.ts'

export type PartyRow = {
  readonly id: string
  readonly role: Role
  readonly name: string
  readonly staffId?: string
  readonly villageCode?: string
  readonly demo: boolean
}
export type ConversationRow = {
  readonly id: ConversationId
  readonly partyId: string
  readonly version: number
  readonly state: ConversationState
  readonly address: Address
  readonly group?: Group
  readonly ownerId?: CounselId
  readonly ownerHandoff?: string
}
export type InboxEntry = InboxRow & { readonly status: 'pending' | 'done' | 'parked'; readonly sensitive?: boolean }
/** A door that the desk knows a person by. `usedAt` counts: later is greater. */
export type IdentityRow = { readonly partyId: string; readonly address: Address; readonly usedAt: number; readonly expiresAt?: Instant }
export type PassRow = { readonly token: string; readonly kind: PassKind; readonly partyId: string; readonly expiresAt: Instant; readonly used: boolean }
export type OutboxEntry = OutboxRow & { readonly status: 'pending' | 'aside' | 'sent' | 'withheld' | 'dead' }
export type RunRow = {
  readonly id: string
  readonly conversationId: ConversationId
  readonly status: 'open' | 'done' | 'cancelled' | 'ended'
  readonly state: FlowState
  readonly startedAt: Instant
}
export type HandoffRow = Omit<HandoffView, 'offeredTo' | 'asked' | 'members'>
export type OfferRow = { readonly handoffId: string; readonly counselId: CounselId; readonly status: 'offered' | 'taken' | 'declined' | 'joined' }
export type CaseRow = CaseView & {
  readonly partyId: string
  readonly conversationId: ConversationId
  readonly newCase: NewCase
  readonly events: readonly CaseEvent[]
}
export type AnsweredRow = { readonly conversationId: ConversationId; readonly intent: string; readonly at: Instant }
export type TaskRow = NewTask & {
  readonly partyId: string
  readonly conversationId: ConversationId
  readonly status: 'open' | 'done'
  readonly createdAt: Instant
}
export type ConfirmationRow = PendingConfirmation & { readonly code: string }
export type JobRow = {
  readonly id: number
  readonly key: string
  readonly conversationId: ConversationId
  readonly dueAt: Instant
  readonly body: JobBody
  readonly status: 'pending' | 'done'
}
export type GapRow = Gap & { readonly conversationId: ConversationId }
/** What is written down and not read again on the path of a message. */
export type Written = { readonly at: Instant; readonly partyId: string; readonly effect: Effect }

/** Rows by key. Rows are never changed, only replaced. */
export type Tables = {
  readonly parties: Map<string, PartyRow>
  /** By door, account and sender. */
  readonly identities: Map<string, IdentityRow>
  readonly conversations: Map<string, ConversationRow>
  /** Conversation by party and group. */
  readonly threads: Map<string, string>
  readonly inbox: Map<number, InboxEntry>
  /** Inbox row by door, account and external id. */
  readonly received: Map<string, number>
  readonly outbox: Map<string, OutboxEntry>
  readonly runs: Map<string, RunRow>
  /** Village by group. */
  readonly bindings: Map<string, string>
  /** Village that a group's name says, by group. */
  readonly named: Map<string, string>
  readonly handoffs: Map<string, HandoffRow>
  readonly offers: Map<string, OfferRow>
  readonly cases: Map<string, CaseRow>
  readonly tasks: Map<string, TaskRow>
  readonly confirmations: Map<string, ConfirmationRow>
  /** By token. */
  readonly passes: Map<string, PassRow>
  /** By key. */
  readonly jobs: Map<string, JobRow>
  readonly gaps: Map<number, GapRow>
  readonly counters: Map<string, number>
  /** Day and number of a text message, by its key. */
  readonly texted: Map<string, string>
  readonly written: Map<number, Written>
  readonly answered: Map<number, AnsweredRow>
  readonly files: Map<string, FileRef>
  /** What doors wrote down, by door and key. */
  readonly notes: Map<string, unknown>
  readonly mediations: Map<string, Mediation>
  readonly corrections: Map<string, CorrectionMatter>
  readonly complaints: Map<string, Complaint>
  readonly pieces: Map<string, Piece>
  /** Who wants pieces of publicity, by party. */
  readonly subscribed: Map<string, boolean>
  readonly quizzes: Map<string, QuizResult>
  readonly referrals: Map<string, Referral>
  /** Telephone by party. */
  readonly phones: Map<string, string>
  /** By key. */
  readonly works: Map<string, WorkRecord>
  readonly matters: Map<string, Matter>
  /** What departments confirmed, by id; their imports; look-ups by key. */
  readonly registry: { readonly records: Map<string, RegistryEntry>; readonly imports: RegistryImport[]; readonly lookups: Map<string, LookupEntry> }
}

export const createTables = (): Tables => ({
  parties: new Map(),
  identities: new Map(),
  conversations: new Map(),
  threads: new Map(),
  inbox: new Map(),
  received: new Map(),
  outbox: new Map(),
  runs: new Map(),
  bindings: new Map(),
  named: new Map(),
  handoffs: new Map(),
  offers: new Map(),
  cases: new Map(),
  tasks: new Map(),
  confirmations: new Map(),
  passes: new Map(),
  jobs: new Map(),
  gaps: new Map(),
  counters: new Map(),
  texted: new Map(),
  written: new Map(),
  answered: new Map(),
  files: new Map(),
  notes: new Map(),
  mediations: new Map(),
  corrections: new Map(),
  complaints: new Map(),
  pieces: new Map(),
  subscribed: new Map(),
  quizzes: new Map(),
  referrals: new Map(),
  phones: new Map(),
  works: new Map(),
  matters: new Map(),
  registry: { records: new Map(), imports: [], lookups: new Map() },
})

/** Key of a door's group in `bindings`, and the second half of its threads' keys. */
export const groupKey = (channel: string, account: string, group: string): string => JSON.stringify([channel, account, group])

/** Writes that can all be taken back. */
export type Transaction = {
  readonly put: <K, V>(table: Map<K, V>, key: K, row: V) => void
  readonly remove: <K, V>(table: Map<K, V>, key: K) => void
  /** Takes back every write of this transaction. */
  readonly undo: () => void
}

export const begin = (): Transaction => {
  const back: (() => void)[] = []
  return {
    put(table, key, row) {
      const had = table.has(key)
      const old = table.get(key)
      back.push(() => void (had && old !== undefined ? table.set(key, old) : table.delete(key)))
      table.set(key, row)
    },
    remove(table, key) {
      const old = table.get(key)
      if (old === undefined) return
      back.push(() => void table.set(key, old))
      table.delete(key)
    },
    undo() {
      for (const step of back.reverse()) step()
    },
  }
}
