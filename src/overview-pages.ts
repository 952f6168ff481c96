import type { CalendarDeps, DayEntry } from './adapters/workbench/calendar/calendar-routes.tsx'
import { applicantIn } from './adapters/workbench/cases/case-rows.ts'
import type { DeskDeps } from './adapters/workbench/desk-deps.ts'
import type { DeskTexts } from './adapters/workbench/desk-route.ts'
import type { DispatchDeps } from './adapters/workbench/dispatch/dispatch-routes.tsx'
import type { Casework } from './core/casework.ts'
import type { CaseEvent } from './core/case.ts'
import { keptFor } from './core/kept-for.ts'
import { calendarEntries } from './desk/casework/case-calendar.ts'
import type { House } from './wire.ts'

/** What the calendar of the workbench needs of a house. */
export const calendarDepsOf = (house: House, deps: DeskDeps, texts: DeskTexts, days: DeskTexts): CalendarDeps => ({
  ...deps,
  texts,
  days,
  cases: house.workbench.cases,
  tasks: house.workbench.tasks,
  entries: (casework) => daysOf(casework.events, house.clock.now(), () => entriesOf(house, casework)),
  addressWord: (what) => house.world().commands['calendar']?.[what]?.[0] ?? what,
})

/** The days of a case: a minute old at the most. */
const daysOf = keptFor<readonly CaseEvent[], readonly DayEntry[]>(60_000)

/** The same days that an address to subscribe to gives, here with whose case it is. */
const entriesOf = ({ world, clock }: House, casework: Casework): readonly DayEntry[] =>
  calendarEntries(world(), { role: 'agency', casework: [casework] }, clock.now()).map(({ id, day, minute, title, note }) => ({
    day,
    ...(minute === undefined ? {} : { minute }),
    kind: id.startsWith(`${casework.id}-hearing-`) ? 'hearing' : id.startsWith(`${casework.id}-term-`) ? 'term' : 'clock',
    title,
    note: [applicantIn(casework), casework.matter, note].filter((one) => one !== '').join(' · '),
    link: `/desk/cases/${casework.id}`,
  }))

/** What the page of dispatch needs of a house. */
export const dispatchDepsOf = (house: House, deps: DeskDeps, texts: DeskTexts, days: DeskTexts): DispatchDeps => ({
  ...deps,
  texts,
  days,
  offers: house.workbench.offers,
  loads: () => house.world().loads,
  isWorkday: (date) => house.world().isWorkday(date),
})
