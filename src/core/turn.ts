import type { CaseView } from './case-view.ts'
import type { ConsentView } from './consent.ts'
import type { FlowState } from './flow-state.ts'
import type { Asking, HandoffEffect } from './handoff.ts'
import type { GreenGround } from './green-channel.ts'
import type { HandoffView } from './handoff-view.ts'
import type { GapNote } from './gap.ts'
import type { CaseEvent } from './case.ts'
import type { StaffRole } from './staff-role.ts'
import type { Casework } from './casework.ts'
import type { CaseId, ConversationId, CounselId, FlowRunId, HandoffId, InboxId, Instant, OfficeId, PartyId, ReferralId } from './ids.ts'
import type { Address, Choice, Content, Group, Part } from './message.ts'
import type { DoorView, Merge, NewPass, OpenRun, PassKind, PassView } from './pass.ts'
import type { Hearing, HistoryLine } from './heard.ts'
import type { InternalEvent } from './internal-event.ts'
import type { NewCase } from './new-case.ts'
import type { Answered, Recipient } from './recipient.ts'
import type { PieceDraft, PublicityEffect, PublicityView, Quiz } from './publicity.ts'
import type { ReferralDraft, ReferralEffect, ReferralView } from './referral.ts'
import type { WorkEffect, WorkView } from './work.ts'
import type { SecondOpinion, Unsure } from './second-opinion.ts'
import type { JobBody, NewTask, PendingConfirmation, StaffTask, TaskView } from './task.ts'
import type { ServiceEffect, ServiceView } from './service-view.ts'

export type { CaseView } from './case-view.ts'
export type { HandoffView } from './handoff-view.ts'
export type { Heard, HeardFact, HistoryLine } from './heard.ts'
export type { InternalEvent } from './internal-event.ts'
export type { Recipient } from './recipient.ts'
export type { ReferralDraft } from './referral.ts'

/** Whom a party is to the desk. */
export type Role = 'villager' | 'counsel' | 'grid-worker' | StaffRole

/** Which kind of row a message to send is: *chat* waits while a counsel holds the conversation, *notice* and *safety* never do, and safety overtakes. */
export type OutboxClass = 'chat' | 'notice' | 'safety'

/** Names of the routes, in the order in which they are asked. */
export type RouteName = 'safety' | 'command' | 'handoff' | 'flow' | 'question' | 'internal'

/** Who stands against the person: decides whom a handoff must never reach. */
export type OpponentKind = 'village' | 'employer' | 'person' | 'authority' | 'none' | 'unknown'

/** What the desk remembers of a conversation between turns. JSON-able, encrypted at rest. */
export type ConversationState = Hearing & {
  /** Told that this is a machine and gives general information. */
  readonly greeted?: boolean
  /** Choices of the last answer, so that "2" can be read. */
  readonly offered?: readonly Choice[]
  /** Intent under discussion. */
  readonly intent?: string
  /** The intent answered last, where nothing was asked back since; `rated`: it was said whether that helped. */
  readonly answered?: { readonly intent: string; readonly rated?: true }
  /** Messages in a row that were not understood. */
  readonly misses: number
  /** The person's last question in their own words, for the counsel's card. */
  readonly question?: string
  /** The matter goes first, and why. */
  readonly green?: GreenGround
  /** A request for a person under way: what still has to be asked. */
  readonly asking?: Asking
  /** What the person keeps for later forms, as shown, by name. */
  readonly profile?: Readonly<Record<string, string>>
  /** A form that somebody else filled in for this person, being confirmed. `misses`: wrong tries in a row. */
  readonly confirming?: { readonly id: string; readonly step: 'tail' | 'consent'; readonly misses: number }
  /** Wrong confirmation codes in a row, and when the last was tried. */
  readonly codes?: { readonly misses: number; readonly at: Instant }
  /** A grid worker's referral shown back and not yet confirmed. */
  readonly referral?: ReferralDraft & { readonly shownAt: Instant }
  /** A grid worker referred this person, who is asked whether they want it. */
  readonly referred?: { readonly id: ReferralId; readonly number: number }
  /** A piece of publicity shown back and not yet confirmed. */
  readonly piece?: PieceDraft
  /** A test under way. */
  readonly quiz?: Quiz
  /** When it was last said that messages were received late. */
  readonly apologised?: Instant
  /** What a counsel looked up last, to be sent on. */
  readonly canned?: string
  /** A talk with a counsel that the person may rate. */
  readonly toRate?: { readonly handoffId: HandoffId; readonly number: number }
  /** How a person in danger at home can be reached safely, in their words. */
  readonly safeContact?: string
  /** A counsel's current conversation: where words without a number go. */
  readonly current?: HandoffId
  /** The door that a form left for the page, while sensitive questions are asked there. */
  readonly away?: Address
  /** Doors at which the open form's pending question was asked: an answer counts only there. */
  readonly asked?: readonly Address[]
  /** Album of the file received last: its other files are not answered one by one. */
  readonly album?: string
  /** Village of the group that the person last asked in: taken up where theirs is not known, never without asking. */
  readonly groupVillage?: string
  /** The case a member of staff spoke of last: where a line without a number goes. */
  readonly currentCase?: CaseId
  /** The collective matter they spoke of last. */
  readonly currentMatter?: string
}

