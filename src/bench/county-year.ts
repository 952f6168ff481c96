import type { CaseActor, MoveFacts } from '../core/case.ts'
import { caseFile } from '../core/case.ts'
import type { MoveName } from '../core/case-moves.ts'
import type { CaseStatus } from '../core/case-status.ts'
import type { Casework } from '../core/casework.ts'
import type { Answers, FieldValue } from '../core/flow-state.ts'
import type { JobBody } from '../core/task.ts'
import type { Effect, Snapshot } from '../core/turn.ts'
import { addDays, civilDate, toMs } from '../lang/index.ts'
import type { CivilDate } from '../lang/index.ts'
import { makeMove } from '../desk/casework/make-move.ts'
import { openCase } from '../desk/casework/open-case.ts'
import { dueWork } from '../desk/routes/due.ts'
import type { World } from '../desk/world.ts'
import { createAgenda } from './agenda.ts'
import { nextAct } from './county-people.ts'
import { emptySnapshot } from './desk-way.ts'
import { diceOf } from './person.ts'

/** What became of one application: its case as it stands in the end, when the desk raised an alarm, and what it refused. */
export type YearCase = { readonly casework: Casework; readonly alarms: readonly number[]; readonly refused: readonly string[]; readonly nextAlarm?: number }

const DAY = 86_400_000
const HOUR = 3_600_000
const MATTERS = ['wages', 'work-injury', 'traffic-injury', 'support', 'domestic-violence', 'social-insurance', 'criminal', 'other'] as const
const EXEMPTIONS = ['article-42-worker', 'article-42-relief', 'article-42-no-income', 'none'] as const

type Step = { readonly at: number; readonly index: number; readonly act?: Act; readonly key?: string }
type Act = { readonly move: MoveName; readonly actor: CaseActor; readonly facts: MoveFacts }
type Row = {
  casework: Casework
  readonly alarms: number[]
  readonly refused: string[]
  readonly jobs: Map<string, { readonly job: JobBody; readonly dueAt: number }>
}

const choice = (value: string): FieldValue => ({ kind: 'choice', value, shown: value })

/**
 * A county's applications from their first day to their last, by the desk's own decisions: people apply, clerks, the agency, counsel and the bureau move their cases
 * as they come to it, some of them late; what the desk has set itself to do is done when it is due. The same seed gives the same year.
 */
export const liveYear = (world: World, begins: CivilDate, count: number, random: () => number, progress: (done: number) => void): readonly YearCase[] => {
  const dice = diceOf(random)
  const agenda = createAgenda<Step>()
  const rows: Row[] = []
  let counters: Readonly<Record<string, number>> = {}
  const snapshotAt = (now: number, casework?: Casework): Snapshot => ({
    ...emptySnapshot(now, { misses: 0 }),
    ...{ counters, casework: casework ? [casework] : [] },
    party: { id: casework?.partyId ?? 'nobody', role: 'villager', name: '-' },
    conversation: { ...emptySnapshot(now, { misses: 0 }).conversation, id: casework?.conversationId ?? 'nobody' },
  })
  const written = (index: number, row: Row, effects: readonly Effect[], now: number): void => {
    for (const effect of effects) {
      if (effect.kind === 'count') counters = { ...counters, [effect.series]: effect.value }
      if (effect.kind === 'unschedule') row.jobs.delete(effect.key)
      if (effect.kind === 'schedule' && (effect.job.kind === 'case-clock' || effect.job.kind === 'green-watch')) {
        row.jobs.set(effect.key, { job: effect.job, dueAt: effect.dueAt })
        agenda.put({ at: Math.max(now, effect.dueAt), index, key: effect.key })
      }
      if (effect.kind === 'audit' && effect.action === 'case-alarm') row.alarms.push(now)
    }
  }
  const think = (index: number, row: Row, now: number): void => {
    const next = nextAct(world, row.casework, now, random)
    if (next) agenda.put({ index, ...next })
  }
  for (let n = 0; n < count; n += 1) agenda.put({ at: Math.floor(toMs(addDays(begins, Math.floor(random() * 365))) + (8 + random() * 12) * HOUR), index: -1 })
  for (let step = agenda.take(), done = 0; step; step = agenda.take()) {
    const { at, index, act, key } = step
    done += 1
    if (done % 5_000 === 0) progress(done)
    if (index < 0) {
      const made = apply(world, snapshotAt(at), rows.length, dice.pick(world.roster.villages)?.code ?? '', random)
      const row: Row = { casework: made.casework, alarms: [], refused: [], jobs: new Map() }
      rows.push(row)
      written(rows.length - 1, row, made.effects, at)
      think(rows.length - 1, row, at)
      continue
    }
    const row = rows[index]
    if (!row) continue
    if (act) {
      const moved = makeMove(world, snapshotAt(at, row.casework), row.casework, act.move, act.actor, act.facts)
      if (moved.kind === 'moved') {
        row.casework = moved.casework
        written(index, row, moved.effects, at)
      } else row.refused.push(`${act.move} ${moved.problems.map(({ kind }) => kind).join(' ')}`)
      think(index, row, at)
      continue
    }
    // A job that was set anew or taken back meanwhile is not the one that is due.
    const set = row.jobs.get(key ?? '')
    if (!set || Math.max(set.dueAt, 0) > at) continue
    row.jobs.delete(key ?? '')
    const decision = dueWork(
      { world, snapshot: snapshotAt(at, row.casework), input: { kind: 'internal', event: { kind: 'due', job: set.job } }, mayPass: true },
      set.job,
    )
    if (decision.kind === 'take') written(index, row, decision.effects, at)
  }
  return rows.map(({ casework, alarms, refused, jobs }) => {
    const next = Math.min(...[...jobs.values()].map(({ dueAt }) => dueAt))
    return { casework, alarms, refused, ...(Number.isFinite(next) ? { nextAlarm: next } : {}) }
  })
}

