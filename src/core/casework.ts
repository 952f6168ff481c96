import type { CaseEvent } from './case.ts'
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
  readonly counselId?: CounselId
  readonly answers: Answers
  readonly submittedAt: Instant
  readonly events: readonly CaseEvent[]
}

/** Numbers of cases that a text names, as stored and as people shorten them: 莱法援申〔2026〕0001号, [2026]1, 2026-1. Brackets of any kind. */
export const caseNumbersIn = (text: string): readonly { readonly whole: string; readonly year: number; readonly n: string }[] =>
  [...text.matchAll(/(?:(\p{L}*)[〔[［(（【]\s*)?(20\d{2})\s*[〕\]］)）】\-－—]\s*(\d{1,6})(?![-－\d年月])\s*号?/gu)].map((match) => ({
    whole: `${match[1] ?? ''}〔${match[2]}〕${match[3]}号`,
    year: Number(match[2]),
    n: (match[3] ?? '').padStart(4, '0'),
  }))

/** The text without the first case number in it. */
export const withoutCaseNumber = (text: string): string =>
  text.replace(/(?:\p{L}*[〔[［(（【]\s*)?20\d{2}\s*[〕\]］)）】\-－—]\s*\d{1,6}(?![-－\d年月])\s*号?/u, ' ').trim()
