import type { Gap, GapState } from '../core/gap.ts'
import type { FileRef, Inbound, Part, Address, ChannelId, Content, Sender } from '../core/message.ts'
import type { ConversationId, FileId, InboxId, Instant, OutboxId, PartyId } from '../core/ids.ts'
import type { Casework } from '../core/casework.ts'
import type { JobBody } from '../core/task.ts'
import type { RegistryStore } from './registry.ts'
import type { ConversationState, Effect, InternalEvent, OutboxClass, Role, RouteName, Snapshot } from '../core/turn.ts'

/** What came of receiving a message. `duplicate`: it was there already, and nothing was written. */
export type Accepted = { readonly kind: 'new' | 'duplicate'; readonly conversationId: ConversationId; readonly inboxId: InboxId }

/** One row of the inbox, to be made a turn of. */
export type InboxRow = {
  readonly id: InboxId
  readonly conversationId: ConversationId
  readonly attempts: number
  readonly receivedAt: Instant
  readonly body:
    | { readonly kind: 'message'; readonly content: Content; readonly sentAt: Instant; readonly address: Address }
    | { readonly kind: 'internal'; readonly event: InternalEvent }
}

/** A turn's whole result, written in one transaction. */
export type TurnCommit = {
  readonly inboxId: InboxId
  readonly conversationId: ConversationId
  /** Version of the conversation that was decided upon. */
  readonly version: number
  readonly partyId: PartyId
  readonly route: RouteName
  readonly address: Address
  readonly now: Instant
  readonly next: ConversationState
  readonly effects: readonly Effect[]
  /** The message answered a sensitive question: no history shows it. */
  readonly sensitive: boolean
}

/** `stale`: the inbox row is done already. `clash`: something changed since the snapshot; nothing was written, decide again. */
export type CommitResult =
  | { readonly kind: 'committed' /** Other conversations whose inbox got a row. */; readonly woken: readonly ConversationId[]; readonly sends: boolean }
  | { readonly kind: 'stale' }
  | { readonly kind: 'clash' }

/** One message to send. */
export type OutboxRow = {
  readonly id: OutboxId
  readonly key: string
  readonly conversationId: ConversationId
  readonly inboxId: InboxId
  readonly class: OutboxClass
  readonly address: Address
  readonly part: Part
  readonly attempts: number
  readonly createdAt: Instant
  readonly nextAt: Instant
  readonly failingSince?: Instant
  /** Failed for so long that later rows go on without it. */
  readonly aside: boolean
  /** Doors that refused it before. */
  readonly refusedAt: readonly Address[]
}

/** What became of a try to send. */
export type Delivery =
  | { readonly kind: 'sent'; readonly at: Instant; readonly externalId?: string }
  | { readonly kind: 'withheld'; readonly at: Instant }
  /** Refused where it was addressed: tried at another door of the person. */
  | { readonly kind: 'moved'; readonly to: Address; readonly at: Instant }
  | { readonly kind: 'again'; readonly nextAt: Instant; readonly failingSince: Instant; readonly error: string; readonly aside: boolean }
  | { readonly kind: 'dead'; readonly at: Instant; readonly error: string }

/** A line of a conversation as its page shows it. `id` is stable and unique: `i` and the inbox row's id, or `o` and the outbox row's key. */
export type TranscriptLine = {
  readonly id: string
  readonly from: 'person' | 'desk'
  readonly at: Instant
  readonly content?: Content
  readonly part?: Part
}

/** A job that is due. */
export type DueJob = { readonly id: number; readonly conversationId: ConversationId; readonly dueAt: Instant; readonly body: JobBody }

/**
 * The durable state on the path of a message. Every method is one transaction; a returned promise that resolved means durable.
 * Implementations are held to test/contract/store.
 */
