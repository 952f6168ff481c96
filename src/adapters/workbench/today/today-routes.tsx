import { accountIdOf } from '../../../core/actor.ts'
import type { Actor } from '../../../core/actor.ts'
import { addresseesOf, ownAddressee, scopeOf } from '../../../core/desk-scope.ts'
import { isMediationOver } from '../../../core/mediation.ts'
import { plainFilter } from '../cases/case-filter.ts'
import { caseRows, chosenRows } from '../cases/case-rows.ts'
import { seen } from '../cases/cases-deps.ts'
import { notDone } from '../kept-form.ts'
import { about, desk } from '../desk-route.ts'
import type { DeskPart } from '../desk-route.ts'
import { appointmentsOf } from './appointments-of.ts'
import { complaintsFor, createComplaints } from './complaint-routes.tsx'
import { createMediations } from './mediation-routes.tsx'
import { TaskPage } from './task-page.tsx'
import type { TodayDeps } from './today-deps.ts'
import { TodayPage } from './today-page.tsx'

const HERE = '/desk/today'
/** Forms whose tasks are objects of their own, with lists of their own. */
const ELSEWHERE = ['mediation-application', 'complaint']
const MEDIATES = ['clerk', 'office-head', 'mediator']

/** What waits for somebody, first thing in the morning; what was asked of the staff through forms; mediations. */
export const createToday = (deps: TodayDeps): DeskPart => {
  const { todayTexts: texts, tasks, cases, now } = deps
  const waiting = async (actor: Actor) => {
    const scope = scopeOf(actor)
    const rows = scope ? chosenRows(caseRows(await cases.open(scope), actor.role, deps.practice(), now()), plainFilter, now()) : []
    const asked = (await tasks.open(ownAddressee(actor), actor.officeId)).filter(({ kind }) => !ELSEWHERE.includes(kind))
    const appointments = appointmentsOf(asked)
    const mediations = MEDIATES.includes(actor.role) ? await tasks.mediations(actor.officeId ?? '') : []
    const complaints = await complaintsFor(deps, actor)
    return { rows, complaints, appointments, tasks: asked.filter((task) => appointments.every((one) => one.task !== task)), mediations }
  }
  const today = desk('get', HERE, 'see-today', async ({ actor, page }) =>
    page({ title: texts('title'), here: HERE, body: <TodayPage deps={deps} actor={actor} waiting={await waiting(actor)} /> }),
  )
  const find = async (actor: Actor, id: string) => {
    const task = await tasks.find(id)
    if (!task || !addresseesOf(actor).includes(task.addressee)) return undefined
    return { thing: { kind: 'place' as const, ...(task.officeId === undefined ? {} : { officeId: task.officeId }) }, value: task }
  }
  const one = about(
    'get',
    '/desk/tasks/:task',
    'see-tasks',
    ({ actor, context }) => find(actor, context.req.param('task') ?? ''),
    async ({ actor, page }, task) => {
      await seen(deps, actor, { kind: 'task', id: task.id }, accountIdOf(actor))
      return page({ title: task.title, here: HERE, body: <TaskPage deps={deps} task={task} formId={deps.nextId()} /> })
    },
  )
  const done = about(
    'post',
    '/desk/tasks/:task',
    'see-tasks',
    ({ actor, context }) => find(actor, context.req.param('task') ?? ''),
    async (request, task) => {
      const sent = await request.form()
      const said = await deps.say(
        request.actor,
        { kind: 'text', text: deps.doneLine(task.number, (sent['result'] ?? '').trim()) },
        `task-${sent['id'] ?? deps.nextId()}`,
      )
      const after = await tasks.find(task.id)
      if (said.kind === 'done' && after?.status === 'done') return request.goTo(HERE, said.text)
      if (said.kind === 'waiting') return request.goTo(HERE, deps.texts('waiting'))
      const wrong = said.kind === 'done' ? said.text : deps.texts('failed')
      const body = <TaskPage deps={deps} task={after ?? task} formId={deps.nextId()} typed={sent['result'] ?? ''} wrong={wrong} />
      return request.page({ title: task.title, here: HERE, body }, notDone(request))
    },
  )
  return {
    entries: [
      {
        path: HERE,
        label: texts('title'),
        act: 'see-today',
        async count(actor) {
          const found = await waiting(actor)
          return (
            found.rows.length +
            found.tasks.length +
            found.appointments.length +
            found.complaints.length +
            found.mediations.filter((each) => !isMediationOver(each)).length
          )
        },
      },
    ],
    routes: [today, one, done, ...createMediations(deps), ...createComplaints(deps)],
  }
}
