import { caseReferencesIn, withoutCaseReference } from '../../core/case-reference.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import type { StaffTask } from '../../core/task.ts'
import type { Decision, Effect, Snapshot } from '../../core/turn.ts'
import { pass, send, take, tellNotice } from '../decide.ts'
import { appointmentWork } from '../work.ts'
import type { World } from '../world.ts'
import type { Route } from './context.ts'

/** The form by which a villager makes an appointment with counsel. */
const APPOINTMENT = 'counsel-appointment'

/** `办妥 NUMBER RESULT`: the staff did what somebody asked for with a form; who asked is told the result. */
export const taskRoute: Route = ({ world, snapshot, input }) => {
  const { party, conversation, asked } = snapshot
  if (input.kind !== 'message' || conversation.group || !caseStaffRoles.includes(party.role)) return pass
  const said = input.text.trimStart()
  const word = world.commands['task']?.['done']?.find((one) => said.startsWith(one))
  if (word === undefined) return pass
  const { texts } = world
  const answer = (text: string, effects: readonly Effect[] = []): Decision =>
    take('command', { ...conversation.state, greeted: true }, [...effects, send(text)])
  const named = caseReferencesIn(said)[0]
  if (!named) return answer(texts('task.which', { word }))
  if (!asked || !isTheirs(world, party, asked)) return answer(texts('task.unknown', { number: named.whole }))
  const { id, number } = asked
  if (asked.status === 'done') return answer(texts('task.done-before', { number }))
  const result = withoutCaseReference(said.slice(word.length)).replace(/^[\s:：,，]+/u, '')
  if (result === '') return answer(texts('task.no-result', { word, number }))
  return answer(texts('task.done', { number }), [
    { kind: 'finish-task', id },
    ...(asked.title === world.flows.get(APPOINTMENT)?.title ? appointmentWork(world, asked, result, snapshot.now) : []),
    { kind: 'audit', action: 'task-done', subject: { kind: 'task', id }, detail: result },
    tellNotice({ conversation: asked.conversationId }, { text: texts('task.told', { number, by: party.name, result }) }),
  ])
}

/** A task is its office's; what was asked of the agency or the bureau, or has no office, is theirs. */
const isTheirs = ({ roster }: World, party: Snapshot['party'], { addressee, officeId }: StaffTask): boolean => {
  const staff = roster.staff.find((one) => one.id === party.staffId)
  if (party.role === 'agency') return addressee !== 'bureau'
  if (party.role === 'bureau') return addressee === 'bureau'
  return addressee === 'office' && (officeId === undefined || officeId === staff?.officeId)
}
