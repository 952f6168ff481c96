import type { InboxId, Instant, OutboxId } from '../core/ids.ts'
import type { ActorRole } from '../core/actor.ts'

/** Which rows of the audit log are looked for. Each absent field leaves all. */
export type AuditSearch = {
  /** Who did it, as a member of the staff. */
  readonly by?: { readonly role: ActorRole; readonly staffId: string; readonly accountId: string }
  readonly action?: string
  /** Only who looked at what: actions that end in seen, listed or read. */
  readonly looks?: true
  /** Number of a case, or the id of whatever it is about. */
  readonly about?: string
  readonly from?: Instant
  readonly until?: Instant
  /** Only rows before this one. */
  readonly before?: number
}

/** Who did something: somebody of the staff, a villager, or the program. */
export type AuditActor =
  | { readonly kind: 'staff'; readonly role: string; readonly staffId: string }
  | { readonly kind: 'villager' }
  | { readonly kind: 'system' }

/** A row of the audit log. `number`: of the case it is about. */
export type AuditLine = {
  readonly id: number
  readonly at: Instant
  readonly actor: AuditActor
  readonly door: string
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly number?: string
  readonly detail: string
}

/** A message that was not sent, without a word of it. */
export type StuckSending = {
  readonly id: OutboxId
  readonly channel: string
  readonly state: 'aside' | 'dead'
  readonly attempts: number
  readonly at: Instant
  readonly error: string
}

/** A received message whose turn failed five times, without a word of it. */
export type StuckTurn = { readonly id: InboxId; readonly channel: string; readonly attempts: number; readonly at: Instant }

/** What is administered of the database. */
export interface DeskAdministration {
  /** Rows of the audit log, newest first, at most `limit`. */
  audit(search: AuditSearch, limit: number): Promise<readonly AuditLine[]>
  /** Every action that stands in the log. */
  auditActions(): Promise<readonly string[]>
  /** Newest first. What waits for somebody to listen at the terminal is none of them. */
  sendings(limit: number): Promise<readonly StuckSending[]>
  turns(limit: number): Promise<readonly StuckTurn[]>
  /** Makes given-up sendings due again; how many. */
  sendAgain(ids: readonly OutboxId[], now: Instant): Promise<number>
  /** Puts parked messages back into their lanes; how many. */
  turnAgain(ids: readonly InboxId[]): Promise<number>
  /** Whether anybody of these accounts has a password. */
  anyPassword(accountIds: readonly string[]): Promise<boolean>
}
