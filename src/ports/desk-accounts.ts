import type { AccountId, Actor } from '../core/actor.ts'
import type { Instant } from '../core/ids.ts'

/** How somebody signs in. `password`: its hash, as the one who asks wrote it. */
export type DeskAccount = {
  readonly id: AccountId
  readonly password?: string
  /** Of one-time codes, base32. */
  readonly secret?: string
  /** Step of the one-time code used last: none is taken twice. */
  readonly step: number
  readonly failures: number
  readonly waitUntil: Instant
}

/** A device at which somebody is signed in. */
export type DeskSession = {
  readonly id: string
  readonly accountId: AccountId
  readonly device: string
  readonly createdAt: Instant
  readonly usedAt: Instant
  readonly expiresAt: Instant
}

/** Accounts of the workbench and where they are signed in. Tokens and codes are stored as keyed hashes only. */
export interface DeskAccounts {
  account(id: AccountId): Promise<DeskAccount | undefined>
  accounts(): Promise<readonly DeskAccount[]>
  /** A new invitation in place of the one before; makes the account where it is new. Who has a password keeps it until the invitation is used. */
  invite(id: AccountId, token: string, now: Instant, until: Instant): Promise<void>
  /** Whose open invitation it is. */
  invited(token: string, now: Instant): Promise<AccountId | undefined>
  /** Uses an invitation up: password and secret are the account's from now on, and every device is signed out. False where it is used or over. */
  join(token: string, chosen: { readonly password: string; readonly secret?: string }, now: Instant): Promise<boolean>
  /** Counts a wrong try; nothing is taken before `waitUntil`. */
  failed(id: AccountId, waitUntil: Instant): Promise<void>
  /** A right try: forgets the wrong ones. With `step`, false where that one-time code or a later one was used before. */
  passed(id: AccountId, step?: number): Promise<boolean>
  /**
   * Sends a code to the person's own chat, in `words`, and keeps it for five minutes in place of the one before. False where they have no
   * chat besides the workbench, or got a code within the last minute.
   */
  sendCode(actor: Actor, code: string, words: string, now: Instant): Promise<boolean>
  /** Uses a code up; false where it is not the account's, used or over. */
  useCode(id: AccountId, code: string, now: Instant): Promise<boolean>
  /** Takes an account away, with every sign-in: until they are invited again its person comes in by no way. */
  remove(id: AccountId): Promise<void>
  open(session: DeskSession, token: string): Promise<void>
  session(token: string, now: Instant): Promise<DeskSession | undefined>
  touch(id: string, now: Instant): Promise<void>
  sessions(accountId: AccountId, now: Instant): Promise<readonly DeskSession[]>
  /** Ends one session of an account, or all of them. */
  end(accountId: AccountId, id?: string): Promise<void>
  audit(row: {
    readonly at: Instant
    readonly actor: string
    readonly action: string
    readonly subject: { readonly kind: string; readonly id: string }
    readonly detail: string
  }): Promise<void>
}
