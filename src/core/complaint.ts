import { addDays, civilDate, toMs } from '../lang/civil-date.ts'
import type { Practice } from './deadline.ts'
import type { CaseId, ConversationId, Instant, PartyId } from './ids.ts'
import type { FileRef } from './message.ts'

/** Where a complaint stands. It is beside the case, never a state of it: whatever becomes of one leaves the other where it is (法律援助法 55, 56). */
export const complaintStatuses = ['filed', 'taken', 'answered', 'not-taken', 'withdrawn'] as const
export type ComplaintStatus = (typeof complaintStatuses)[number]

/** What becomes of a complaint: taken up by a named handler, given to another, what was found noted, answered, not taken with reasons, withdrawn. */
export const complaintMoves = ['take', 'hand-over', 'note', 'answer', 'not-take', 'withdraw'] as const
export type ComplaintMoveName = (typeof complaintMoves)[number]

/** Whom it is about: `name` as stated, or as the case's file says. */
export type Accused = { readonly kind: 'lawyer' | 'counsel' | 'agency' | 'office' | 'service'; readonly name?: string }

/** Who moves it: staff of the bureau (a row of the roster) or who complained (a party). */
export type ComplaintActor = { readonly role: 'bureau' | 'applicant'; readonly id: string; readonly name: string }

/** One move made: never changed. `to`: the handler it was given to. */
export type ComplaintEvent = {
  readonly move: ComplaintMoveName
  readonly at: Instant
  readonly actor: ComplaintActor
  readonly text: string
  readonly to?: { readonly id: string; readonly name: string }
}

/** A complaint with its own state, clock and handler. `named` false: whoever complained is not shown to anybody. */
export type Complaint = {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly status: ComplaintStatus
  readonly partyId: PartyId
  readonly conversationId: ConversationId
  /** The case whose file says that there is one. */
  readonly caseId?: CaseId
  readonly caseNumber?: string
  readonly accused: Accused
  readonly named: boolean
  readonly name: string
  readonly mobile: string
  /** What is complained of. */
  readonly text: string
  readonly files: readonly FileRef[]
  /** Somebody may be looking at the phone: words to the person say nothing of it. */
  readonly discreet: boolean
  readonly openedAt: Instant
  readonly handler?: { readonly id: string; readonly name: string }
  readonly events: readonly ComplaintEvent[]
}

/** What stands against a move. `concerned`: they, or who it would be given to, are complained of. */
export type ComplaintProblem = 'role' | 'status' | 'text' | 'handler' | 'not-theirs' | 'concerned'

const FROM: Readonly<Record<ComplaintMoveName, readonly ComplaintStatus[]>> = {
  take: ['filed'],
  'hand-over': ['filed', 'taken'],
  note: ['taken'],
  answer: ['filed', 'taken'],
  'not-take': ['filed', 'taken'],
  withdraw: ['filed', 'taken'],
}

/** True where nothing is done of it any more. */
export const isComplaintOver = ({ status }: Pick<Complaint, 'status'>): boolean => status !== 'filed' && status !== 'taken'

/** Whether somebody is complained of: never handles it, never sees it. */
export const isAccused = ({ accused }: Pick<Complaint, 'accused'>, name: string): boolean => name !== '' && accused.name?.includes(name) === true

/** Judges a move: the complaint after it, or everything that stands against it. Pure; silence answers nothing (法律援助法 56: the result is told). */
export const moveComplaint = (
  complaint: Complaint,
  move: ComplaintMoveName,
  said: Omit<ComplaintEvent, 'move'>,
): { readonly kind: 'moved'; readonly complaint: Complaint } | { readonly kind: 'not-moved'; readonly problems: readonly ComplaintProblem[] } => {
  const { actor, to, text } = said
  const own = actor.role === 'applicant'
  const problems: ComplaintProblem[] = []
  if (own !== (move === 'withdraw')) problems.push('role')
  else if (own ? actor.id !== complaint.partyId : isAccused(complaint, actor.name)) problems.push(own ? 'not-theirs' : 'concerned')
  if (!FROM[move].includes(complaint.status)) problems.push('status')
  if ((move === 'note' || move === 'answer' || move === 'not-take') && text.trim() === '') problems.push('text')
  if (move === 'hand-over' && !to) problems.push('handler')
  if (move === 'hand-over' && to && isAccused(complaint, to.name)) problems.push('concerned')
  const held = complaint.handler !== undefined && complaint.handler.id !== actor.id
  if (!own && held && (move === 'note' || move === 'answer' || move === 'not-take')) problems.push('not-theirs')
  if (problems.length > 0) return { kind: 'not-moved', problems }
  const handler = own ? complaint.handler : move === 'hand-over' ? to : { id: actor.id, name: actor.name }
  const status = STATUS[move] ?? complaint.status
  const events = [...complaint.events, { ...said, move }]
  return { kind: 'moved', complaint: { ...complaint, status, version: complaint.version + 1, events, ...(handler ? { handler } : {}) } }
}

const STATUS: Partial<Record<ComplaintMoveName, ComplaintStatus>> = {
  take: 'taken',
  'hand-over': 'taken',
  answer: 'answered',
  'not-take': 'not-taken',
  withdraw: 'withdrawn',
}

/** Moves that an actor could make now, for saying what is possible. */
export const complaintMovesFrom = (status: ComplaintStatus, role: ComplaintActor['role']): readonly ComplaintMoveName[] =>
  complaintMoves.filter((move) => FROM[move].includes(status) && (role === 'applicant') === (move === 'withdraw'))

/** Its clocks: to be taken up or not, and to be answered. Days are practice (法律援助法 56 says only that it is told in time). */
export type ComplaintClock = { readonly id: 'complaint-take' | 'complaint-answer'; readonly due: Instant; readonly endedAt?: Instant }

/** The clocks of a complaint, from its events alone. */
export const complaintClocks = ({ openedAt, events }: Pick<Complaint, 'openedAt' | 'events'>, practice: Practice): readonly ComplaintClock[] => {
  const first = (...moves: readonly ComplaintMoveName[]) => events.find(({ move }) => moves.includes(move))?.at
  const clock = (id: ComplaintClock['id'], from: Instant, endedAt: Instant | undefined): ComplaintClock => ({
    id,
    due: toMs(addDays(civilDate(from), practice[id].value + 1)) - 1,
    ...(endedAt === undefined ? {} : { endedAt }),
  })
  const taken = first('take', 'hand-over')
  const ended = first('answer', 'not-take', 'withdraw')
  return [clock('complaint-take', openedAt, taken ?? ended), ...(taken === undefined ? [] : [clock('complaint-answer', taken, ended)])]
}

const DAY = 24 * 3_600_000
const REMINDED_LATE = 4

/** When somebody is told of a running clock: the day before, and on each of four days after. */
export const complaintAlarms = (
  clocks: readonly ComplaintClock[],
): readonly { readonly clock: ComplaintClock; readonly late: number; readonly at: Instant }[] =>
  clocks
    .filter(({ endedAt }) => endedAt === undefined)
    .flatMap((clock) => [
      { clock, late: 0, at: clock.due - DAY },
      ...Array.from({ length: REMINDED_LATE }, (_, index) => ({ clock, late: index + 1, at: clock.due + 1 + index * DAY })),
    ])
    .sort((a, b) => a.at - b.at)
