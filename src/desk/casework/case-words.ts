import type { Problem } from '../../core/case.ts'
import type { Casework } from '../../core/casework.ts'
import type { CaseFile } from '../../core/case.ts'
import type { MoveName } from '../../core/case-moves.ts'
import type { Clock } from '../../core/deadline.ts'
import type { Hearing } from '../../core/hearing.ts'
import type { Term } from '../../core/limitation.ts'
import { clocksOf } from '../../core/deadline.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import type { World } from '../world.ts'

/** A day in words. */
export const day = (at: number): string => formatDate(civilDate(at))

/** The last day for the decision, in words; '' where none runs. */
export const decideBy = (world: World, { events }: Pick<Casework, 'events'>, now: number): string => {
  const clock = clocksOf(events, world.practice, now).findLast((one) => one.id === 'decide' || one.id === 'decide-again')
  return clock ? day(clock.due) : ''
}

/** A clock in words, with 待核 where nobody has checked its source. */
export const clockWords = (world: World, clock: Clock): string => {
  const key = clock.state === 'late' ? 'list-late' : clock.state === 'stopped' ? 'list-stopped' : 'list-clock'
  return world.caseTexts(key, {
    clock: world.caseTexts(`clocks.${clock.id}`),
    due: day(clock.due),
    unverified: clock.verified ? '' : world.caseTexts('unverified'),
  })
}

/** A term of the matter in words: its day, as an estimate where it is one, and whether rest days move it or are not published yet. */
export const termWords = ({ caseTexts }: World, term: Term): string =>
  caseTexts(term.estimated ? 'term.estimate' : 'term.stated', {
    term: caseTexts(`terms.${term.id}`),
    day: formatDate(term.lastDay),
    moved: term.movedTo ? caseTexts('term.moved', { day: formatDate(term.movedTo) }) : '',
    unpublished: term.unpublished ? caseTexts('term.unpublished') : '',
    source: caseTexts(`sources.${term.id}`),
  })

/** A hearing in words: the day, the time and the place where they are known. */
export const hearingWords = ({ caseTexts }: World, { day: on, minute, where }: Hearing): string =>
  caseTexts('hearing', {
    day: formatDate(on),
    time: minute === undefined ? '' : ` ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`,
    where: where === '' ? '' : `，${where}`,
  })

/** What stands against a move, a line each, saying what would make it legal. */
export const explain = (world: World, file: CaseFile, number: string, move: MoveName, problems: readonly Problem[]): string => {
  const { caseTexts } = world
  const head = caseTexts('problem.head', { number, move: caseTexts(`moves.${move}`) })
  // Where it is not this person's to make, what else is missing does not concern them.
  const shown = problems.filter((one) => one.kind === 'role' || one.kind === 'not-theirs')
  return [head, ...(shown.length > 0 ? shown : problems).map((problem) => problemLine(world, file, problem))].join('\n')
}

const problemLine = ({ caseTexts }: World, file: CaseFile, problem: Problem): string => {
  const list = (prefix: string, names: readonly string[]) => names.map((name) => caseTexts(`${prefix}.${name}`)).join('、')
  switch (problem.kind) {
    case 'role':
      return caseTexts('problem.role', { may: list('roles', problem.may) })
    case 'not-theirs':
      return caseTexts(`problem.not-theirs-${problem.role}`)
    case 'status': {
      const status = caseTexts(`status.${file.status}`)
      if (problem.now.length === 0) return caseTexts('problem.status-none', { status })
      return caseTexts('problem.status', { status, from: list('status', problem.from), now: list('moves', problem.now) })
    }
    case 'missing':
      return caseTexts('problem.missing', { what: caseTexts(`needs.${problem.what}`) })
    case 'paper':
      return caseTexts('problem.paper', { paper: caseTexts(`papers.${problem.paper}`) })
    case 'conflict':
      return caseTexts('problem.conflict', { found: list('conflicts', problem.found) })
    case 'early':
      return caseTexts('problem.early', { until: problem.until })
    case 'asked-once':
    case 'exempt':
    case 'upheld':
    case 'no-complaint':
      return caseTexts(`problem.${problem.kind}`)
  }
}
