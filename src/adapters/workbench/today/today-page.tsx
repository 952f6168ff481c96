import type { FC } from 'hono/jsx'
import type { Actor } from '../../../core/actor.ts'
import type { Complaint } from '../../../core/complaint.ts'
import { isMediationOver } from '../../../core/mediation.ts'
import type { Mediation } from '../../../core/mediation.ts'
import type { DeskTask } from '../../../ports/desk-tasks.ts'
import { sayPast } from '../../../lang/index.ts'
import { addressOf, plainFilter } from '../cases/case-filter.ts'
import type { CaseRow } from '../cases/case-rows.ts'
import { CaseHead } from '../cases/case-head.tsx'
import { nearness, sayDue, sayTime } from '../say-day.ts'
import { ComplaintList } from './complaint-routes.tsx'
import type { Appointment, TodayDeps } from './today-deps.ts'

/** What waits for somebody: their cases by their last day, appointments, what was asked of them, mediations under way. */
export type Waiting = {
  readonly rows: readonly CaseRow[]
  readonly appointments: readonly Appointment[]
  readonly tasks: readonly DeskTask[]
  readonly complaints: readonly Complaint[]
  readonly mediations: readonly Mediation[]
}

const SHOWN = 10

/** The first page of a day. */
export const TodayPage: FC<{ readonly deps: TodayDeps; readonly actor: Actor; readonly waiting: Waiting }> = ({ deps, actor, waiting }) => {
  const { todayTexts: texts, now } = deps
  const running = waiting.rows.filter(({ clock }) => clock && clock.state !== 'stopped')
  const late = running.filter(({ clock }) => clock && nearness(clock.due, now()) === 'late').length
  const soon = running.filter(({ clock }) => clock && nearness(clock.due, now()) === 'soon').length
  const open = waiting.mediations.filter((one) => !isMediationOver(one))
  const nothing = waiting.rows.length + waiting.tasks.length + open.length + waiting.appointments.length + waiting.complaints.length === 0
  return (
    <>
      <p class="row">
        {late > 0 ? (
          <a class="tag bad" href={addressOf(plainFilter, { due: 'late' })}>
            {texts('late', { count: late })}
          </a>
        ) : (
          ''
        )}
        {soon > 0 ? (
          <a class="tag soon" href={addressOf(plainFilter, { due: 'soon' })}>
            {texts('soon', { count: soon })}
          </a>
        ) : (
          ''
        )}
      </p>
      {nothing ? <p class="empty">{texts('nothing')}</p> : ''}
      {waiting.rows.length > 0 ? <Cases deps={deps} rows={waiting.rows} /> : ''}
      {waiting.appointments.length > 0 ? (
        <>
          <h2>{texts('appointments')}</h2>
          <ul class="list">
            {waiting.appointments.map(({ task, at, name }) => (
              <li>
                <strong>{sayTime(deps.days, at, now())}</strong>
                <a href={`/desk/tasks/${task.id}`}>{name === '' ? task.title : name}</a>
                <small>{task.number}</small>
              </li>
            ))}
          </ul>
        </>
      ) : (
        ''
      )}
      {waiting.complaints.length > 0 ? (
        <>
          <h2>{texts('complaints')}</h2>
          <ComplaintList deps={deps} complaints={waiting.complaints} />
        </>
      ) : (
        ''
      )}
      {waiting.tasks.length > 0 ? <Tasks deps={deps} actor={actor} tasks={waiting.tasks} /> : ''}
      {open.length > 0 ? (
        <>
          <h2>{texts('mediations')}</h2>
          <MediationList deps={deps} mediations={open} />
        </>
      ) : (
        ''
      )}
    </>
  )
}

const Cases: FC<{ readonly deps: TodayDeps; readonly rows: readonly CaseRow[] }> = ({ deps, rows }) => (
  <>
    <h2>{deps.todayTexts('cases', { count: rows.length })}</h2>
    <ul class="list cases">
      {rows.slice(0, SHOWN).map((row) => (
        <li>
          <CaseHead deps={deps} row={row} />
        </li>
      ))}
    </ul>
    <p>
      <a href="/desk/cases">{deps.todayTexts('all-cases', { count: rows.length })}</a>
    </p>
  </>
)

const Tasks: FC<{ readonly deps: TodayDeps; readonly actor: Actor; readonly tasks: readonly DeskTask[] }> = ({ deps, actor, tasks }) => {
  const { todayTexts: texts, days, now } = deps
  const { offices } = deps.roster()
  return (
    <>
      <h2>{texts('tasks', { count: tasks.length })}</h2>
      <ul class="list">
        {tasks.map((task) => (
          <li>
            <a href={`/desk/tasks/${task.id}`}>
              <strong>{task.title}</strong>
            </a>
            {task.dueAt === undefined ? '' : <span class={nearness(task.dueAt, now()) === 'later' ? 'tag' : 'tag bad'}>{sayDue(days, task.dueAt, now())}</span>}
            <small>
              {task.number} · {texts('asked', { at: sayPast(task.createdAt, now()) })}
              {actor.officeId === undefined && task.officeId !== undefined ? ` · ${offices.find(({ id }) => id === task.officeId)?.name ?? ''}` : ''}
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Mediations, each with where it stands. */
export const MediationList: FC<{ readonly deps: TodayDeps; readonly mediations: readonly Mediation[] }> = ({ deps, mediations }) => (
  <ul class="list">
    {mediations.map((one) => (
      <li>
        <a href={`/desk/mediations/${one.id}`}>
          <strong>{deps.serviceTexts(`mediation.matter.${one.matter}`)}</strong> {one.parties.applicant}
        </a>
        <span class={isMediationOver(one) ? 'tag' : 'tag soon'}>{deps.serviceTexts(`mediation.status.${one.status}`)}</span>
        <small>
          {one.number} · {deps.todayTexts('asked', { at: sayPast(one.openedAt, deps.now()) })}
        </small>
      </li>
    ))}
  </ul>
)
