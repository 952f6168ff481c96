import { complaintAlarms, complaintClocks, isAccused, isComplaintOver } from '../../core/complaint.ts'
import type { Complaint } from '../../core/complaint.ts'
import type { JobBody } from '../../core/task.ts'
import type { Decision, Effect, Recipient } from '../../core/turn.ts'
import { take, tellNotice } from '../decide.ts'
import type { RouteContext } from '../routes/context.ts'
import type { World } from '../world.ts'
import { complaintClockWords } from './complaint-words.ts'

const keyOf = (id: string): string => `complaint-clock ${id}`

/** Sets the complaint's next alarm after `since`, in place of the one before. */
export const watchComplaint = (world: World, complaint: Complaint, since: number): readonly Effect[] => {
  const next = complaintAlarms(complaintClocks(complaint, world.practice)).find(({ at }) => at > since)
  const { id, conversationId } = complaint
  if (!next || isComplaintOver(complaint)) return [{ kind: 'unschedule', key: keyOf(id) }]
  return [{ kind: 'schedule', key: keyOf(id), job: { kind: 'complaint-clock', id, since }, dueAt: next.at, conversation: conversationId }]
}

/** Staff of the bureau who may see a complaint: whoever is complained of never does. */
export const bureauFor = ({ roster }: World, complaint: Complaint): readonly { readonly id: string; readonly name: string }[] =>
  roster.staff.filter((one) => one.role === 'bureau' && !isAccused(complaint, one.name))

/** A clock of a complaint is near its end or past it: its handler is told, late also everybody else of the bureau who may see it. */
export const complaintClock = ({ world, snapshot }: RouteContext, job: Extract<JobBody, { kind: 'complaint-clock' }>): Decision => {
  const { conversation, now } = snapshot
  const complaint = snapshot.complaints.find((one) => one.id === job.id)
  if (!complaint || isComplaintOver(complaint)) return take('internal', conversation.state, [])
  const due = complaintAlarms(complaintClocks(complaint, world.practice)).findLast(({ at }) => at > job.since && at <= now)
  return take('internal', conversation.state, [...(due ? tellOf(world, complaint, due, now) : []), ...watchComplaint(world, complaint, now)])
}

const tellOf = (world: World, complaint: Complaint, alarm: ReturnType<typeof complaintAlarms>[number], now: number): readonly Effect[] => {
  const { clock, late } = alarm
  const text = world.serviceTexts('complaint.alarm', {
    number: complaint.number,
    clock: complaintClockWords(world, clock, now),
    source: world.practice[clock.id].source,
  })
  const { handler } = complaint
  const to: readonly Recipient[] =
    handler !== undefined && late <= 1 ? [{ member: handler.id }] : bureauFor(world, complaint).map(({ id }): Recipient => ({ member: id }))
  return [
    ...to.map((one) => tellNotice(one, { text })),
    { kind: 'audit', action: 'complaint-alarm', subject: { kind: 'complaint', id: complaint.id }, detail: clock.id },
  ]
}
