import type { FlowState } from './flow-state.ts'
import type { ConversationId, GridWorkerId, InboxId, Instant, OfficeId, PartyId, ReferralId, TownCode } from './ids.ts'

/** What a grid worker wrote of somebody, read. `urgent`: why it cannot wait. */
export type ReferralDraft = {
  readonly name: string
  readonly villageCode?: string
  readonly village?: string
  readonly phone?: string
  readonly matter: string
  readonly urgent?: string
}

/**
 * *recorded*: the office is to ask the person whether they want it; *asked*: they were asked at their own door or by text message; *agreed*: they want it;
 * *unreached*: nobody could ask them yet. *declined* and *done* are ends.
 */
export type ReferralStatus = 'recorded' | 'asked' | 'unreached' | 'agreed' | 'declined' | 'done'

/** A villager referred by a grid worker, kept until `expiresAt`. `note`: what was said with the last change. */
export type Referral = {
  readonly id: ReferralId
  readonly number: number
  readonly gridWorkerId: GridWorkerId
  readonly status: ReferralStatus
  readonly draft: ReferralDraft
  readonly townCode?: TownCode
  readonly officeId?: OfficeId
  readonly note?: string
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

/** A change of a referral: who may make it, and from where. */
export type ReferralMove = Exclude<ReferralStatus, 'recorded' | 'asked'>

const FROM: Readonly<Record<ReferralMove, readonly ReferralStatus[]>> = {
  agreed: ['recorded', 'asked', 'unreached'],
  declined: ['recorded', 'asked', 'unreached', 'agreed'],
  unreached: ['recorded', 'asked', 'unreached', 'agreed'],
  done: ['agreed'],
}

/** What a referral is kept for: to reach somebody, so no longer than that takes (个人信息保护法 6, 19). */
export const REFERRAL_MS = 14 * 24 * 3_600_000

/** Whether a referral may change so. The person's own yes comes before anything is done for them (个人信息保护法 13). */
export const mayMoveReferral = (from: ReferralStatus, to: ReferralMove): boolean => FROM[to].includes(from)

/** True until the person refused or was helped. */
export const isReferralOpen = ({ status }: Pick<Referral, 'status'>): boolean => status !== 'declined' && status !== 'done'

const plain = (text: string): string => text.replace(/[\s，,。；;、：:]+/gu, '')

/** Whether two descriptions may be of one matter: `alike` says so, or one's words stand in the other's. */
const sameMatter = (one: string, other: string, alike: (one: string, other: string) => boolean): boolean => {
  const [a, b] = [plain(one), plain(other)]
  return a.includes(b) || b.includes(a) || alike(one, other)
}

/** An open referral of the same person in the same matter: by telephone, or by name and village. `alike` compares two descriptions of a matter. */
export const duplicateOf = (draft: ReferralDraft, known: readonly Referral[], alike: (one: string, other: string) => boolean): Referral | undefined =>
  known.find(
    ({ draft: other, status }) =>
      isReferralOpen({ status }) &&
      ((draft.phone !== undefined && draft.phone === other.phone) ||
        (draft.name === other.name && draft.villageCode !== undefined && draft.villageCode === other.villageCode)) &&
      sameMatter(draft.matter, other.matter, alike),
  )

/** Referrals as an office works on them: urgent ones first, then the oldest. */
export const inOrder = (referrals: readonly Referral[]): readonly Referral[] =>
  [...referrals].sort((a, b) => Number(b.draft.urgent !== undefined) - Number(a.draft.urgent !== undefined) || a.number - b.number)

/** What a decision may know of referrals. */
export type ReferralView = {
  /** For a grid worker their own and those of their town; for an office's staff the office's; for a villager the one they were asked about. None that are over their time. */
  readonly referrals?: readonly Referral[]
  /** For a grid worker: the thread of the one person known under the telephone that is being referred. */
  readonly reachable?: ConversationId
  /** What an invitation of an office in this message is to. */
  readonly invited?: { readonly gridWorkerId: GridWorkerId; readonly open: boolean }
}

/** What a turn writes of them. */
export type ReferralEffect =
  /** `number` is the series' next. */
  | { readonly kind: 'refer'; readonly referral: Referral }
  /** Clashes where it moved meanwhile. */
  | {
      readonly kind: 'move-referral'
      readonly id: ReferralId
      readonly from: ReferralStatus
      readonly to: ReferralStatus
      readonly draft: ReferralDraft
      readonly note?: string
    }
  /** Whoever speaks is that grid worker from now on. Clashes where the invitation is used or over, or they are staff already. */
  | { readonly kind: 'become-grid-worker'; readonly token: string; readonly gridWorkerId: GridWorkerId; readonly name: string }
  /** What was said in this thread before an instant, or in one turn of it, goes; what was done stays. */
  | { readonly kind: 'forget-said'; readonly what: { readonly before: Instant } | { readonly turn: InboxId } }
  /** The telephone under which the person may be found by who refers them; undefined: none. Only a keyed hash is stored. */
  | { readonly kind: 'know-phone'; readonly phone: string | undefined }

/** Name of a person's telephone among keyed hashes. */
export const phoneName = (phone: string): string => `person phone ${phone}`

/** Whom an invitation is kept under. */
export const invitedAs = (gridWorkerId: GridWorkerId): PartyId => `grid-worker:${gridWorkerId}`

/** Whom an invitation that is kept so is to; undefined where it is none. */
export const invitedOf = (partyId: PartyId): GridWorkerId | undefined => /^grid-worker:(.+)$/u.exec(partyId)?.[1]

/** The telephone that a form under way refers somebody by. */
export const referredPhone = (state: FlowState | undefined): string | undefined => {
  const answer = state?.answers['referred-phone']
  return answer?.kind === 'text' ? answer.value : undefined
}