/** One message as the desk sees it: a door's, or one from another conversation of the desk. */
export type TurnInput =
  | { readonly kind: 'message'; readonly content: Content; readonly text: string; readonly sentAt: Instant }
  | { readonly kind: 'internal'; readonly event: InternalEvent }

/** Everything a decision may know. Values only. `opinion`: what was said to what the first decision was unsure of. */
export type Snapshot = ServiceView &
  ReferralView &
  PublicityView &
  WorkView & {
    readonly opinion?: SecondOpinion
    readonly now: Instant
    readonly inboxId: InboxId
    readonly conversation: {
      readonly id: ConversationId
      readonly version: number
      readonly address: Address
      /** Absent: the private thread. */
      readonly group?: Group
      /** Village that the group is bound to. */
      readonly groupVillage?: string
      readonly ownerId?: CounselId
      readonly ownerHandoff?: HandoffId
      readonly state: ConversationState
    }
    readonly party: {
      readonly id: PartyId
      readonly role: Role
      readonly name: string
      readonly staffId?: string
      readonly villageCode?: string
      readonly subscribed?: true
    }
    readonly run?: OpenRun
    /** The form that was laid aside for the open one. */
    readonly earlier?: Pick<OpenRun, 'id' | 'state'>
    /** The person's doors, last used first; none in a group. */
    readonly doors: readonly DoorView[]
    /** The conversation's open handoff. */
    readonly handoff?: HandoffView
    readonly cases: readonly CaseView[]
    /** Cases with their events: a villager's own; for staff the one that the message names and those in hand, urgent ones and those of the green channel first, then the oldest. */
    readonly casework: readonly Casework[]
    /** For the agency and the bureau: who got the answer of the intent that the message names. */
    readonly answered?: readonly Answered[]
    /** What was asked of the staff through forms, newest first. */
    readonly tasks: readonly TaskView[]
    /** For staff of offices, the agency and the bureau: the task whose number this message names. */
    readonly asked?: StaffTask
    /** What the person agreed to and refused, newest first. */
    readonly consents: readonly ConsentView[]
    /** The form filled in by somebody else that this message's code or this conversation's confirming is about. */
    readonly confirmation?: PendingConfirmation
    /** What a code in this message links to. */
    readonly pass?: PassView
    /** For staff: the case whose number this message names, with whose it is. */
    readonly named?: CaseView & { readonly officeId?: OfficeId } & { readonly partyId: PartyId; readonly role: Role }
    /** Fresh random text, for a code that this turn gives out. */
    readonly secret: string
    /** For counsel: open handoffs offered to or held by them, or waiting at an office, urgent ones first, then the oldest. */
    readonly handoffs: readonly HandoffView[]
    /** For a counsel: requests not offered to them and taken by nobody, urgent ones first, then the oldest. */
    readonly waiting?: readonly HandoffView[]
    /** For a counsel: taken requests that ask for more people, offered to this one too. */
    readonly joinable?: readonly HandoffView[]
    /** What counsel noted of the handoff, oldest first; loaded with `history`. */
    readonly notes?: readonly string[]
    /** Last numbers given, by series (application-YEAR, handoff, referral). */
    readonly counters: Readonly<Record<string, number>>
    /** The latest lines of the conversation, oldest first; loaded only for a `claimed` event. */
    readonly history: readonly HistoryLine[]
  }

/** What staff are told of. */
export type StaffNoticeKind =
  | 'safety'
  | 'office-handoff'
  | 'parked'
  | 'dead-letter'
  | 'referral'
  | 'application'
  | 'task'
  | 'confirmation'
  | 'door'
  | 'registry'

