import type { Answers } from './flow-state.ts'
import type { CaseId, ConversationId, InboxId, Instant, OfficeId, ReferralId } from './ids.ts'
import type { FileId } from './ids.ts'
import type { Part } from './message.ts'
import type { LookupPurpose } from './registry.ts'

/** To whom a task goes: 司法所, 法律援助中心, 司法局. */
export type Addressee = 'office' | 'agency' | 'bureau'

/** Something asked of the staff through a form: kept until somebody has done it. `kind`: the form's id; `dueAt`: the statutory day, where there is one. */
export type NewTask = {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly title: string
  readonly addressee: Addressee
  readonly officeId?: OfficeId
  readonly caseId?: CaseId
  readonly dueAt?: Instant
  readonly facts: { readonly answers: Answers }
}

/** A task as the person who made it sees it. */
export type TaskView = Pick<NewTask, 'id' | 'number' | 'kind' | 'title'> & { readonly status: 'open' | 'done'; readonly createdAt: Instant }

/** A task as the staff see it whom it goes to. */
export type StaffTask = Pick<NewTask, 'id' | 'number' | 'title' | 'addressee' | 'officeId'> & {
  readonly status: 'open' | 'done'
  /** Where who asked is told. */
  readonly conversationId: ConversationId
}

/** What was filled in for somebody else and waits for that person's yes. `tail`: last four characters of their identity number or phone. */
export type PendingConfirmation = {
  readonly id: string
  readonly conversationId: ConversationId
  readonly status: 'waiting' | 'confirmed' | 'refused' | 'expired'
  readonly expiresAt: Instant
  readonly flow: string
  readonly flowVersion: number
  readonly answers: Answers
  readonly tail: string
  /** One of several people in one dispute: `answers` are what they share and what was said of this person; the rest they fill in themselves. */
  readonly matterId?: string
  /** Who of the staff filled it in; absent: a villager. */
  readonly by?: 'counsel' | 'contact'
}

/** What a document is to say: shown values by field, rows by table. */
export type PaperContent = {
  readonly paper: string
  readonly title: string
  readonly values: Readonly<Record<string, string>>
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>
}

/** Work of a conversation that is due at a time. */
export type JobBody =
  /** A form lies untouched since `since`: remind, warn or delete. */
  | { readonly kind: 'draft'; readonly runId: string; readonly stage: DraftStage; readonly since: Instant }
  /** A handoff nobody took: ask the next, tell the office, tell the agency, ask whoever came on duty. */
  | { readonly kind: 'handoff'; readonly id: string; readonly what: HandoffClock }
  | { readonly kind: 'confirmation-over'; readonly id: string }
  /** Documents to be written and sent to the person. */
  | { readonly kind: 'papers'; readonly papers: readonly PaperContent[] }
  /** A file with everything that is kept about the person; `head`: what stands before their talk. */
  | { readonly kind: 'export'; readonly head: string }
  /** The registers are to be asked about a case. `by`: row of the roster, 'system' or 'applicant'; `attempt`: counts from 0. */
  | { readonly kind: 'screening'; readonly caseId: CaseId; readonly by: string; readonly purpose: LookupPurpose; readonly attempt: number }
  | TextJob
  /** A clock of a case has come to where somebody is told. `since`: the last time it was looked at. */
  | { readonly kind: 'case-clock'; readonly caseId: CaseId; readonly since: Instant }
  /** A case of the green channel that is not before a court or board yet is looked at. */
  | { readonly kind: 'green-watch'; readonly caseId: CaseId }
  /** A mediation is to be looked after: the days for confirmation run out, or the day of performance is past. */
  | { readonly kind: 'mediation-clock'; readonly id: string; readonly what: 'confirmation' | 'performance'; readonly version: number }
  /** A complaint waits to be taken up or answered. `since`: the last time it was looked at. */
  | { readonly kind: 'complaint-clock'; readonly id: string; readonly since: Instant }
  /** A counsel wanted to look after a request again. */
  | { readonly kind: 'follow-up'; readonly number: number; readonly topic: string; readonly text: string }
  /** The day of a report to the correction officer comes near. */
  | { readonly kind: 'correction-report'; readonly id: string }
  /** Somebody whom a grid worker referred is asked at their own door whether they want it, and not told on what. */
  | { readonly kind: 'ask-referred'; readonly id: ReferralId; readonly number: number; readonly worker: string; readonly office: string }
  /** Words of a referral that are still in the chat have had their time: all of the thread from before `before`, or those of one turn. */
  | { readonly kind: 'referral-over'; readonly what: { readonly before: Instant } | { readonly turn: InboxId } }
  /** A grid worker is told how their referrals stand, every Monday while there are any. */
  | { readonly kind: 'grid-week' }
  /** A piece of publicity is to go out: of its author's conversation. */
  | { readonly kind: 'piece'; readonly id: string }
  /** Files that nothing points at any more. */
  | { readonly kind: 'drop-files'; readonly files: readonly FileId[] }

/** What is due for a handoff that nobody took. */
export type HandoffClock = 'next' | 'office' | 'agency' | 'wake'
/** A text message to a telephone. `key` names it; `name`: whose telephone, for the word to who had it sent; `tries`: how often it was tried before. */
export type TextJob = {
  readonly kind: 'text-message'
  readonly key: string
  readonly to: string
  readonly name: string
  readonly text: string
  readonly tries: number
}

/** What became of a try. `too-many`: the number has had its messages of the day. */
export type TextResult = 'sent' | 'refused' | 'failed' | 'too-many'

/** What becomes of a form that nobody touches. */
export type DraftStage = 'first-reminder' | 'second-reminder' | 'warning' | 'purge'

/** What came of a job done outside a turn, told to its conversation. */
export type JobResult = { readonly kind: 'papers'; readonly parts: readonly Part[] }

/** Figures of the code under which somebody confirms what was filled in for them. */
export const CONFIRMATION_FIGURES = 8
