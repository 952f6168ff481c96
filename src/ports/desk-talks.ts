import type { Actor } from '../core/actor.ts'
import type { HandoffView } from '../core/handoff-view.ts'
import type { ConversationId, HandoffId, Instant } from '../core/ids.ts'
import type { FileRef } from '../core/message.ts'
import type { ConversationState } from '../core/turn.ts'

/** A request for a person as a list shows it. `unread`: messages of the person that the actor has not seen. */
export type TalkRow = HandoffView & {
  readonly partyName: string
  readonly acceptedAt?: Instant
  readonly closedAt?: Instant
  readonly conclusion?: string
  readonly lastAt: Instant
  readonly unread: number
}

/** A line of a talk. `hidden`: asked or answered something sensitive, which no history shows. */
export type TalkLine = {
  readonly id: string
  readonly at: Instant
  readonly from: 'person' | 'bot' | 'counsel'
  readonly name?: string
  readonly text: string
  readonly files: readonly FileRef[]
  readonly hidden: boolean
  /** Of what the desk says: kept back while a counsel talks, not yet sent, or given up. */
  readonly state: 'sent' | 'withheld' | 'waiting' | 'lost'
}

/** What is known of whoever asks. `run`: the form under way. */
export type TalkPerson = {
  readonly name: string
  readonly villageCode?: string
  readonly state: ConversationState
  readonly run?: { readonly flow: string; readonly answered: number }
  readonly cases: readonly { readonly number: string; readonly matter: string; readonly status: string; readonly submittedAt: Instant }[]
  readonly earlier: readonly { readonly number: number; readonly topic: string; readonly status: string; readonly requestedAt: Instant }[]
  /** When words of danger were heard, latest first. */
  readonly dangers: readonly Instant[]
}

/** A note for colleagues. */
export type TalkNote = { readonly at: Instant; readonly counselId: string; readonly text: string }

/** What the workbench reads of requests for a person. What is an actor's is chosen in the statements. */
export interface Talks {
  /** Open ones that are the actor's: offered or held, with team-mates wanted; an office's of its towns; the agency's all. Oldest first. */
  open(actor: Actor): Promise<readonly TalkRow[]>
  /** Those that the actor closed since an instant, latest first. */
  closed(actor: Actor, since: Instant): Promise<readonly TalkRow[]>
  byNumber(actor: Actor, number: number): Promise<TalkRow | undefined>
  /** The latest lines until an instant, oldest first, and how far that is (for `seen`). */
  lines(conversationId: ConversationId, until: Instant, limit: number): Promise<{ readonly lines: readonly TalkLine[]; readonly upTo: number }>
  notes(handoffId: HandoffId): Promise<readonly TalkNote[]>
  person(talk: Pick<TalkRow, 'id' | 'conversationId'>): Promise<TalkPerson>
  /** The actor has seen a talk so far; true where they open it for the first time. */
  seen(actor: Actor, handoffId: HandoffId, upTo: number, now: Instant): Promise<boolean>
}
