import type { CaseId, Instant } from './ids.ts'
import type { OpponentKind } from './turn.ts'

/** A case as its applicant sees it in a list. */
export type CaseView = {
  readonly id: CaseId
  readonly number: string
  readonly status: string
  readonly matter: string
  readonly opponent: OpponentKind
  readonly villageCode?: string
  readonly submittedAt: Instant
}
