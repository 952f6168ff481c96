import type { CaseScreening } from './screening.ts'
import type { CounselId, HandoffId } from './ids.ts'
import type { Address, Content, Part } from './message.ts'
import type { JobBody, TextJob, TextResult } from './task.ts'
import type { HandoffView, OutboxClass } from './turn.ts'

/** What one conversation tells another, as a row of that conversation's inbox. */
export type InternalEvent =
  /** To a counsel: somebody asks for a person. Says town, topic and urgency only. */
  | { readonly kind: 'offer'; readonly handoff: HandoffView; readonly why?: string }
  /** To a counsel: an offer was taken by somebody else. */
  | { readonly kind: 'offer-gone'; readonly number: number /** Ended by a colleague who talked along. */; readonly closed?: boolean }
  /** To the person's conversation: a counsel took the handoff. Answered by a `briefing`. */
  | { readonly kind: 'claimed'; readonly handoffId: HandoffId; readonly number: number; readonly counselId: CounselId; readonly counselName: string }
  /** To the counsel: name, question and history, disclosed on acceptance and audited. */
  | { readonly kind: 'briefing'; readonly number: number; readonly name: string; readonly lines: readonly string[]; readonly form?: string }
  /** To the person's conversation: nobody asked is left. */
  | { readonly kind: 'unanswered'; readonly handoffId: HandoffId }
  /** To the person's conversation: another counsel goes on with it, or talks along. Answered by a `briefing`. */
  | {
      readonly kind: 'passed-on' | 'joined'
      readonly handoffId: HandoffId
      readonly number: number
      readonly counselId: CounselId
      readonly counselName: string
    }
  /** Words passed between the two. `from` is the display name of the speaker. */
  | { readonly kind: 'relay'; readonly number: number; readonly from: string; readonly content: Content }
  /** To the person's conversation: the counsel sent it back. */
  | {
      readonly kind: 'returned'
      readonly number: number
      readonly counselName: string
      readonly conclusion: string
      readonly handoffId?: HandoffId
      readonly neutral?: true
    }
  /** Words of the desk to a person, from another conversation's turn. */
  | { readonly kind: 'notice'; readonly parts: readonly Part[]; readonly class: OutboxClass }
  /** To the thread that went on: another door is this person's now. `door`: the one joined. `from`: the one used before. `both`: a form was open on either side. */
  | { readonly kind: 'linked'; readonly by: 'bind' | 'return'; readonly door: Address; readonly from: Address; readonly both: boolean }
  /** What the registers said of a case: to whoever asked, or to the applicant where the desk itself did. */
  | { readonly kind: 'screened'; readonly result: CaseScreening; readonly attempt: number }
  /** To groups and subscribers: a piece of publicity. */
  | { readonly kind: 'piece'; readonly title: string; readonly text: string; readonly short: string; readonly by: string }
  /** Work that is due now. */
  | { readonly kind: 'due'; readonly job: JobBody }
  /** To who had a text message sent: what became of it; `after`: milliseconds to leave the gateway alone. */
  | { readonly kind: 'texted'; readonly job: TextJob; readonly result: TextResult; readonly after?: number }
  /** To the private thread: a question asked in a group, answered in full here. */
  | { readonly kind: 'from-group'; readonly text: string; readonly group: string; readonly villageCode?: string }
