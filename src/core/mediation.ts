import type { FieldDate } from './flow-state.ts'
import type { ConversationId, Instant, OfficeId, PartyId } from './ids.ts'
import { addDays, compareDates } from '../lang/index.ts'
import type { IsWorkday } from './duty.ts'

/** Where a mediation stands. Every end leaves arbitration, review and court open (人民调解法 3, 26, 32). */
export const mediationStatuses = [
  'applied',
  'consent-asked',
  'consented',
  'mediators-named',
  'in-session',
  'agreed',
  'confirmed',
  'broken',
  'performed',
  'declined',
  'failed',
  'stopped',
] as const
export type MediationStatus = (typeof mediationStatuses)[number]

/** What may be done, in the order of a mediation. */
export const mediationMoves = [
  'ask-consent',
  'consent',
  'decline',
  'name-mediators',
  'hold-session',
  'agree',
  'fail',
  'stop',
  'confirm',
  'perform',
  'break',
] as const
export type MediationMoveName = (typeof mediationMoves)[number]

/** `office`: the mediator's side, which keeps the file (人民调解法 27); `applicant`: who asked for it. The other side speaks through the mediator. */
export type MediationActor = { readonly role: 'office' | 'applicant'; readonly id: string; readonly name: string }

/**
 * What is said with a move. `terms`: of the agreement; `form`: an oral one is recorded by the mediator (人民调解法 28); `effective`: a written one from
 * signatures and the committee's seal, an oral one from the day it was reached (人民调解法 29, 30); `performBy`: the day agreed upon.
 */
export type MediationFacts = {
  readonly note?: string
  readonly mediators?: readonly string[]
  readonly terms?: string
  readonly form?: 'written' | 'oral'
  readonly effective?: FieldDate
  readonly performBy?: FieldDate
}

/** A move that was made. */
export type MediationEvent = {
  readonly move: MediationMoveName
  readonly to: MediationStatus
  readonly at: Instant
  readonly actor: MediationActor
  readonly facts: MediationFacts
}

/** A mediation with everything a decision on it needs. `status` is what its events lead to. */
export type Mediation = {
  readonly id: string
  readonly number: string
  /** Counts its events: a move against an old one clashes. */
  readonly version: number
  readonly partyId: PartyId
  readonly conversationId: ConversationId
  readonly officeId?: OfficeId
  readonly status: MediationStatus
  readonly matter: MediationMatter
  readonly parties: { readonly applicant: string; readonly mobile: string; readonly opponents: readonly string[] }
  readonly facts: string
  readonly wish: string
  readonly openedAt: Instant
  readonly events: readonly MediationEvent[]
}

/** Values of the form's step `matter`. */
export type MediationMatter = 'neighbour' | 'land' | 'debt' | 'family' | 'labour' | 'injury' | 'other'

/** Why a move cannot be made now, each with what would make it possible. */
export type MediationProblem = 'role' | 'status' | 'over' | 'mediators' | 'terms' | 'window' | 'note'

type Rule = { readonly from: readonly MediationStatus[]; readonly to: MediationStatus; readonly by: readonly MediationActor['role'][] }

const BEFORE: readonly MediationStatus[] = ['applied', 'consent-asked', 'consented', 'mediators-named', 'in-session']

/** Who may do what from where. Either side may refuse or leave at any time before an agreement (人民调解法 17, 23). */
const RULES: Readonly<Record<MediationMoveName, Rule>> = {
  'ask-consent': { from: ['applied'], to: 'consent-asked', by: ['office'] },
  consent: { from: ['applied', 'consent-asked'], to: 'consented', by: ['office'] },
  decline: { from: BEFORE, to: 'declined', by: ['office'] },
  'name-mediators': { from: ['consented', 'mediators-named', 'in-session'], to: 'mediators-named', by: ['office'] },
  'hold-session': { from: ['mediators-named', 'in-session'], to: 'in-session', by: ['office'] },
  agree: { from: ['mediators-named', 'in-session'], to: 'agreed', by: ['office'] },
  fail: { from: ['consented', 'mediators-named', 'in-session'], to: 'failed', by: ['office'] },
  stop: { from: BEFORE, to: 'stopped', by: ['applicant', 'office'] },
  confirm: { from: ['agreed'], to: 'confirmed', by: ['office'] },
  perform: { from: ['agreed', 'confirmed', 'broken'], to: 'performed', by: ['office', 'applicant'] },
  break: { from: ['agreed', 'confirmed'], to: 'broken', by: ['office', 'applicant'] },
}

