import { addDays, civilDate, toMs } from '../lang/civil-date.ts'
import { parseIso } from '../lang/civil-date.ts'
import type { CivilDate } from '../lang/civil-date.ts'
import type { MoveName } from './case-moves.ts'
import type { CaseStatus } from './case-status.ts'
import type { CaseEvent } from './case.ts'
import type { Instant } from './ids.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Terms that no article fixes, by name: days, where they come from, and whether somebody has checked it. */
export const practiceNames = [
  'supplement-stops',
  'receive',
  'opinion',
  'aid-first',
  'engage',
  'change',
  'decide-again',
  'file-review',
  'subsidy',
  'revisit',
  'supplement-days',
  'complaint-take',
  'complaint-answer',
] as const
export type Practice = Readonly<Record<(typeof practiceNames)[number], { readonly value: number; readonly source: string; readonly verified: boolean }>>

/** Terms of practice that are clocks of their own. */
export type PracticeClock = Exclude<(typeof practiceNames)[number], 'supplement-stops' | 'supplement-days' | 'complaint-take' | 'complaint-answer'>

/** Terms that the law itself fixes. */
export const statutoryClocks = ['decide', 'assign', 'assign-notified', 'forward', 'objection', 'supplement'] as const
export type ClockId = (typeof statutoryClocks)[number] | PracticeClock

/** Who has to act in time. */
export type ClockOwner = 'office' | 'agency' | 'bureau' | 'counsel' | 'applicant'

/**
 * One clock of a case. `due`: the last instant of the last day in China, or of the last hour. `source`: of a practice clock as configuration says it;
 * statutory clocks are named by their id. `verified` false: shown as 待核.
 */
export type Clock = {
  readonly id: ClockId
  readonly owner: ClockOwner
  readonly begun: Instant
  readonly due: Instant
  readonly state: 'running' | 'stopped' | 'met' | 'late'
  readonly endedAt?: Instant
  readonly verified: boolean
  readonly source?: string
}

type Rule = {
  readonly id: ClockId
  readonly owner: ClockOwner
  readonly begins: (event: CaseEvent) => boolean
  readonly ends: readonly MoveName[]
  /** Days after the day of the event; hours where the law counts hours. Undefined: no such clock. */
  readonly term: (event: CaseEvent, practice: Practice) => { readonly days: number } | { readonly hours: number } | { readonly lastDay: CivilDate } | undefined
}

const days = (count: number) => () => ({ days: count })
const usual = (name: PracticeClock) => (_: CaseEvent, practice: Practice) => ({ days: practice[name].value })
const is = (move: MoveName) => (event: CaseEvent) => event.move === move

/** However a case comes there: by decision, back from an interruption, or by the bureau's correction. */
const arrives = (status: CaseStatus) => (event: CaseEvent) => event.to === status && event.from !== status

const DECIDED: readonly MoveName[] = ['grant', 'refuse', 'redirect', 'withdraw', 'deem-withdrawn', 'terminate']

/**
 * Days are calendar days from the day after the event (the day itself does not count: 民事诉讼法 85, the only general rule). 法律援助法 has no rule that
 * moves a last day over holidays, so alarms never wait for one. 7 days from receipt of the application, whoever it was handed to first: 法律援助法 43;
 * 3 days to assign: 43, on notice 36; 24 hours for a detained person's application: 39; 5 days for an objection: 49.
 */
const RULES: readonly Rule[] = [
  { id: 'decide', owner: 'agency', begins: (event) => event.move === 'submit' || event.move === 'forward', ends: DECIDED, term: days(7) },
  {
    id: 'forward',
    owner: 'office',
    begins: (event) => (event.move === 'submit' || event.move === 'forward') && event.facts.detained === true,
    ends: ['receive', ...DECIDED],
    term: () => ({ hours: 24 }),
  },
  { id: 'receive', owner: 'office', begins: is('submit'), ends: ['receive', 'aid-first', ...DECIDED], term: usual('receive') },
  { id: 'opinion', owner: 'office', begins: is('receive'), ends: ['transfer', 'take-up', 'ask-supplement', ...DECIDED], term: usual('opinion') },
  {
    id: 'supplement',
    owner: 'applicant',
    begins: is('ask-supplement'),
    ends: ['supplement', ...DECIDED],
    term: ({ facts }) => {
      const lastDay = facts.due === undefined ? undefined : parseIso(facts.due)
      return lastDay && { lastDay }
    },
  },
  { id: 'aid-first', owner: 'agency', begins: is('aid-first'), ends: ['assign', ...DECIDED], term: usual('aid-first') },
  {
    id: 'assign',
    owner: 'agency',
    begins: arrives('granted'),
    ends: ['assign', 'withdraw', 'terminate'],
    term: days(3),
  },
  { id: 'assign-notified', owner: 'agency', begins: is('notify'), ends: ['assign'], term: days(3) },
  {
    id: 'engage',
    owner: 'counsel',
    begins: arrives('assigned'),
    ends: ['engage', 'ask-change', 'terminate'],
    term: usual('engage'),
  },
  { id: 'change', owner: 'agency', begins: is('ask-change'), ends: ['assign', 'keep-counsel', 'terminate'], term: usual('change') },
  { id: 'objection', owner: 'bureau', begins: is('object'), ends: ['uphold', 'correct'], term: days(5) },
  { id: 'decide-again', owner: 'agency', begins: (event) => event.move === 'correct' && event.to === 'review', ends: DECIDED, term: usual('decide-again') },
  { id: 'subsidy', owner: 'agency', begins: is('close-out'), ends: ['pay-subsidy'], term: usual('subsidy') },
  { id: 'revisit', owner: 'agency', begins: is('close-out'), ends: ['revisit'], term: usual('revisit') },
  { id: 'file-review', owner: 'agency', begins: is('close-out'), ends: ['archive'], term: usual('file-review') },
]

