import type { ConversationId, CounselId, HandoffId, Instant } from './ids.ts'

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
  /** Counsel to whom it was offered. */
  readonly offeredTo: readonly CounselId[]
}
