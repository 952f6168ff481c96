import type { FlowState } from './flow-state.ts'
import type { ConversationId, FlowRunId, Instant, PartyId } from './ids.ts'
import type { Address } from './message.ts'
import type { ConversationState, Role } from './turn.ts'

/** What a pass lets a person do: *page* opens their conversation on the web page, *calendar* their cases' days (again and again), *bind* makes another door theirs, *return* gives a new door to somebody known at their office, *invite* makes a grid worker of who types it. */
export type PassKind = 'page' | 'bind' | 'return' | 'calendar' | 'invite'

/** A way from one door to another, good until `expiresAt`. Only a keyed hash of `token` is stored. */
export type NewPass = { readonly kind: PassKind; readonly token: string; readonly partyId: PartyId; readonly expiresAt: Instant }

/** A pass whose code somebody typed, with everything that linking needs to know of the side it leads to. `address`: the door used there last. */
export type PassView = {
  readonly kind: Exclude<PassKind, 'page' | 'calendar' | 'invite'>
  readonly open: boolean
  readonly partyId: PartyId
  readonly role: Role
  readonly conversationId: ConversationId
  readonly version: number
  readonly held: boolean
  readonly address: Address
  readonly state: ConversationState
  readonly run?: OpenRun
}

/** A form under way and when it was begun. */
export type OpenRun = { readonly id: FlowRunId; readonly state: FlowState; readonly startedAt: Instant }

/** Two parties become one: everything of the turn's own goes over to `partyId`, whose private thread (at `version`) goes on with `state` at the turn's door. */
export type Merge = {
  readonly token: string
  readonly partyId: PartyId
  readonly conversationId: ConversationId
  readonly version: number
  readonly state: ConversationState
}

/** A door of a person. `id` at most 24 characters of ASCII; `opened`: by a link, for a while. */
export type DoorView = { readonly id: string; readonly address: Address; readonly usedAt: Instant; readonly opened: boolean }

/** How long a pass is good, by kind: a link is opened at once, a code is carried to another phone, a calendar is subscribed to for a year, an invitation is handed over within three days. */
export const PASS_MS: Readonly<Record<PassKind, number>> = {
  page: 30 * 60_000,
  bind: 10 * 60_000,
  return: 60 * 60_000,
  calendar: 366 * 24 * 3_600_000,
  invite: 72 * 3_600_000,
}

/** Name of a pass's token among keyed hashes. */
export const passName = (token: string): string => `pass ${token}`

/** Figures of a pass's code: more than can be guessed while it is good. */
export const PASS_FIGURES = 12