/** What a turn changes beside the conversation's own state; written in the turn's transaction. */
export type Effect =
  /** `to`: another of the conversation's doors than the one this turn answers at. */
  | { readonly kind: 'send'; readonly class: OutboxClass; readonly part: Part; readonly to?: Address }
  | { readonly kind: 'issue-pass'; readonly pass: NewPass }
  /** Whatever of this kind a person has opens nothing any more. */
  | { readonly kind: 'revoke-pass'; readonly pass: PassKind; readonly partyId: PartyId }
  /** Clashes where the pass is used or over, or either thread moved on. */
  | ({ readonly kind: 'merge' } & Merge)
  /** The person is no longer known at that door, and codes and links given out are over; `goOn`: where the conversation goes on. Clashes where it is not theirs. */
  | { readonly kind: 'drop-door'; readonly door: string; readonly goOn?: Address }
  | { readonly kind: 'start-run'; readonly id: FlowRunId; readonly state: FlowState }
  | { readonly kind: 'save-run'; readonly id: FlowRunId; readonly state: FlowState }
  | { readonly kind: 'end-run'; readonly id: FlowRunId; readonly state: FlowState; readonly status: 'done' | 'cancelled' | 'ended' }
  | { readonly kind: 'consent'; readonly purpose: string; readonly version: string; readonly given: boolean }
  | { readonly kind: 'open-case'; readonly newCase: NewCase }
  /** One move of a case. Clashes where the case moved meanwhile (`version`). */
  | { readonly kind: 'move-case'; readonly caseId: CaseId; readonly version: number; readonly event: CaseEvent }
  /** Takes the next number of a series; clashes where somebody else took it. */
  | { readonly kind: 'count'; readonly series: string; readonly value: number }
  /** Binds the conversation's group to a village, instead of the one it was bound to. */
  | { readonly kind: 'bind-group'; readonly villageCode: string /** Found in its name: gives way to what somebody said. */; readonly byName?: true }
  /** undefined: known no more. */
  | { readonly kind: 'set-village'; readonly villageCode: string | undefined }
  | { readonly kind: 'file-task'; readonly task: NewTask }
  /** The staff did what was asked. Clashes where somebody else did already. */
  | { readonly kind: 'finish-task'; readonly id: string }
  /** Work for later, once by key: the same key again replaces what and when. */
  /** `conversation`: whose work it is; absent: this one's. */
  | { readonly kind: 'schedule'; readonly key: string; readonly job: JobBody; readonly dueAt: Instant; readonly conversation?: ConversationId }
  | { readonly kind: 'unschedule'; readonly key: string }
  /** Keeps a form until the person it is for confirms it; only a keyed hash of `code` is stored. Clashes where the code is taken. */
  | { readonly kind: 'ask-confirmation'; readonly code: string; readonly confirmation: Omit<PendingConfirmation, 'status' | 'conversationId'> }
  /** Clashes where it is no longer waiting. */
  | { readonly kind: 'settle-confirmation'; readonly id: string; readonly status: 'confirmed' | 'refused' | 'expired' }
  | ServiceEffect
  /** Erases what was said in this conversation and is dealt with, and ends every open form with nothing kept. */
  /** `name`: what the person is called from now on. */
  | { readonly kind: 'forget'; readonly name: string }
  | HandoffEffect
  | { readonly kind: 'duty'; readonly counselId: CounselId; readonly onDuty: boolean; readonly busy?: boolean }
  | ReferralEffect
  | PublicityEffect
  | WorkEffect
  | { readonly kind: 'tell'; readonly to: Recipient; readonly event: InternalEvent }
  | {
      readonly kind: 'notify-staff'
      readonly notice: StaffNoticeKind
      readonly officeId?: OfficeId
      readonly text: string
    }
  /** Notices to an office (or, of these kinds, to who keeps the service) from before an instant were read. */
  | { readonly kind: 'see-notices'; readonly officeId?: OfficeId; readonly notices?: readonly StaffNoticeKind[]; readonly before: Instant }
  | { readonly kind: 'audit'; readonly action: string; readonly subject: { readonly kind: string; readonly id: string }; readonly detail: string }
  /** The conversation got this intent's answer; only a keyed hash of the intent is stored. */
  | { readonly kind: 'answered'; readonly intent: string }
  | ({ readonly kind: 'gap' } & GapNote)

/** What a route decides of a message: taken, with everything that follows, or left to the next route. */
export type Decision =
  | { readonly kind: 'take'; readonly route: RouteName; readonly next: ConversationState; readonly effects: readonly Effect[]; readonly unsure?: Unsure }
  | { readonly kind: 'pass' }
