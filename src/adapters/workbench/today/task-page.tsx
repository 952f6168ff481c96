import type { FC } from 'hono/jsx'
import { Wrong } from './wrong.tsx'
import type { DeskTask } from '../../../ports/desk-tasks.ts'
import { Dialled } from '../cases/dialled.tsx'
import { keptForm } from '../kept-form.ts'
import { DeskForm } from '../frame.tsx'
import { sayDue, sayTime } from '../say-day.ts'
import type { TodayDeps } from './today-deps.ts'

/** Something asked of the staff through a form, with what was filled in and a way to say what came of it. */
export const TaskPage: FC<{
  readonly deps: TodayDeps
  readonly task: DeskTask
  readonly formId: string
  readonly typed?: string
  readonly wrong?: string
}> = ({ deps, task, formId, typed = '', wrong }) => {
  const { todayTexts: texts, days, now } = deps
  return (
    <>
      <p class="row">
        <a href="/desk/today">{texts('back')}</a>
        <span class={task.status === 'done' ? 'tag good' : 'tag soon'}>{texts(`status.${task.status}`)}</span>
        {task.dueAt === undefined ? '' : <span class="tag">{sayDue(days, task.dueAt, now())}</span>}
        <span class="soft">
          {task.number} · {sayTime(days, task.createdAt, now())}
        </span>
      </p>
      <Wrong why={wrong} />
      <dl class="card">
        {deps.answers(task.kind, task.answers).map(({ label, shown }) => (
          <>
            <dt>{label}</dt>
            <dd class="typed">
              <Dialled shown={shown} />
            </dd>
          </>
        ))}
      </dl>
      {task.caseId === undefined ? (
        ''
      ) : (
        <p>
          <a href={`/desk/cases/${task.caseId}`}>{texts('its-case')}</a>
        </p>
      )}
      {task.status === 'done' ? (
        ''
      ) : (
        <DeskForm action={`/desk/tasks/${task.id}`} class="card" hx={keptForm(`/desk/tasks/${task.id}`, `task-${task.id}`)}>
          <input type="hidden" name="id" value={formId} />
          <label>
            {texts('result')}
            <textarea name="result" rows={3} maxlength={1000} required>
              {typed}
            </textarea>
          </label>
          <button type="submit" class="main">
            {texts('done')}
          </button>
        </DeskForm>
      )}
    </>
  )
}