/** The clocks of a case at an instant, from its events alone: nothing is stored, so nothing can be lost or go wrong by a move or a restart. */
export const clocksOf = (events: readonly CaseEvent[], practice: Practice, now: Instant): readonly Clock[] =>
  events.flatMap((event, index) =>
    RULES.filter((rule) => rule.begins(event)).flatMap((rule): readonly Clock[] => {
      const term = rule.term(event, practice)
      const begun = rule.id === 'decide' ? handedIn(event, events) : event.at
      return term ? [clockOf(rule, { ...event, at: begun }, events.slice(index + 1), dueOf(begun, term), practice, now)] : []
    }),
  )

/** The application counts from the day its paper was handed in, whenever that was written down: a receipt made later moves nothing (法律援助法 43). */
const handedIn = ({ at }: CaseEvent, events: readonly CaseEvent[]): Instant => {
  const days = events.flatMap(({ facts }) => (facts.handedOn === undefined ? [] : (parseIso(facts.handedOn) ?? [])))
  return Math.min(at, ...days.map(toMs))
}

const endOf = (date: CivilDate): Instant => toMs(addDays(date, 1)) - 1

const dueOf = (at: Instant, term: NonNullable<ReturnType<Rule['term']>>): Instant => {
  if ('hours' in term) return at + term.hours * HOUR
  return endOf('days' in term ? addDays(civilDate(at), term.days) : term.lastDay)
}

const clockOf = (rule: Rule, event: CaseEvent, later: readonly CaseEvent[], usualDue: Instant, practice: Practice, now: Instant): Clock => {
  const end = later.find((one) => rule.ends.includes(one.move))
  const stops = rule.id === 'decide' || rule.id === 'decide-again' ? stopped(later, end, practice, now) : { ms: 0, open: false }
  const due = usualDue + stops.ms
  const known = rule.id in practice ? practice[rule.id as PracticeClock] : undefined
  const at = end?.at ?? now
  const state = end ? (at <= due ? 'met' : 'late') : stops.open ? 'stopped' : at > due ? 'late' : 'running'
  return {
    id: rule.id,
    owner: rule.owner,
    begun: event.at,
    due,
    state,
    ...(end ? { endedAt: end.at } : {}),
    verified: known?.verified ?? (stops.ms === 0 || practice['supplement-stops'].verified),
    ...(known ? { source: known.source } : stops.ms > 0 ? { source: practice['supplement-stops'].source } : {}),
  }
}

/** Whole days for which the review stood still while the applicant was asked for something. */
const stopped = (
  later: readonly CaseEvent[],
  end: CaseEvent | undefined,
  practice: Practice,
  now: Instant,
): { readonly ms: number; readonly open: boolean } => {
  if (practice['supplement-stops'].value === 0) return { ms: 0, open: false }
  let ms = 0
  let since: Instant | undefined
  for (const event of later) {
    if (event.move === 'ask-supplement') since = event.at
    else if (since !== undefined && event.from === 'supplement' && event.to !== 'supplement') {
      ms += wholeDays(since, event.at)
      since = undefined
    }
    if (event === end) break
  }
  return since === undefined ? { ms, open: false } : { ms: ms + wholeDays(since, now), open: true }
}

const wholeDays = (from: Instant, to: Instant): number => Math.round((toMs(civilDate(to)) - toMs(civilDate(from))) / DAY) * DAY

/** A time at which somebody is told of a clock. `late` n: the n-th day past its end; each goes one step further up. */
export type Alarm = { readonly clock: Clock; readonly stage: 'half' | 'day-before' | 'late'; readonly steps: number; readonly at: Instant }

const STEPS = 4

/** All alarms of running or late clocks, in order of time. A stopped clock has none; an ended one neither. */
export const alarmsOf = (clocks: readonly Clock[]): readonly Alarm[] =>
  clocks
    .filter((clock) => clock.endedAt === undefined && clock.state !== 'stopped')
    .flatMap((clock): readonly Alarm[] => [
      { clock, stage: 'half', steps: 0, at: clock.begun + Math.floor((clock.due - clock.begun) / 2) },
      ...(clock.due - clock.begun > 2 * DAY ? [{ clock, stage: 'day-before' as const, steps: 0, at: clock.due - DAY }] : []),
      ...Array.from({ length: STEPS }, (_, steps) => ({ clock, stage: 'late' as const, steps, at: clock.due + 1 + steps * DAY })),
    ])
    .sort((a, b) => a.at - b.at)
