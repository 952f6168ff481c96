import { alarmsOf, clocksOf } from '../../core/deadline.ts'
import type { Alarm, ClockOwner } from '../../core/deadline.ts'
import type { Casework } from '../../core/casework.ts'
import type { Instant } from '../../core/ids.ts'
import type { JobBody } from '../../core/task.ts'
import type { Decision, Effect, Recipient } from '../../core/turn.ts'
import { take } from '../decide.ts'
import type { RouteContext } from '../routes/context.ts'
import type { World } from '../world.ts'
import { day } from './case-words.ts'
import { isDiscreet } from './is-discreet.ts'

const keyOf = (casework: Pick<Casework, 'id'>): string => `case-clock ${casework.id}`

/** Sets the case's next alarm after `since`, in place of the one before: one row, made anew from the events at each move. */
export const watchCase = (world: World, casework: Casework, since: Instant): readonly Effect[] => {
  const next = alarmsOf(clocksOf(casework.events, world.practice, since)).find((alarm) => alarm.at > since)
  if (!next) return [{ kind: 'unschedule', key: keyOf(casework) }]
  const job = { kind: 'case-clock', caseId: casework.id, since } as const
  return [{ kind: 'schedule', key: keyOf(casework), job, dueAt: next.at, conversation: casework.conversationId }]
}

/** Tells of every alarm since the last look, and sets the next. After a stop of days each clock speaks once, of its latest stage only. */
export const caseClock = ({ world, snapshot }: RouteContext, job: Extract<JobBody, { kind: 'case-clock' }>): Decision => {
  const { now, conversation } = snapshot
  const casework = snapshot.casework.find((one) => one.id === job.caseId)
  if (!casework) return take('internal', conversation.state, [])
  const due = alarmsOf(clocksOf(casework.events, world.practice, now)).filter((alarm) => alarm.at > job.since && alarm.at <= now)
  const latest = new Map(due.map((alarm) => [`${alarm.clock.id} ${alarm.clock.begun}`, alarm]))
  return take('internal', conversation.state, [
    ...[...latest.values()].flatMap((alarm) => tellOfAlarm(world, casework, alarm)),
    ...(latest.size > 0
      ? [{ kind: 'audit' as const, action: 'case-alarm', subject: { kind: 'case', id: casework.id }, detail: [...latest.keys()].join(',') }]
      : []),
    ...watchCase(world, casework, now),
  ])
}

const tellOfAlarm = (world: World, casework: Casework, { clock, stage, steps }: Alarm): readonly Effect[] => {
  const { caseTexts, roster } = world
  const vars = {
    number: casework.number,
    clock: caseTexts(`clocks.${clock.id}`),
    due: day(clock.due),
    source: clock.source ?? caseTexts(`sources.${clock.id}`),
    unverified: clock.verified ? '' : caseTexts('unverified'),
  }
  if (clock.owner === 'applicant' && stage !== 'late') {
    const office = roster.offices.find((one) => one.id === casework.officeId)
    const where = { office: office?.name ?? roster.agency?.name ?? '', phone: office?.phone ?? roster.agency?.phone ?? '12348' }
    const text = isDiscreet(casework) ? caseTexts('told.discreet') : caseTexts('alarm.applicant', { ...vars, ...where })
    return [{ kind: 'tell', to: { conversation: casework.conversationId }, event: { kind: 'notice', class: 'notice', parts: [{ text }] } }]
  }
  const text = caseTexts(`alarm.${stage}`, vars)
  return chainOf(casework, clock.owner)
    .slice(0, steps + 1)
    .map((to) => ({ kind: 'tell', to, event: { kind: 'notice', class: 'notice', parts: [{ text }] } }))
}

/** From who has to act upwards: owner, office head, agency, bureau. */
const chainOf = (casework: Casework, owner: ClockOwner): readonly Recipient[] => {
  const agency: Recipient = { staff: 'agency' }
  const bureau: Recipient = { staff: 'bureau' }
  const inOffice: readonly Recipient[] =
    casework.officeId === undefined
      ? []
      : [
          { staff: 'clerk', officeId: casework.officeId },
          { staff: 'office-head', officeId: casework.officeId },
        ]
  switch (owner) {
    case 'office':
      return [...inOffice, agency, bureau]
    case 'counsel':
      return [...(casework.counselId === undefined ? [] : [{ counsel: casework.counselId }]), agency, bureau]
    case 'bureau':
      return [bureau]
    case 'agency':
    case 'applicant':
      return [agency, bureau]
  }
}
