import type { Actor } from '../../../core/actor.ts'
import { inHandOf } from '../../../core/case-status.ts'
import { caseFile } from '../../../core/case.ts'
import type { Casework } from '../../../core/casework.ts'
import { ownAddressee, scopeOf } from '../../../core/desk-scope.ts'
import { civilDate } from '../../../lang/index.ts'
import type { CivilDate } from '../../../lang/index.ts'
import type { DeskCases } from '../../../ports/desk-cases.ts'
import type { DeskTasks } from '../../../ports/desk-tasks.ts'
import type { DeskDeps } from '../desk-deps.ts'
import { desk } from '../desk-route.ts'
import type { DeskPart, DeskTexts } from '../desk-route.ts'
import { appointmentsOf } from '../today/appointments-of.ts'
import { CalendarPage } from './calendar-page.tsx'

/** Something of a day. `link`: where it is looked at. */
export type DayEntry = {
  readonly day: CivilDate
  readonly minute?: number
  readonly kind: 'clock' | 'term' | 'hearing' | 'appointment'
  readonly title: string
  readonly note: string
  readonly link: string
}

/** What the pages of the calendar need. */
export type CalendarDeps = Pick<DeskDeps, 'now' | 'nextId' | 'say'> & {
  readonly texts: DeskTexts
  readonly days: DeskTexts
  readonly cases: DeskCases
  readonly tasks: DeskTasks
  /** The days of a case: its open clocks, terms and hearings. */
  readonly entries: (casework: Casework) => readonly DayEntry[]
  /** How one asks in chat for an address to subscribe to, and ends it. */
  readonly addressWord: (what: 'issue' | 'off') => string
}

const HERE = '/desk/calendar'

/** Hearings, appointments and last days by month or as a list, and the address by which a telephone shows them. */
export const createCalendar = (deps: CalendarDeps): DeskPart => {
  const { texts, now } = deps
  const entriesOf = async (actor: Actor, all: boolean): Promise<readonly DayEntry[]> => {
    const scope = scopeOf(actor)
    const open = scope ? await deps.cases.open(scope) : []
    const turn = inHandOf(actor.role)
    const mine = all || actor.role === 'counsel' ? open : open.filter((one) => turn.includes(caseFile(one.events).status))
    // A hearing of any of one's cases is worth knowing of, whoever's turn it is.
    const hearings = open.filter((one) => !mine.includes(one)).flatMap((one) => deps.entries(one).filter(({ kind }) => kind === 'hearing'))
    const asked = await deps.tasks.open(ownAddressee(actor), actor.officeId)
    const appointments = appointmentsOf(asked).map(
      ({ task, at, name }): DayEntry => ({
        day: civilDate(at),
        minute: Math.floor(((at + 8 * HOUR) % DAY) / MINUTE),
        kind: 'appointment',
        title: texts('appointment', { name: name === '' ? task.title : name }),
        note: task.number,
        link: `/desk/tasks/${task.id}`,
      }),
    )
    return [...mine.flatMap(deps.entries), ...hearings, ...appointments]
  }
  return {
    entries: [{ path: HERE, label: texts('title'), act: 'see-calendar' }],
    routes: [
      desk('get', HERE, 'see-calendar', async ({ actor, context, page }) => {
        const today = civilDate(now())
        const month = monthIn(context.req.query('month')) ?? { ...today, day: 1 }
        const view = context.req.query('view') === 'month' ? 'month' : 'list'
        const all = context.req.query('all') === '1'
        const body = <CalendarPage deps={deps} month={month} view={view} all={all} entries={await entriesOf(actor, all)} formId={deps.nextId()} />
        return page({ title: texts('title'), here: HERE, wide: true, body })
      }),
      desk('post', `${HERE}/address`, 'see-calendar', async ({ actor, form, page }) => {
        const sent = await form()
        const word = deps.addressWord(sent['what'] === 'off' ? 'off' : 'issue')
        const said = await deps.say(actor, { kind: 'text', text: word }, `calendar-${sent['id'] ?? deps.nextId()}`)
        const text = said.kind === 'done' ? said.text : texts(said.kind)
        const body = (
          <>
            <p class="card typed">{text}</p>
            <a class="button" href={HERE}>
              {texts('back')}
            </a>
          </>
        )
        return page({ title: texts('address'), here: HERE, body })
      }),
    ],
  }
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A month written YYYY-MM, as its first day. */
const monthIn = (said: string | undefined): CivilDate | undefined => {
  const match = /^(20\d{2})-(0[1-9]|1[0-2])$/.exec(said ?? '')
  return match ? { year: Number(match[1]), month: Number(match[2]), day: 1 } : undefined
}
