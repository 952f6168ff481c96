import { caseFile, judgeMove } from '../../core/case.ts'
import type { CaseActor, CaseEvent, CaseFile, MoveFacts, Problem } from '../../core/case.ts'
import type { MoveName } from '../../core/case-moves.ts'
import type { Casework } from '../../core/casework.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import { civilDate } from '../../lang/index.ts'
import { nextNumber } from '../submit/submission.ts'
import { recordWork } from '../work.ts'
import type { World } from '../world.ts'
import { watchCase } from './case-clock.ts'
import { casePapersOf } from './case-papers.ts'
import { completedFacts } from './completed-facts.ts'
import { isDiscreet } from './is-discreet.ts'
import { tellOfMove } from './tell-of-move.ts'

/** A move made with all that follows from it, or what stands against it. */
export type Moved =
  | { readonly kind: 'moved'; readonly casework: Casework; readonly file: CaseFile; readonly effects: readonly Effect[] }
  | { readonly kind: 'not-moved'; readonly file: CaseFile; readonly problems: readonly Problem[] }

/**
 * Makes a move: the event, the audit row, the papers, the clock, and words to those concerned, all in this turn's transaction. Where a decision needs
 * a number, remedies or a check for conflicts, they are added here, so that nobody can forget them.
 */
export const makeMove = (world: World, snapshot: Snapshot, casework: Casework, move: MoveName, actor: CaseActor, said: MoveFacts): Moved => {
  const { now, conversation } = snapshot
  const file = caseFile(casework.events)
  const numbered = move === 'grant' ? grantNumber(world, snapshot) : undefined
  const facts: MoveFacts = { ...completedFacts(world, casework, move, said, now), ...(numbered ? { number: numbered.number } : {}) }
  const door = conversation.address.channel
  const judged = judgeMove(file, { exemption: casework.exemption, applicantId: casework.partyId }, { move, actor, door, at: now, facts })
  if (judged.kind === 'illegal') return { kind: 'not-moved', file, problems: judged.problems }
  const { event } = judged
  const next: Casework = {
    ...casework,
    version: casework.version + 1,
    events: [...casework.events, event],
    ...(event.move === 'assign' && event.facts.counselId !== undefined ? { counselId: event.facts.counselId } : {}),
  }
  const after = caseFile(next.events)
  return {
    kind: 'moved',
    casework: next,
    file: after,
    effects: [
      ...(numbered ? [numbered.effect] : []),
      { kind: 'move-case', caseId: casework.id, version: casework.version, event },
      { kind: 'audit', action: `case-${move}`, subject: { kind: 'case', id: casework.id }, detail: facts.reason ?? facts.outcome ?? '' },
      ...papersOf(world, snapshot, next, after, event),
      ...caseWork(world, next, event),
      ...watchCase(world, next, now),
      ...tellOfMove(world, next, file, event),
    ],
  }
}

/** A report or the end of a case is written down as work of the counsel who made it. */
const caseWork = (world: World, casework: Casework, event: CaseEvent): readonly Effect[] => {
  if (event.actor.role !== 'counsel' || (event.move !== 'report' && event.move !== 'close-out')) return []
  const kind = event.move === 'report' ? 'case-report' : 'case-closed'
  return [
    recordWork(world, {
      ...{ key: `case ${casework.id} ${event.seq}`, counselId: event.actor.id, kind, at: event.at, note: casework.number },
      ...(casework.villageCode === undefined ? {} : { villageCode: casework.villageCode }),
    }),
  ]
}

const grantNumber = (world: World, snapshot: Snapshot): { readonly number: string; readonly effect: Effect } => {
  const { year } = civilDate(snapshot.now)
  const { value, effect } = nextNumber(snapshot, `grant-${year}`)
  return { number: world.settings.grantNumber.replace('{year}', String(year)).replace('{n}', String(value).padStart(4, '0')), effect }
}

/** Notices to the person go to the person; letters between offices stay where they were made. Where somebody may be looking on, all stay. */
const papersOf = (world: World, snapshot: Snapshot, casework: Casework, file: CaseFile, event: CaseEvent): readonly Effect[] => {
  const papers = casePapersOf(world, casework, file, event)
  if (papers.length === 0) return []
  const toPerson = event.move !== 'transfer' && event.move !== 'assign' && event.move !== 'close-out' && !isDiscreet(casework)
  const key = `case-papers ${casework.id} ${event.seq}`
  const schedule: Effect = { kind: 'schedule', key, job: { kind: 'papers', papers }, dueAt: snapshot.now }
  return [toPerson ? { ...schedule, conversation: casework.conversationId } : schedule]
}
