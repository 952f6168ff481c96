import { compareDates, civilDate, parseIso } from '../lang/civil-date.ts'
import { caseMoves, moveNames } from './case-moves.ts'
import type { MoveName, MoveRule } from './case-moves.ts'
import type { CasePaper, CaseRole, CaseStatus, EmergencyGround, Need, TerminationGround } from './case-status.ts'
import type { CounselId, Instant } from './ids.ts'
import type { FileRef } from './message.ts'

/** Who makes a move: a person with a name, in a role. `id`: party or row of the roster. */
export type CaseActor = { readonly role: CaseRole; readonly id: string; readonly name: string }

/** What is said with a move. Dates are YYYY-MM-DD, money is fen. */
export type MoveFacts = {
  readonly papers?: readonly CasePaper[]
  /** The person it is for confirmed it. */
  readonly confirmed?: boolean
  readonly reason?: string
  /** Ways to have a decision looked at again, as told to the person. */
  readonly remedies?: string
  readonly items?: readonly string[]
  readonly due?: string
  readonly where?: string
  readonly ground?: TerminationGround | EmergencyGround
  readonly counselId?: CounselId
  readonly counselName?: string
  /** Conflicts of interest found; empty: looked for and none. */
  readonly conflicts?: readonly string[]
  /** Number of the decision. */
  readonly number?: string
  readonly outcome?: string
  /** Money got for the person, and what they did not have to pay (fen). */
  readonly amountFen?: number
  readonly avoidedFen?: number
  /** Paid to who handled it (法律援助法 52; fen). */
  readonly subsidyFen?: number
  /** It is before a court or an arbitration board: the terms of the matter are kept. */
  readonly filed?: boolean
  /** Preservation of property was asked for (民事诉讼法 103, 104). */
  readonly preserved?: boolean
  /** Of a hearing: minutes of the day; the day is `due`. */
  readonly minute?: number
  /** The day on which the paper was handed in, where that was before it was written down. */
  readonly handedOn?: string
  readonly files?: readonly FileRef[]
  readonly checklist?: boolean
  /** Satisfaction, 1 to 5. */
  readonly score?: number
  /** Through whom an application first came in. */
  readonly through?: 'self' | 'office' | 'contact' | 'counsel' | 'organ'
  /** The person is detained: an organ has 24 hours to pass it on (法律援助法 39). */
  readonly detained?: boolean
}

/** One move made: never changed, never removed. A case is what its events say. */
export type CaseEvent = {
  readonly seq: number
  readonly move: MoveName
  readonly from: CaseStatus
  readonly to: CaseStatus
  readonly actor: CaseActor
  readonly door: string
  readonly at: Instant
  readonly facts: MoveFacts
}

/** A case as its events leave it. */
export type CaseFile = {
  readonly status: CaseStatus
  readonly seq: number
  /** Where an interruption (supplement, change of counsel, objection) goes back to. */
  readonly back?: CaseStatus
  /** Where a terminated case stood. */
  readonly handledAt?: CaseStatus
  readonly counselId?: CounselId
  readonly counselName?: string
  readonly grantNumber?: string
  readonly aidFirst: boolean
  readonly supplementDue?: string
  readonly supplementsAsked: number
  /** The bureau upheld the decision: what is left is reconsideration or a lawsuit (法律援助法 49). */
  readonly upheld: boolean
  readonly complaintsOpen: number
}

/** A move somebody wants to make. */
export type MoveRequest = { readonly move: MoveName; readonly actor: CaseActor; readonly door: string; readonly at: Instant; readonly facts: MoveFacts }

/** What the machine must know of the case beside its events. */
export type CaseContext = { readonly exemption: 'none' | 'article-32' | 'article-42'; readonly applicantId: string }

