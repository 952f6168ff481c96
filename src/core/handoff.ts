import type { HandoffView } from './handoff-view.ts'
import type { DispatchStep } from './dispatch.ts'
import type { ConversationId, CounselId, HandoffId, OfficeId, TownCode } from './ids.ts'
import type { OpponentKind } from './turn.ts'

/** What is asked before a request for a person. `town`: the person's, where they named no village. */
export type Asking = {
  readonly what: 'village' | 'opponent' | 'safe-contact'
  readonly topic: string
  readonly misses: number
  readonly town?: TownCode
}

/** What a turn writes on a handoff's way. */
export type HandoffEffect =
  | {
      readonly kind: 'request-handoff'
      readonly handoff: HandoffView
      readonly officeId?: OfficeId
      readonly opponent: OpponentKind
      readonly offers: readonly { readonly counselId: CounselId; readonly reasons: string }[]
    }
  /** Clashes where it is no longer offered: exactly one counsel wins. */
  | { readonly kind: 'claim-handoff'; readonly handoffId: HandoffId; readonly conversationId: ConversationId; readonly counselId: CounselId }
  /** Offers it to more counsel; clashes where it is no longer offered, or, with `taken`, where nobody holds it (a team asks for more). */
  | {
      readonly kind: 'offer-handoff'
      readonly taken?: true
      readonly handoffId: HandoffId
      readonly step: DispatchStep
      readonly offers: readonly { readonly counselId: CounselId; readonly reasons: string }[]
    }
  /** Hands it to a colleague; clashes where `from` does not hold it. */
  | {
      readonly kind: 'transfer-handoff'
      readonly handoffId: HandoffId
      readonly conversationId: ConversationId
      readonly from: CounselId
      readonly to: CounselId
    }
  /** Somebody talks along; clashes where nobody holds it. */
  | { readonly kind: 'join-handoff'; readonly handoffId: HandoffId; readonly counselId: CounselId }
  | { readonly kind: 'note-handoff'; readonly handoffId: HandoffId; readonly counselId: CounselId; readonly text: string }
  /** Once, after it was closed; 1 to 4. */
  | { readonly kind: 'rate-handoff'; readonly handoffId: HandoffId; readonly rating: number }
  | { readonly kind: 'decline-offer'; readonly handoffId: HandoffId; readonly counselId: CounselId }
  | { readonly kind: 'close-handoff'; readonly handoffId: HandoffId; readonly conversationId: ConversationId; readonly conclusion: string }
  /** Declined by everybody it was offered to: the office takes it on. */
  | { readonly kind: 'redirect-handoff'; readonly handoffId: HandoffId }
