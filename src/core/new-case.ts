import type { CaseEvent } from './case.ts'
import type { GreenGround } from './green-channel.ts'
import type { Answers } from './flow-state.ts'
import type { CaseId, OfficeId, TownCode, VillageCode } from './ids.ts'
import type { OpponentKind } from './turn.ts'

/** A new case as a decision makes it. */
export type NewCase = {
  readonly id: CaseId
  readonly number: string
  readonly matter: string
  readonly villageCode?: VillageCode
  readonly townCode?: TownCode
  readonly officeId?: OfficeId
  readonly exemption: 'none' | 'article-32' | 'article-42'
  readonly urgent: boolean
  /** On the green channel, and why. */
  readonly green?: GreenGround
  /** Resident id of the applicant, only to be hashed for look-up. */
  readonly applicantId?: string
  /** Ties the cases of one dispute of several people. */
  readonly matterId?: string
  readonly facts: { readonly answers: Answers; readonly opponent: OpponentKind }
  /** Its first event. */
  readonly opening: CaseEvent
  readonly flow: string
  readonly flowVersion: number
}
