import type { DispatchStep } from './dispatch.ts'
import type { ConversationId, CounselId, HandoffId, Instant, OfficeId, TownCode } from './ids.ts'
import type { Audience } from './roster.ts'
import type { OpponentKind } from './turn.ts'

/** What is asked before a request for a person. `town`: the person's, where they named no village. */
export type Asking = {
  readonly what: 'village' | 'opponent' | 'safe-contact'
  readonly topic: string
  readonly misses: number
  readonly town?: TownCode
}

/** A handoff as a counsel may see it before taking it. */
export type HandoffView = {
  readonly id: HandoffId
  readonly number: number
  readonly conversationId: ConversationId
  readonly status: 'offered' | 'accepted' | 'closed'
  readonly target: 'counsel' | 'office'
  readonly villageCode?: string
  readonly townCode?: string
  readonly topic: string
  readonly urgency: 'normal' | 'urgent'
  readonly counselId?: CounselId
  readonly requestedAt: Instant
  /** Counsel to whom it was offered and who did not decline. */
  readonly offeredTo: readonly CounselId[]
  /** Everybody to whom it was ever offered. */
  readonly asked?: readonly CounselId[]
  /** Counsel who talk along with the one who holds it. */
  readonly members?: readonly CounselId[]
  /** Counsel with a conflict of interest: never offered, passed on or added. */
  readonly excluded?: readonly CounselId[]
  /** Topic of the knowledge base, e.g. `labour`. */
  readonly subject?: string
  readonly opponent?: OpponentKind
  readonly step?: DispatchStep
  /** How many counsel it asks for; 1 where absent. */
  readonly team?: number
  readonly audience?: Audience
  /** Somebody may be looking on: notices say nothing of the matter. */
  readonly neutral?: boolean
}

/** What a turn writes on a handoff's way. */
export type HandoffEffect =
  | {
      readonly kind: 'request-handoff'
      readonly handoff: HandoffView
      readonly officeId?: OfficeId
      readonly opponent: OpponentKind
      readonly offers: readonly { readonly counselId: CounselId; readonly reasons: string }[]
    }
  /** Clashes where it is no longer offered: exactly one counsel wins. */
  | { readonly kind: 'claim-handoff'; readonly handoffId: HandoffId; readonly conversationId: ConversationId; readonly counselId: CounselId }
  /** Offers it to more counsel; clashes where it is no longer offered. */
  | {
      readonly kind: 'offer-handoff'
      readonly handoffId: HandoffId
      readonly step: DispatchStep
      readonly offers: readonly { readonly counselId: CounselId; readonly reasons: string }[]
    }
  /** Hands it to a colleague; clashes where `from` does not hold it. */
  | {
      readonly kind: 'transfer-handoff'
      readonly handoffId: HandoffId
      readonly conversationId: ConversationId
      readonly from: CounselId
      readonly to: CounselId
    }
  /** Somebody talks along; clashes where nobody holds it. */
  | { readonly kind: 'join-handoff'; readonly handoffId: HandoffId; readonly counselId: CounselId }
  | { readonly kind: 'note-handoff'; readonly handoffId: HandoffId; readonly counselId: CounselId; readonly text: string }
  /** Once, after it was closed; 1 to 4. */
  | { readonly kind: 'rate-handoff'; readonly handoffId: HandoffId; readonly rating: number }
  | { readonly kind: 'decline-offer'; readonly handoffId: HandoffId; readonly counselId: CounselId }
  | { readonly kind: 'close-handoff'; readonly handoffId: HandoffId; readonly conversationId: ConversationId; readonly conclusion: string }
  /** Declined by everybody it was offered to: the office takes it on. */
  | { readonly kind: 'redirect-handoff'; readonly handoffId: HandoffId }
