import type { Answers } from '../../core/flow-state.ts'
import type { NewTask } from '../../core/task.ts'
import type { Effect } from '../../core/turn.ts'
import { addDays, civilDate, toMs } from '../../lang/index.ts'
import { send } from '../decide.ts'
import { writePapers } from '../papers.ts'
import { nextNumber, officeOfVillage, villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'

/** Files a form as a task for the staff, with its number and, where the law sets one, its day. Days are counted from the day after (民事诉讼法 85). */
export const submitTask = (submission: Submission): Submitted => {
  const { world, snapshot, flow, answers } = submission
  const { task } = flow
  if (!task) throw new Error(`the form ${flow.id} says nothing of a task`)
  const village = (task.village === undefined ? undefined : villageIn(answers, task.village)) ?? snapshot.party.villageCode
  const office = officeOfVillage(world, village)
  const agency = world.roster.agency?.name ?? world.texts('labels.agency')
  const filed = fileTask(submission, {
    addressee: task.to,
    title: flow.title,
    ...(office ? { officeId: office.id } : {}),
    ...(task.days === undefined ? {} : { days: task.days }),
  })
  const text = fill(task.done, {
    number: filed.task.number,
    office: office?.name ?? agency,
    agency,
    phone: office?.phone ?? world.roster.agency?.phone ?? '12348',
  })
  return {
    effects: [...filed.effects, ...writePapers(world, snapshot, flow, answers, { number: filed.task.number, office: office?.name ?? agency }), send(text)],
  }
}

const fill = (text: string, vars: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => vars[name] ?? '')

/** A task with its number, and what writes it down and tells the staff. */
export const fileTask = (
  { world, snapshot, flow, answers }: Submission,
  what: Pick<NewTask, 'addressee' | 'title'> & { readonly officeId?: string; readonly days?: number; readonly answers?: Answers },
): { readonly task: NewTask; readonly effects: readonly Effect[] } => {
  const year = civilDate(snapshot.now).year
  const { value, effect } = nextNumber(snapshot, `task-${year}`)
  const number = world.texts('task.number', { year, n: String(value).padStart(4, '0') })
  const chosen = Object.values(answers).find((one) => one.kind === 'choice' && one.value.startsWith('case:'))
  const task: NewTask = {
    id: `t${snapshot.inboxId}`,
    number,
    kind: flow.id,
    title: what.title,
    addressee: what.addressee,
    ...(what.officeId === undefined ? {} : { officeId: what.officeId }),
    ...(chosen?.kind === 'choice' ? { caseId: chosen.value.slice(5) } : {}),
    ...(what.days === undefined ? {} : { dueAt: toMs(addDays(civilDate(snapshot.now), what.days + 1)) - 1 }),
    facts: { answers: what.answers ?? answers },
  }
  return {
    task,
    effects: [
      effect,
      { kind: 'file-task', task },
      { kind: 'audit', action: 'task-filed', subject: { kind: 'task', id: task.id }, detail: `${flow.id} ${number}` },
      {
        kind: 'notify-staff',
        notice: 'task',
        ...(what.officeId === undefined ? {} : { officeId: what.officeId }),
        text: world.texts('task.staff', { title: what.title, number }),
      },
    ],
  }
}
