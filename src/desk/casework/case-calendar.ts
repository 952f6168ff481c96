import type { CalendarEntry } from '../../core/calendar-entry.ts'
import type { Casework } from '../../core/casework.ts'
import { clocksOf } from '../../core/deadline.ts'
import { hearingsOf } from '../../core/hearing.ts'
import type { Instant } from '../../core/ids.ts'
import { termsOf } from '../../core/limitation.ts'
import type { Role } from '../../core/turn.ts'
import { civilDate } from '../../lang/index.ts'
import type { World } from '../world.ts'
import { termWords } from './case-words.ts'
import { isDiscreet } from './is-discreet.ts'

/** Whose calendar it is, and the cases that it is made of. */
export type CalendarOwner = { readonly role: Role; readonly casework: readonly Casework[] }

/**
 * The days of somebody's cases: open clocks, terms of the matter until it is filed, hearings. Nothing but the case's number and what is due: no name, no
 * matter, no place. A villager's has their own days only, and none of a matter that nobody else may see.
 */
export const calendarEntries = (world: World, { role, casework }: CalendarOwner, now: Instant): readonly CalendarEntry[] =>
  casework.flatMap((one) => {
    if (role === 'villager') return isDiscreet(one) ? [] : [...clockEntries(world, one, now, ['applicant']), ...hearingEntries(world, one)]
    return [...clockEntries(world, one, now), ...termEntries(world, one), ...hearingEntries(world, one)]
  })

const clockEntries = (world: World, { id, number, events }: Casework, now: Instant, owners?: readonly string[]): readonly CalendarEntry[] =>
  clocksOf(events, world.practice, now)
    .filter((clock) => clock.endedAt === undefined && clock.state !== 'stopped' && (owners?.includes(clock.owner) ?? true))
    .map((clock) => ({
      id: `${id}-${clock.id}-${clock.begun}`,
      day: civilDate(clock.due),
      title: world.caseTexts('calendar.clock', { number, clock: world.caseTexts(`clocks.${clock.id}`) }),
      note: `${clock.source ?? world.caseTexts(`sources.${clock.id}`)}${clock.verified ? '' : world.caseTexts('unverified')}`,
    }))

const termEntries = (world: World, { id, number, events, answers }: Casework): readonly CalendarEntry[] => {
  if (events.some(({ facts, move }) => facts.filed === true || move === 'close-out')) return []
  return termsOf(answers, world.holidays).map((term) => ({
    id: `${id}-term-${term.id}`,
    day: term.lastDay,
    title: world.caseTexts('calendar.term', { number, term: world.caseTexts(`terms.${term.id}`) }),
    note: termWords(world, term),
  }))
}

const hearingEntries = (world: World, { id, number, events }: Casework): readonly CalendarEntry[] =>
  hearingsOf(events).map(({ seq, day, minute }) => ({
    id: `${id}-hearing-${seq}`,
    day,
    ...(minute === undefined ? {} : { minute }),
    title: world.caseTexts('calendar.hearing', { number }),
    note: '',
  }))
