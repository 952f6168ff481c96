import type { FieldDate } from './flow-state.ts'
import type { ConversationId, Instant, OfficeId, PartyId } from './ids.ts'

/**
 * What somebody under community correction brings to their officer: a question, a time to meet, a report (社区矫正法 23), a leave from the county (社区矫正法 27).
 */
export const correctionKinds = ['question', 'appointment', 'report', 'leave'] as const
export type CorrectionKind = (typeof correctionKinds)[number]

/** How it stands. A leave is decided by the officer's institution, never by a machine; with good reason it should be granted (社区矫正法 27). */
export type CorrectionStatus = 'open' | 'answered' | 'granted' | 'not-granted' | 'closed'

/** One such matter. Seen by the officers of the office alone (社区矫正法 26, 54 ask for secrecy; 61 punishes who tells). */
export type CorrectionMatter = {
  readonly id: string
  /** Counted by itself: a small number that says nothing. */
  readonly number: number
  readonly partyId: PartyId
  readonly conversationId: ConversationId
  readonly officeId: OfficeId
  readonly kind: CorrectionKind
  readonly status: CorrectionStatus
  readonly name: string
  readonly mobile: string
  /** What was asked or reported; of a leave why, where to and when. */
  readonly lines: readonly { readonly label: string; readonly text: string }[]
  readonly createdAt: Instant
  readonly answer?: string
  /** Of a report: when the next is due, as the officer set it. */
  readonly nextReport?: FieldDate
}

/** What an officer may do with a matter. */
export type CorrectionAct = 'answer' | 'grant' | 'not-grant' | 'close' | 'next-report'

/** Where an act leads; undefined where it does not fit: a leave alone is granted or not, with a reason where it is not. */
export const afterAct = (matter: Pick<CorrectionMatter, 'kind' | 'status'>, act: CorrectionAct, words: string): CorrectionStatus | 'reason' | undefined => {
  if (matter.status === 'closed') return undefined
  switch (act) {
    case 'answer':
      return words === '' ? 'reason' : matter.kind === 'leave' && matter.status !== 'open' ? matter.status : 'answered'
    case 'grant':
      return matter.kind === 'leave' ? 'granted' : undefined
    case 'not-grant':
      return matter.kind !== 'leave' ? undefined : words === '' ? 'reason' : 'not-granted'
    case 'close':
      return 'closed'
    case 'next-report':
      return matter.status === 'open' ? 'answered' : matter.status
  }
}
