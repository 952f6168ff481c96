import { addDays, civilDate, compareDates, parseIso, toMs } from '../lang/civil-date.ts'
import type { CivilDate } from '../lang/civil-date.ts'
import type { CaseEvent } from './case.ts'
import type { Instant } from './ids.ts'

/** A day before a court or board. `minute` of the day where it was said; `where` may be empty. */
export type Hearing = { readonly seq: number; readonly day: CivilDate; readonly minute?: number; readonly where: string }

/** The hearings of a case in order. A new one takes the place of those that were still ahead when it was told: that is how a day is changed. */
export const hearingsOf = (events: readonly CaseEvent[]): readonly Hearing[] =>
  events.reduce<readonly Hearing[]>((known, { move, seq, at, facts }) => {
    const day = facts.due === undefined ? undefined : parseIso(facts.due)
    if (move !== 'hearing' || !day) return known
    const past = known.filter((one) => compareDates(one.day, civilDate(at)) < 0)
    return [...past, { seq, day, ...(facts.minute === undefined ? {} : { minute: facts.minute }), where: facts.where ?? '' }]
  }, [])

/** The day before a hearing at nine in the morning: the person and who handles the case are told again. None once the case is closed. */
export type HearingAlarm = { readonly hearing: Hearing; readonly at: Instant }

const NINE = 9 * 3_600_000

/** All alarms of a case's hearings. */
export const hearingAlarmsOf = (events: readonly CaseEvent[]): readonly HearingAlarm[] => {
  const status = events.at(-1)?.to
  if (status === 'closed-out' || status === 'archived' || status === 'terminated') return []
  return hearingsOf(events).map((hearing) => ({ hearing, at: toMs(addDays(hearing.day, -1)) + NINE }))
}