/** What stands against a move; put right, it would be legal. */
export type Problem =
  | { readonly kind: 'role'; readonly may: readonly CaseRole[] }
  | { readonly kind: 'not-theirs'; readonly role: CaseRole }
  | { readonly kind: 'status'; readonly from: readonly CaseStatus[]; readonly now: readonly MoveName[] }
  | { readonly kind: 'missing'; readonly what: Need }
  | { readonly kind: 'paper'; readonly paper: CasePaper }
  | { readonly kind: 'conflict'; readonly found: readonly string[] }
  | { readonly kind: 'early'; readonly until: string }
  | { readonly kind: 'asked-once' }
  | { readonly kind: 'exempt' }
  | { readonly kind: 'upheld' }
  | { readonly kind: 'no-complaint' }

export type Judgement = { readonly kind: 'legal'; readonly event: CaseEvent } | { readonly kind: 'illegal'; readonly problems: readonly Problem[] }

/** A case before its first event. */
export const newCaseFile: CaseFile = { status: 'draft', seq: 0, aidFirst: false, supplementsAsked: 0, upheld: false, complaintsOpen: 0 }

/** What a case's events, in order, make of it. */
export const caseFile = (events: readonly CaseEvent[]): CaseFile => events.reduce(applyEvent, newCaseFile)

/** Judges a move: the event it would be, or everything that stands against it. Pure. */
export const judgeMove = (file: CaseFile, context: CaseContext, request: MoveRequest): Judgement => {
  const rule: MoveRule = caseMoves[request.move]
  const problems = [
    ...ofActor(file, context, request, rule),
    ...(rule.from.includes(file.status) ? [] : [{ kind: 'status' as const, from: rule.from, now: movesOf(file, request.actor.role) }]),
    ...rule.needs.filter((need) => !has(need, request.facts)).map((what) => ({ kind: 'missing' as const, what })),
    ...rule.papers.filter((paper) => !request.facts.papers?.includes(paper)).map((paper) => ({ kind: 'paper' as const, paper })),
    ...ofMove(file, context, request),
  ]
  if (problems.length > 0) return { kind: 'illegal', problems }
  const { move, actor, door, at, facts } = request
  return { kind: 'legal', event: { seq: file.seq + 1, move, from: file.status, to: target(file, request), actor, door, at, facts } }
}

/** Moves that a role could make from where the case stands. */
export const movesOf = (file: CaseFile, role: CaseRole): readonly MoveName[] =>
  moveNames.filter((name) => {
    const rule: MoveRule = caseMoves[name]
    const idle = name === 'answer-complaint' ? file.complaintsOpen === 0 : name === 'object' && file.upheld
    return rule.by.includes(role) && rule.from.includes(file.status) && !idle
  })

const ofActor = (file: CaseFile, context: CaseContext, { actor, move }: MoveRequest, rule: MoveRule): readonly Problem[] => {
  if (actor.name.trim() === '' || !rule.by.includes(actor.role)) return [{ kind: 'role', may: rule.by }]
  const foreign = actor.role === 'applicant' ? move !== 'submit' && actor.id !== context.applicantId : actor.role === 'counsel' && actor.id !== file.counselId
  return foreign ? [{ kind: 'not-theirs', role: actor.role }] : []
}

const filled = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''

const has = (need: Need, facts: MoveFacts): boolean => {
  switch (need) {
    case 'confirmed':
      return facts.confirmed === true
    case 'reason':
    case 'remedies':
    case 'where':
    case 'number':
    case 'outcome':
      return filled(facts[need])
    case 'amount':
      return facts.subsidyFen !== undefined
    case 'items':
      return facts.items?.some(filled) === true
    case 'due':
      return facts.due !== undefined && parseIso(facts.due) !== undefined
    case 'emergency-ground':
      return facts.ground !== undefined && facts.ground >= 1 && facts.ground <= 3
    case 'termination-ground':
      return facts.ground !== undefined && facts.ground >= 1 && facts.ground <= 8
    case 'counsel':
      return filled(facts.counselId)
    case 'conflict-check':
      return facts.conflicts !== undefined
    case 'checklist':
      return facts.checklist === true
    case 'score':
      return facts.score !== undefined && Number.isInteger(facts.score) && facts.score >= 1 && facts.score <= 5
  }
}