/** Somebody applies; the case as it is opened. */
const apply = (
  world: World,
  snapshot: Snapshot,
  n: number,
  village: string,
  random: () => number,
): { readonly casework: Casework; readonly effects: readonly Effect[] } => {
  const dice = diceOf(random)
  const matter = dice.pick(MATTERS) ?? 'other'
  const flow = world.flows.get('legal-aid-application')
  if (!flow) throw new Error('no form of application')
  const answers: Answers = {
    'on-behalf': choice('own'),
    'applicant-name': { kind: 'text', value: `person-${n}`, shown: `person-${n}` },
    matter: choice(matter),
    'opponent-kind': choice(matter === 'wages' || matter === 'work-injury' ? 'employer' : 'person'),
    exemption: choice(matter === 'domestic-violence' ? 'article-32-violence' : (dice.pick(EXEMPTIONS) ?? 'none')),
    'applicant-village': { kind: 'village', value: village, town: village.slice(0, 9), shown: village },
  }
  const party = { ...snapshot.party, id: `p${n}` }
  const office = world.roster.offices.find((one) => one.townCode === village.slice(0, 9))
  const by = dice.often(20) ? ('counsel' as const) : dice.often(15) ? ('contact' as const) : undefined
  const exemption = answers['exemption']?.kind === 'choice' ? answers['exemption'].value : 'none'
  const made = {
    ...{
      id: `c${n}`,
      number: `〔${civilDate(snapshot.now).year}〕${n}`,
      matter,
      villageCode: village,
      townCode: village.slice(0, 9),
      urgent: dice.often(4),
    },
    ...(office ? { officeId: office.id } : {}),
    exemption: exemption.startsWith('article-32') ? ('article-32' as const) : exemption.startsWith('article-42') ? ('article-42' as const) : ('none' as const),
    ...(matter === 'domestic-violence'
      ? { green: 'violence' as const }
      : exemption === 'article-42-worker' && (matter === 'wages' || matter === 'work-injury')
        ? { green: matter }
        : {}),
    facts: { answers, opponent: 'person' as const },
    flow: flow.id,
    flowVersion: flow.version,
  }
  const effects = openCase(
    { world, snapshot: { ...snapshot, party, conversation: { ...snapshot.conversation, id: `v${n}` } }, flow, answers, ...(by ? { by } : {}) },
    made,
  )
  const opened = effects.find((effect) => effect.kind === 'open-case')
  if (opened?.kind !== 'open-case') throw new Error('no case was opened')
  const { opening, facts, ...rest } = opened.newCase
  const casework: Casework = {
    ...rest,
    version: 1,
    partyId: party.id,
    conversationId: `v${n}`,
    opponent: facts.opponent,
    answers: facts.answers,
    submittedAt: snapshot.now,
    events: [opening],
  }
  return { casework, effects }
}

/** Where a case may stand when its year is over and nothing is left to be done. */
export const ENDED: readonly CaseStatus[] = ['archived', 'withdrawn', 'redirected']

/** Cases that nobody will ever move again and that are not over, or on which somebody was refused a move that was theirs to make. */
export const stuckOf = (year: readonly YearCase[]): readonly YearCase[] =>
  year.filter(({ casework, refused }) => refused.length > 0 || !ENDED.includes(caseFile(casework.events).status))

/** Days on which a term ended without what it asked for, and that the desk did not speak up on: counted from the log by days as written, not by the desk's clocks. */
export const missedBySystem = (year: readonly YearCase[]): { readonly late: number; readonly missed: number } => {
  let late = 0
  let missed = 0
  for (const { casework, alarms } of year)
    for (const end of lateEnds(casework.events)) {
      late += 1
      if (!alarms.some((at) => at > end && at <= end + 60_000)) missed += 1
    }
  return { late, missed }
}

const DECIDED: readonly MoveName[] = ['grant', 'refuse', 'redirect', 'withdraw', 'deem-withdrawn', 'terminate']

/** Ends of days (China is eight hours ahead all year) on which a decision, an assignment or an agreement should have been there and was not. */
const lateEnds = (events: Casework['events']): readonly number[] => {
  const dayOf = (at: number): number => Math.floor((at + 8 * HOUR) / DAY)
  const endOf = (day: number): number => (day + 1) * DAY - 8 * HOUR - 1
  const ends: number[] = []
  const look = (from: number, days: number, until: readonly MoveName[], after: number): void => {
    const end = endOf(dayOf(from) + days)
    const done = events.find(({ move, seq }) => seq > after && until.includes(move))
    if (!done || done.at > end) ends.push(end)
  }
  for (const { move, to, from, at, seq } of events) {
    // A review that stood still while something was asked for is left to the clocks' own tests.
    if (move === 'submit' && !events.some((one) => one.move === 'ask-supplement')) look(at, 7, DECIDED, seq)
    if (to === 'granted' && from !== 'granted') look(at, 3, ['assign', 'withdraw', 'terminate'], seq)
    if (to === 'assigned' && from !== 'assigned') look(at, 5, ['engage', 'ask-change', 'terminate'], seq)
  }
  return ends
}
