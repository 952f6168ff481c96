import { civilDate, diffDays } from '../lang/civil-date.ts'
import type { CaseEvent } from './case.ts'
import { clocksOf } from './deadline.ts'
import type { Clock, Practice } from './deadline.ts'
import type { MoveName } from './case-moves.ts'
import type { Instant } from './ids.ts'

/** A case as figures need it: where, of what kind, and its events in order. Nothing of its content and no name. */
export type FigureCase = {
  readonly villageCode?: string
  readonly townCode?: string
  readonly matter: string
  readonly events: readonly CaseEvent[] /** Reckoned ahead by `readAhead`. */
  readonly read?: ReadCase
}
/** A villager who wrote on a day in China; `at`: when first. `person` only tells people apart. */
export type FigureVisit = { readonly person: string; readonly villageCode?: string; readonly townCode?: string; readonly at: Instant }
/** A request for a person. `rating`: 1 to 4. */
export type FigureTalk = {
  readonly villageCode?: string
  readonly townCode?: string
  readonly counselId?: string
  readonly requestedAt: Instant
  readonly acceptedAt?: Instant
  readonly closedAt?: Instant
  readonly rating?: number
}
/** A complaint that stands in no case's file. */
export type FigureComplaint = { readonly townCode?: string; readonly at: Instant }
/** What figures are counted from. */
export type FigureRows = {
  readonly cases: readonly FigureCase[]
  readonly visits: readonly FigureVisit[]
  readonly talks: readonly FigureTalk[]
  readonly complaints: readonly FigureComplaint[]
}
/** From midnight in China to midnight in China; `to` is not in it. */
export type Period = { readonly from: Instant; readonly to: Instant }

/** Every figure, in the order in which it is shown. Definitions stand in texts/report.yml. */
export const figureNames = [
  'people',
  'visits',
  'requests',
  'taken',
  'received',
  'through-office',
  'through-counsel',
  'through-contact',
  'first-share',
  'granted',
  'refused',
  'withdrawn',
  'redirected',
  'terminated',
  'notified',
  'closed',
  'decided',
  'median-days',
  'p90-days',
  'on-time',
  'overdue',
  'recovered',
  'avoided',
  'talks-rated',
  'talks-satisfied',
  'cases-rated',
  'cases-satisfied',
  'complaints',
] as const
export type FigureName = (typeof figureNames)[number]
/** A figure: a count, days, fen or a share of 1; `none`: nothing to reckon it from. */
export type Figures = Readonly<Record<FigureName, number | 'none'>>

const SATISFIED_TALK = 3
const SATISFIED_CASE = 4

/** A share of 1, or none of nothing. */
export const shareOf = (part: number, whole: number): number | 'none' => (whole === 0 ? 'none' : part / whole)

/** The middle value, or the mean of the two in the middle. */
export const medianOf = (values: readonly number[]): number | 'none' => {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? 'none' : (low + high) / 2
}

/** The smallest value that `share` of all do not exceed (nearest rank). */
export const percentileOf = (values: readonly number[], share: number): number | 'none' =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? 'none'

/**
 * The figures of a period. An application counts on the day it was handed in, and is on time when it was granted or refused within the seven days of
 * 法律援助法 43, by the clock that the desk itself watches (`deadline.ts`). Nothing after `now` counts.
 */