export interface Store extends RegistryStore {
  /** Stores a message once per (channel, account, external id), making its party and conversation where they are new. */
  accept(inbound: Inbound, as: Role, staffId: string | undefined, now: Instant): Promise<Accepted>
  /** Makes a member of staff's party and private thread at a door where they are new, so that offers reach them before they say a word. */
  enrol(address: Address, sender: Sender, as: Role, staffId: string, demo: boolean, now: Instant): Promise<void>
  /** Oldest pending row of a conversation. */
  nextInbox(conversationId: ConversationId): Promise<InboxRow | undefined>
  /** Everything a decision may know about a row. Throws where the conversation does not exist. */
  load(row: InboxRow, now: Instant): Promise<Snapshot>
  commit(turn: TurnCommit): Promise<CommitResult>
  /** Counts a failed try of a row; with `park` it leaves the queue, and `effects` (an apology, a staff notice) are written with it. */
  failInbox(row: InboxRow, park: { readonly now: Instant; readonly effects: readonly Effect[] } | undefined): Promise<void>
  /** Puts what has come in place of what a waiting message holds. */
  amend(row: InboxRow, content: Content): Promise<void>
  /** Conversations with pending inbox rows, oldest first. */
  pendingLanes(limit: number): Promise<readonly ConversationId[]>
  /** Conversations with outbox rows due for these doors. */
  dueDeliveries(channels: readonly ChannelId[], now: Instant, limit: number): Promise<readonly ConversationId[]>
  /** Pending rows of a conversation in the order in which they are to be sent: safety first, then as decided. */
  pendingOutbox(conversationId: ConversationId): Promise<readonly OutboxRow[]>
  /** True while a counsel holds the conversation: read just before each bot reply is sent. */
  isHeld(conversationId: ConversationId): Promise<boolean>
  /** The doors of a private thread's person, last used first; none for a group's. */
  doorsOf(conversationId: ConversationId): Promise<readonly Address[]>
  /** Opens a person's thread to a door by a page pass: once, in time. `until`: when the door is forgotten again. False where the pass is unknown, used or over. */
  openPage(token: string, address: Address, sender: Sender, now: Instant, until: Instant): Promise<boolean>
  /** Whose calendar a token opens, with the cases in hand; undefined where it opens none. */
  calendarOf(token: string, now: Instant): Promise<{ readonly role: Role; readonly casework: readonly Casework[] } | undefined>
  /** Questions with what became of them, oldest first. */
  gaps(): Promise<readonly Gap[]>
  /** Sets how far those who mend the knowledge base are with some gaps; ids of those that are there. */
  setGaps(ids: readonly number[], state: GapState): Promise<readonly number[]>
  settle(row: OutboxRow, delivery: Delivery, staffNotice: string | undefined): Promise<void>
  /** Makes set-aside and waiting rows of these chats due at once, e.g. when somebody listens again. */
  hurry(conversationIds: readonly ConversationId[], now: Instant): Promise<void>
  /** Pending inbox rows plus sendable pending outbox rows, of these conversations or of all. */
  unsettled(conversationIds: readonly ConversationId[] | undefined): Promise<number>
  /** The conversation of a person at a door, if there is one. `group` is the door's id of the group. */
  findConversation(channel: ChannelId, account: string, senderId: string, group: string | undefined): Promise<ConversationId | undefined>
  /** A group of a door got another id: its conversations, what waits in them, and its village go over to the new one. Doing it twice changes nothing. */
  moveGroup(channel: ChannelId, account: string, from: string, to: string): Promise<void>
  /** The latest lines, oldest first. */
  transcript(conversationId: ConversationId, limit: number): Promise<readonly TranscriptLine[]>
  /** What a person keeps for later, by name; empty where there is nothing. */
  profileOf(conversationId: ConversationId): Promise<Readonly<Record<string, string>>>
  /** What a door wrote down under a key; undefined where there is nothing. */
  recall(door: ChannelId, key: string): Promise<unknown>
  /** Writes down a door's note, JSON-able, in place of the one under that key. */
  remember(door: ChannelId, key: string, note: unknown, now: Instant): Promise<void>
  /** Something about a door that staff must see: a row, and a notice to each administrator through whatever doors they have. */
  noticeOfDoor(text: string, now: Instant): Promise<void>
  /** Jobs due by now, longest due first. */
  dueJobs(now: Instant, limit: number): Promise<readonly DueJob[]>
  /** Marks a job done and, where an event comes of it, puts that into its conversation's inbox. Nothing where it was moved or taken back meanwhile. */
  finishJob(job: DueJob, event: InternalEvent | undefined, now: Instant): Promise<void>
  /** Counts a text message to a number, once by key; false where the number had `most` others that day (in China) already. The number is not stored in clear. */
  mayText(key: string, to: string, most: number, now: Instant): Promise<boolean>
  addFile(file: FileRef, now: Instant): Promise<void>
  findFile(id: FileId): Promise<FileRef | undefined>
  close(): Promise<void>
}
