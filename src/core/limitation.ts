import { addDays, addMonths, compareDates, diffDays, toMs } from '../lang/civil-date.ts'
import type { CivilDate } from '../lang/civil-date.ts'
import type { CaseEvent } from './case.ts'
import type { CaseStatus } from './case-status.ts'
import type { Answers } from './flow-state.ts'
import type { HolidayPlan } from './holiday-plan.ts'
import type { Instant } from './ids.ts'

/**
 * Terms of the matter itself, which run against the applicant. `stated`: the last day that the applicant read from a paper. The others are estimates from
 * the day on which it happened, since what interrupts or suspends them is not known here: nobody is told that a term is over, or that there is time.
 */
export const termIds = ['stated', 'arbitration', 'injury-employer', 'injury-own', 'suit', 'state-compensation'] as const
export type TermId = (typeof termIds)[number]

/**
 * `lastDay` counts calendar days and is what alarms go by. `movedTo`: the day after the rest days, where `lastDay` is one and the law moves it.
 * `unpublished`: the plan of that year's holidays is not out, so that it may still be moved (节假日待公布).
 */
export type Term = {
  readonly id: TermId
  readonly lastDay: CivilDate
  readonly movedTo?: CivilDate
  readonly unpublished: boolean
  readonly estimated: boolean
}

/** Less than this many days left: aid may be given ahead of the decision (法律援助法 44 第一项). */
export const URGENT_DAYS = 7
const NOT_FILED: readonly (string | undefined)[] = ['not-started', 'mediation', undefined]
const INJURIES: readonly (string | undefined)[] = ['traffic-injury', 'other-injury']

const choice = (answers: Answers, step: string): string | undefined => {
  const value = answers[step]
  return value?.kind === 'choice' ? value.value : undefined
}
const dateOf = (answers: Answers, step: string): CivilDate | undefined => {
  const value = answers[step]
  return value?.kind === 'date' ? value.value : undefined
}

/** The terms of an applied-for matter, by what the application says, earliest first. Support of parents and children knows none (民法典 196). */
export const termsOf = (answers: Answers, plan: HolidayPlan): readonly Term[] => {
  const stated = dateOf(answers, 'deadline')
  const happened = dateOf(answers, 'happened-on')
  const terms = [
    ...(stated ? [{ id: 'stated', lastDay: stated, unpublished: false, estimated: false } as const] : []),
    ...(happened && NOT_FILED.includes(choice(answers, 'stage')) ? estimates(answers, happened, plan) : []),
  ]
  return terms.sort((a, b) => compareDates(a.lastDay, b.lastDay))
}

/** The day itself does not count; a term of months or years ends on the same day of its last month (民法典 201, 202). */
const estimates = (answers: Answers, happened: CivilDate, plan: HolidayPlan): readonly Term[] => {
  const matter = choice(answers, 'matter')
  const employer = choice(answers, 'opponent-kind') === 'employer'
  const years = (count: number) => addMonths(happened, 12 * count)
  // 劳动争议调解仲裁法 27: one year; while the employment lasts, wages know no such term, which is said with the day.
  if (matter === 'wages' && employer) return [movable('arbitration', years(1), plan)]
  // 工伤保险条例 17: the employer within 30 days, after that oneself within one year. The regulation has no rule that moves a last day.
  if (matter === 'work-injury') return [fixed('injury-employer', addDays(happened, 30)), fixed('injury-own', years(1))]
  // 国家赔偿法 39: two years.
  if (matter === 'state-compensation') return [fixed('state-compensation', years(2))]
  // 民法典 188: three years.
  return INJURIES.includes(matter) || matter === 'wages' ? [movable('suit', years(3), plan)] : []
}

const fixed = (id: TermId, lastDay: CivilDate): Term => ({ id, lastDay, unpublished: false, estimated: true })

/** A last day on a statutory rest day is moved to the day after the rest (民法典 203). */
const movable = (id: TermId, lastDay: CivilDate, plan: HolidayPlan): Term => {
  let day = lastDay
  while (plan.isRestDay(day)) day = addDays(day, 1)
  return {
    id,
    lastDay,
    ...(compareDates(day, lastDay) === 0 ? {} : { movedTo: day }),
    unpublished: !plan.published(lastDay.year) || !plan.published(day.year),
    estimated: true,
  }
}

/** Whether a term has less than seven days left on a day, and is not behind it (法律援助法 44). */
export const isNear = (term: Term, today: CivilDate): boolean => {
  const left = diffDays(today, term.lastDay)
  return left >= 0 && left < URGENT_DAYS
}

/** A day on which those who handle a case are told of a term. */
export type TermAlarm = { readonly term: Term; readonly stage: 'month' | 'week' | 'last-day'; readonly at: Instant }

const BEFORE = { month: 30, week: URGENT_DAYS - 1, 'last-day': 0 } as const
const OVER: readonly CaseStatus[] = ['redirected', 'refused', 'terminated', 'closed-out', 'archived', 'withdrawn']

/** All alarms of terms at eight in the morning of their day, in order of time; none once it is filed or the case is over. */
export const termAlarmsOf = (terms: readonly Term[], events: readonly CaseEvent[]): readonly TermAlarm[] => {
  const status = events.at(-1)?.to ?? 'draft'
  if (OVER.includes(status) || events.some((event) => event.facts.filed === true)) return []
  return terms
    .flatMap((term) => (['month', 'week', 'last-day'] as const).map((stage) => ({ term, stage, at: toMs(addDays(term.lastDay, -BEFORE[stage])) + MORNING })))
    .sort((a, b) => a.at - b.at)
}

const MORNING = 8 * 3_600_000
