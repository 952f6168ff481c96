import type { DispatchStep } from './dispatch.ts'
import type { ConversationId, CounselId, HandoffId, Instant } from './ids.ts'
import type { Audience } from './roster.ts'
import type { OpponentKind } from './turn.ts'

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
