import type { ConversationId, CounselId, GridWorkerId, Instant, OfficeId, PartyId } from './ids.ts'
import type { StaffRole } from './staff-role.ts'

/** Whose inbox an internal event goes to. A member of staff without a conversation gets none. */
export type Recipient =
  | { readonly conversation: ConversationId }
  | { readonly counsel: CounselId }
  | { readonly gridWorker: GridWorkerId }
  /** Everybody of a role; of an office where it is named. */
  | { readonly staff: StaffRole; readonly officeId?: OfficeId }
  /** One member of the staff, by their row of the roster. */
  | { readonly member: string }
  /** The private thread of the same party. */
  | { readonly privateOf: PartyId }
  /** Who gets a piece of these villages (codes, or beginnings of codes): one thread of each of their groups, and who subscribed. */
  | { readonly publicity: readonly string[] }
  /** Every conversation that got the answer of an intent. */
  | { readonly answered: string }

/** Somebody who got an answer: for the staff who must put it right. `name` as they are called at their door. */
export type Answered = { readonly conversationId: ConversationId; readonly name: string; readonly at: Instant }