const ENDS: readonly MediationStatus[] = ['performed', 'declined', 'failed', 'stopped']

/** Whether nothing follows any more. */
export const isMediationOver = ({ status }: Pick<Mediation, 'status'>): boolean => ENDS.includes(status)

/** The last day on which both sides may together ask a court to confirm: 30 days from the day it took effect, that day not counted, moved on where it is a holiday (人民调解法 33; 民事诉讼法 85, 205). */
export const confirmationEnds = (effective: FieldDate, isWorkday: IsWorkday): FieldDate => {
  let last = addDays(effective, 30)
  while (!isWorkday(last)) last = addDays(last, 1)
  return last
}

/** Matters of which an agreement may concern who is whose spouse, parent or child: a court does not take those to confirm (司法确认程序规定 4); money agreed in them it does. */
export const mayBeExcluded = (matter: MediationMatter): boolean => matter === 'family'

/** The agreement that stands, where one was reached. */
export const agreementOf = (mediation: Pick<Mediation, 'events'>): MediationFacts | undefined =>
  mediation.events.findLast((event) => event.move === 'agree')?.facts

/** What may follow when an agreement is broken or none was reached, by what stands (人民调解法 26, 32, 33; 劳动争议调解仲裁法 16 for wages and injury at work). */
export type Remedy = 'enforcement' | 'suit' | 'payment-order' | 'arbitration' | 'land-arbitration'

/** The ways that stay open. Free of each other: none needs the mediation to have been held (人民调解法 3). */
export const remediesOf = ({ status, matter, events }: Pick<Mediation, 'status' | 'matter' | 'events'>): readonly Remedy[] => {
  const confirmed = events.some((event) => event.move === 'confirm')
  if (status === 'broken' && confirmed) return ['enforcement']
  if (status === 'broken') return matter === 'labour' ? ['payment-order', 'suit'] : ['suit']
  return matter === 'labour' ? ['arbitration'] : matter === 'land' ? ['land-arbitration', 'suit'] : ['suit']
}

/** Judges a move: the mediation after it, or everything that stands against it. Pure; who is a machine may make none. */
export const moveMediation = (
  mediation: Mediation,
  move: MediationMoveName,
  actor: MediationActor,
  facts: MediationFacts,
  now: { readonly at: Instant; readonly today: FieldDate; readonly isWorkday: IsWorkday },
):
  | { readonly kind: 'moved'; readonly mediation: Mediation; readonly event: MediationEvent }
  | { readonly kind: 'not-moved'; readonly problems: readonly MediationProblem[] } => {
  const rule = RULES[move]
  const problems: MediationProblem[] = []
  if (isMediationOver(mediation)) problems.push('over')
  else if (!rule.from.includes(mediation.status)) problems.push('status')
  if (!rule.by.includes(actor.role)) problems.push('role')
  if (move === 'name-mediators' && (facts.mediators ?? []).length === 0) problems.push('mediators')
  if (move === 'agree' && (facts.terms ?? '').trim() === '') problems.push('terms')
  if ((move === 'hold-session' || move === 'fail') && (facts.note ?? '').trim() === '') problems.push('note')
  if (move === 'confirm' && mediation.status === 'agreed') {
    const { effective } = agreementOf(mediation) ?? {}
    if (effective && compareDates(facts.effective ?? now.today, confirmationEnds(effective, now.isWorkday)) > 0) problems.push('window')
  }
  if (problems.length > 0) return { kind: 'not-moved', problems }
  const full = move === 'agree' ? { form: 'written' as const, effective: now.today, ...facts } : facts
  const event: MediationEvent = { move, to: rule.to, at: now.at, actor, facts: full }
  return { kind: 'moved', event, mediation: { ...mediation, status: rule.to, version: mediation.version + 1, events: [...mediation.events, event] } }
}

/** Moves that an actor could make now, for saying what is possible. */
export const mediationMovesFrom = (status: MediationStatus, role: MediationActor['role']): readonly MediationMoveName[] =>
  mediationMoves.filter((move) => RULES[move].from.includes(status) && RULES[move].by.includes(role))
