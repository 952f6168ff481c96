import type { CaseEvent } from './case.ts'
import type { GreenGround } from './green-channel.ts'
import type { Answers } from './flow-state.ts'
import type { CaseId, ConversationId, CounselId, Instant, OfficeId, PartyId, TownCode, VillageCode } from './ids.ts'
import type { OpponentKind } from './turn.ts'

/** A case with everything a decision on it needs. */
export type Casework = {
  readonly id: CaseId
  readonly number: string
  /** Moves on by one with each event; a move against an old one clashes. */
  readonly version: number
  readonly partyId: PartyId
  /** Where its applicant is told. */
  readonly conversationId: ConversationId
  readonly officeId?: OfficeId
  readonly townCode?: TownCode
  readonly villageCode?: VillageCode
  readonly matter: string
  readonly exemption: 'none' | 'article-32' | 'article-42'
  readonly opponent: OpponentKind
  readonly urgent: boolean
  /** On the green channel, and why. */
  readonly green?: GreenGround
  /** Ties the cases of one dispute of several people. */
  readonly matterId?: string
  readonly counselId?: CounselId
  readonly answers: Answers
  readonly submittedAt: Instant
  readonly events: readonly CaseEvent[]
}
