import { caseFile } from '../../../core/case.ts'
import type { CaseEvent } from '../../../core/case.ts'
import { inHandOf } from '../../../core/case-status.ts'
import type { CaseStatus } from '../../../core/case-status.ts'
import type { Casework } from '../../../core/casework.ts'
import { clocksOf } from '../../../core/deadline.ts'
import type { Clock, Practice } from '../../../core/deadline.ts'
import { keptFor } from '../../../core/kept-for.ts'
import type { ActorRole } from '../../../core/actor.ts'
import { nearness } from '../say-day.ts'
import type { CaseFilter } from './case-filter.ts'

/** A case as a list shows it. `clock`: of those that still run the one that ends first; `mine`: it is this role's turn. */
export type CaseRow = {
  readonly casework: Casework
  readonly status: CaseStatus
  readonly clock?: Clock
  readonly applicant: string
  readonly mine: boolean
}

/** Where counsel has something to do. */
const HANDLED: readonly CaseStatus[] = ['assigned', 'engaged', 'in-progress']

/** Cases as rows of a list. */
export const caseRows = (cases: readonly Casework[], role: ActorRole, practice: Practice, now: number): readonly CaseRow[] => {
  const turn = role === 'counsel' ? HANDLED : inHandOf(role)
  return cases.map((casework) => {
    const found = standing(casework.events, now, () => {
      const clock = clocksOf(casework.events, practice, now)
        .filter(({ endedAt }) => endedAt === undefined)
        .sort((a, b) => a.due - b.due)[0]
      return { status: caseFile(casework.events).status, ...(clock ? { clock } : {}) }
    })
    return { casework, ...found, applicant: applicantIn(casework), mine: turn.includes(found.status) }
  })
}

/** Where a case stands by its events: a minute old at the most. */
const standing = keptFor<readonly CaseEvent[], Pick<CaseRow, 'status' | 'clock'>>(60_000)

/** Who applied, as they wrote their name. */
export const applicantIn = ({ answers }: Casework): string => {
  const name = answers['applicant-name']
  return name?.kind === 'text' ? name.value : ''
}

/** The rows that a filter lets through, in its order. */
export const chosenRows = (rows: readonly CaseRow[], filter: CaseFilter, now: number): readonly CaseRow[] =>
  rows.filter((row) => passes(row, filter, now)).sort((a, b) => order(filter)(a, b) || (a.casework.id < b.casework.id ? -1 : 1))

const passes = ({ casework, status, clock, applicant, mine }: CaseRow, filter: CaseFilter, now: number): boolean => {
  const wanted = filter.q.toLowerCase()
  const said = `${casework.number} ${casework.matter} ${applicant}`.toLowerCase()
  return (
    (filter.whose !== 'mine' || mine) &&
    (filter.status === '' || filter.status === status) &&
    (filter.office === '' || filter.office === casework.officeId) &&
    (filter.counsel === '' || filter.counsel === casework.counselId) &&
    (filter.due === '' || (clock !== undefined && isRunning(clock) && nearness(clock.due, now) === filter.due)) &&
    wanted.split(/\s+/).every((word) => said.includes(word))
  )
}

const isRunning = ({ state }: Clock): boolean => state !== 'stopped'

/** The green channel and what is urgent stand at the top of every list. */
const goesFirst = ({ casework: { urgent, green } }: CaseRow): boolean => urgent || green !== undefined

const dueOf = ({ clock }: CaseRow): number => (clock && isRunning(clock) ? clock.due : Number.MAX_SAFE_INTEGER)

const order = ({ sort }: CaseFilter): ((a: CaseRow, b: CaseRow) => number) => {
  switch (sort) {
    case 'due':
      return (a, b) => Number(goesFirst(b)) - Number(goesFirst(a)) || dueOf(a) - dueOf(b) || b.casework.submittedAt - a.casework.submittedAt
    case 'new':
      return (a, b) => b.casework.submittedAt - a.casework.submittedAt
    case 'changed':
      return (a, b) => (b.casework.events.at(-1)?.at ?? 0) - (a.casework.events.at(-1)?.at ?? 0)
    case 'number':
      return (a, b) => (a.casework.number < b.casework.number ? -1 : a.casework.number > b.casework.number ? 1 : 0)
  }
}