export const figuresOf = (rows: FigureRows, { from, to }: Period, practice: Practice, now: Instant): Figures => {
  const within = (at: Instant | undefined): boolean => at !== undefined && at >= from && at < to && at <= now
  const read = rows.cases.map((one) => one.read ?? caseIn(one.events, practice, now))
  // Events stand in order of time: whatever begins after the period or ended before it has none in it.
  const active = rows.cases.filter(({ events }) => (events[0]?.at ?? to) < to && (events.at(-1)?.at ?? from - 1) >= from)
  const happened = active.map((one) => one.events.filter(({ at }) => within(at)))
  const moved = happened.map((events) => new Set(events.map(({ move }) => move)))
  const did = (...moves: readonly MoveName[]) => moved.filter((made) => moves.some((move) => made.has(move))).length
  const received = read.filter(({ clock }) => within(clock?.begun))
  const through = (how: Through) => received.filter((one) => one.through === how).length
  const [office, counsel] = [through('office'), through('counsel')]
  const decisions = read.flatMap(({ clock, decidedAt }) => (clock && decidedAt !== undefined && within(decidedAt) ? [{ ...clock, decidedAt }] : []))
  const days = decisions.map(({ begun, decidedAt }) => diffDays(civilDate(begun), civilDate(decidedAt)))
  const events = happened.flat()
  const sum = (key: 'amountFen' | 'avoidedFen') => events.reduce((all, { move, facts }) => all + (move === 'close-out' ? (facts[key] ?? 0) : 0), 0)
  const visits = rows.visits.filter(({ at }) => within(at))
  const ratings = rows.talks.flatMap(({ closedAt, rating }) => (within(closedAt) && rating !== undefined ? [rating] : []))
  const scores = happened.flatMap((made) => made.findLast(({ move }) => move === 'rate')?.facts.score ?? [])
  const end = Math.min(to - 1, now)
  return {
    people: new Set(visits.map(({ person }) => person)).size,
    visits: visits.length,
    requests: rows.talks.filter(({ requestedAt }) => within(requestedAt)).length,
    taken: rows.talks.filter(({ acceptedAt }) => within(acceptedAt)).length,
    received: received.length,
    'through-office': office,
    'through-counsel': counsel,
    'through-contact': through('contact'),
    'first-share': shareOf(office + counsel, received.length),
    granted: did('grant'),
    refused: did('refuse'),
    withdrawn: did('withdraw', 'deem-withdrawn'),
    redirected: did('redirect'),
    terminated: did('terminate'),
    notified: did('notify'),
    closed: did('close-out'),
    decided: decisions.length,
    'median-days': medianOf(days),
    'p90-days': percentileOf(days, 0.9),
    'on-time': shareOf(decisions.filter(({ due, decidedAt }) => decidedAt <= due).length, decisions.length),
    overdue: end < from ? 0 : rows.cases.filter((one, index) => isLate(one.events, read[index], practice, end)).length,
    recovered: sum('amountFen'),
    avoided: sum('avoidedFen'),
    'talks-rated': ratings.length,
    'talks-satisfied': shareOf(ratings.filter((one) => one >= SATISFIED_TALK).length, ratings.length),
    'cases-rated': scores.length,
    'cases-satisfied': shareOf(scores.filter((one) => one >= SATISFIED_CASE).length, scores.length),
    complaints: events.filter(({ move }) => move === 'complain').length + rows.complaints.filter(({ at }) => within(at)).length,
  }
}

type Through = 'self' | 'office' | 'counsel' | 'contact' | 'organ'

/** What a case's events say once for every period: the clock of the seven days, the first decision, through whom it came in. */
export type ReadCase = { readonly clock?: Clock; readonly decidedAt?: Instant; readonly through: Through }

/** The clock of the seven days, the first decision, and through whom the application came in: on paper to the office, or as it was filed. */
const caseIn = (events: readonly CaseEvent[], practice: Practice, now: Instant): ReadCase => {
  const clock = decideClock(events, practice, now)
  const decided = events.find(({ move }) => move === 'grant' || move === 'refuse')
  const onPaper = events.some(({ move, actor, facts }) => move === 'receive' && actor.role === 'office' && facts.handedOn !== undefined)
  const opening = events[0]
  const filed = opening?.actor.role === 'office' || opening?.actor.role === 'contact' ? opening.actor.role : (opening?.facts.through ?? 'self')
  return { ...(clock ? { clock } : {}), ...(decided ? { decidedAt: decided.at } : {}), through: onPaper ? 'office' : filed }
}

const decideClock = (events: readonly CaseEvent[], practice: Practice, now: Instant): Clock | undefined =>
  clocksOf(events, practice, now).find(({ id }) => id === 'decide')

/** The same rows with what is reckoned of each case, for several figures at the same instant. */
export const readAhead = (rows: FigureRows, practice: Practice, now: Instant): FigureRows => ({
  ...rows,
  cases: rows.cases.map((one) => (one.read ? one : { ...one, read: caseIn(one.events, practice, now) })),
})

const isLate = (events: readonly CaseEvent[], read: ReadCase | undefined, practice: Practice, end: Instant): boolean => {
  // Most cases were decided, or not handed in, by then: their clocks need not be looked at again.
  if (!read?.clock || (read.clock.endedAt !== undefined && read.clock.endedAt <= end) || (events[0]?.at ?? end) > end) return false
  const clock = decideClock(
    events.filter(({ at }) => at <= end),
    practice,
    end,
  )
  return clock?.state === 'late' && clock.endedAt === undefined
}