/** Rules of single moves that a table cannot say. */
const ofMove = (file: CaseFile, context: CaseContext, { move, at, facts }: MoveRequest): readonly Problem[] => {
  const today = civilDate(at)
  switch (move) {
    case 'ask-supplement': {
      // All that is missing is named at once (法律援助法 43); a later request must say why it was not in the first.
      const due = facts.due === undefined ? undefined : parseIso(facts.due)
      if (due && compareDates(due, today) <= 0) return [{ kind: 'missing', what: 'due' }]
      return file.supplementsAsked > 0 && !filled(facts.reason) ? [{ kind: 'asked-once' }] : []
    }
    case 'hearing': {
      const day = facts.due === undefined ? undefined : parseIso(facts.due)
      return day && compareDates(day, today) < 0 ? [{ kind: 'missing', what: 'due' }] : []
    }
    case 'deem-withdrawn': {
      const due = file.supplementDue === undefined ? undefined : parseIso(file.supplementDue)
      return due && compareDates(today, due) <= 0 ? [{ kind: 'early', until: file.supplementDue ?? '' }] : []
    }
    case 'verify':
      // Article 32 frees from any hardship condition: there is nothing to look up.
      return context.exemption === 'article-32' ? [{ kind: 'exempt' }] : []
    case 'assign':
      return facts.conflicts && facts.conflicts.length > 0 ? [{ kind: 'conflict', found: facts.conflicts }] : []
    case 'object':
      return file.upheld ? [{ kind: 'upheld' }] : []
    case 'answer-complaint':
      return file.complaintsOpen === 0 ? [{ kind: 'no-complaint' }] : []
    default:
      return []
  }
}

const target = (file: CaseFile, { move }: MoveRequest): CaseStatus => {
  const rule: MoveRule = caseMoves[move]
  if (rule.to === 'same') return file.status
  if (rule.to === 'back') return file.back ?? file.status
  if (rule.to !== 'by-file') return rule.to
  // Aid came first: counsel is there already when it is granted; until then the review goes on.
  if (move === 'grant') return file.counselId === undefined ? 'granted' : 'assigned'
  if (move === 'assign') return file.status === 'emergency' ? 'emergency' : 'assigned'
  // The bureau orders correction: a refusal is reviewed again, a terminated case goes on where it stood.
  return file.back === 'terminated' ? (file.handledAt ?? 'granted') : 'review'
}

const applyEvent = (file: CaseFile, { move, from, to, seq, facts }: CaseEvent): CaseFile => {
  const next: CaseFile = { ...file, status: to, seq }
  switch (move) {
    case 'ask-supplement':
      return { ...next, back: from === 'received' ? 'preliminary' : from, supplementsAsked: file.supplementsAsked + 1, ...optional('supplementDue', facts.due) }
    case 'ask-change':
      return { ...next, back: from }
    case 'object':
      return { ...next, back: from }
    case 'aid-first':
      return { ...next, aidFirst: true }
    case 'grant':
      return { ...next, ...optional('grantNumber', facts.number) }
    case 'assign':
      return { ...next, ...optional('counselId', facts.counselId), ...optional('counselName', facts.counselName) }
    case 'terminate':
      return { ...next, handledAt: from === 'reassign' ? (file.back ?? 'assigned') : from === 'emergency' ? 'review' : from }
    case 'uphold':
      return { ...next, upheld: true }
    case 'complain':
      return { ...next, complaintsOpen: file.complaintsOpen + 1 }
    case 'answer-complaint':
      return { ...next, complaintsOpen: file.complaintsOpen - 1 }
    default:
      return next
  }
}

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
