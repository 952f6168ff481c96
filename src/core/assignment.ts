import { conflictWith, dispatch } from './dispatch.ts'
import type { Dispatch, Exclusion, Load } from './dispatch.ts'
import type { IsWorkday } from './duty.ts'
import type { CounselId, Instant } from './ids.ts'
import type { Counsel, Roster } from './roster.ts'
import type { OpponentKind } from './turn.ts'

/** What an assignment is judged by. `topic`: speciality wanted, '' for none; `opponents`: names of the other side as stated. */
export type AssignmentRequest = {
  readonly village?: string
  readonly town?: string
  readonly topic: string
  readonly opponent: OpponentKind
  readonly opponents: readonly string[]
  readonly now: Instant
  readonly isWorkday: IsWorkday
  readonly loads: ReadonlyMap<CounselId, Load>
}

/** Why somebody must not be assigned: what excludes them from a talk too, or that they or their firm are the other side. */
export type AssignmentConflict = Extract<Exclusion, 'village-retains' | 'village-unknown' | 'client'> | 'opponent'

/** Cases that one counsel is given at the most without being named. */
const MOST_CASES = 20
const ANY_HOUR = { days: 'daily', spans: [{ from: 0, to: 1_440 }] } as const

/**
 * Why somebody may not act in a case; empty: looked for and nothing found. 律师法 39 forbids acting for both sides, 律师法 23 has firms look for
 * conflicts of interest; that a village's own counsel never acts against it is practice (待核).
 */
export const assignmentConflicts = (roster: Roster, counsel: Counsel, request: AssignmentRequest): readonly AssignmentConflict[] => {
  const { opponents } = request
  const names = opponents.length > 0 ? opponents : ['']
  const found = names.flatMap((opponentName) => conflictWith(roster, counsel, { ...request, opponentName }) ?? [])
  const own = opponents.some((name) => name === counsel.name || (counsel.firm !== '' && name === counsel.firm)) ? (['opponent'] as const) : []
  return [...new Set([...found, ...own])]
}

/**
 * Who may be assigned, the best first, with reasons, and who may not, with why: by the scoring of talks (own village, speciality, load, distance), but at any
 * hour, and by cases in hand (法律援助法 43: the agency assigns; 办理法律援助案件程序规定 25: by number, speciality and experience).
 */
export const candidatesForCase = (
  roster: Roster,
  request: AssignmentRequest,
): Omit<Dispatch, 'excluded'> & { readonly excluded: readonly { readonly counsel: Counsel; readonly why: Exclusion | AssignmentConflict }[] } => {
  const conflicts = roster.counsel.flatMap((counsel) => {
    const [why] = assignmentConflicts(roster, counsel, request)
    return why ? [{ counsel, why }] : []
  })
  const against = new Set(conflicts.map(({ counsel }) => counsel.id))
  // A case is not a talk: nobody need be at the telephone now.
  const counsel = roster.counsel
    .filter(({ id }) => !against.has(id))
    .map(({ busy: _, ...one }): Counsel => ({ ...one, onDuty: true, duty: ANY_HOUR, capacity: MOST_CASES }))
  const loads = new Map([...request.loads].map(([id, load]) => [id, { open: load.cases ?? 0, month: load.month }]))
  const found = dispatch({ ...roster, counsel }, { ...request, loads })
  const candidates = found.candidates.map((one) => ({ ...one, reasons: one.reasons.filter(({ key }) => key !== 'on-duty') }))
  return { ...found, candidates, excluded: [...conflicts, ...found.excluded] }
}
