import { alarmsOf, clocksOf } from '../../core/deadline.ts'
import type { Alarm, ClockOwner } from '../../core/deadline.ts'
import type { Casework } from '../../core/casework.ts'
import { hearingAlarmsOf } from '../../core/hearing.ts'
import type { HearingAlarm } from '../../core/hearing.ts'
import type { Instant } from '../../core/ids.ts'
import { termAlarmsOf, termsOf } from '../../core/limitation.ts'
import type { TermAlarm } from '../../core/limitation.ts'
import type { JobBody } from '../../core/task.ts'
import type { Decision, Effect, Recipient } from '../../core/turn.ts'
import { take, tellNotice } from '../decide.ts'
import type { RouteContext } from '../routes/context.ts'
import type { World } from '../world.ts'
import { day, hearingWords, termWords } from './case-words.ts'
import { isDiscreet } from './is-discreet.ts'

const keyOf = (casework: Pick<Casework, 'id'>): string => `case-clock ${casework.id}`

/** Whatever somebody is told of at a time: a clock of the procedure, a term of the matter, a hearing. */
type CaseAlarm = (Alarm & { readonly kind: 'clock' }) | (TermAlarm & { readonly kind: 'term' }) | (HearingAlarm & { readonly kind: 'hearing' })

const allAlarms = (world: World, { events, answers }: Casework, now: Instant): readonly CaseAlarm[] =>
  [
    ...alarmsOf(clocksOf(events, world.practice, now)).map((one) => ({ ...one, kind: 'clock' as const })),
    ...termAlarmsOf(termsOf(answers, world.holidays), events).map((one) => ({ ...one, kind: 'term' as const })),
    ...hearingAlarmsOf(events).map((one) => ({ ...one, kind: 'hearing' as const })),
  ].sort((a, b) => a.at - b.at)

/** Sets the case's next alarm after `since`, in place of the one before: one row, made anew from the events at each move. */
export const watchCase = (world: World, casework: Casework, since: Instant): readonly Effect[] => {
  const next = allAlarms(world, casework, since).find((alarm) => alarm.at > since)
  if (!next) return [{ kind: 'unschedule', key: keyOf(casework) }]
  const job = { kind: 'case-clock', caseId: casework.id, since } as const
  return [{ kind: 'schedule', key: keyOf(casework), job, dueAt: next.at, conversation: casework.conversationId }]
}

/** Tells of every alarm since the last look, and sets the next. After a stop of days each clock, term and hearing speaks once, of its latest stage only. */
export const caseClock = ({ world, snapshot }: RouteContext, job: Extract<JobBody, { kind: 'case-clock' }>): Decision => {
  const { now, conversation } = snapshot
  const casework = snapshot.casework.find((one) => one.id === job.caseId)
  if (!casework) return take('internal', conversation.state, [])
  const due = allAlarms(world, casework, now).filter((alarm) => alarm.at > job.since && alarm.at <= now)
  const latest = new Map(due.map((alarm) => [nameOf(alarm), alarm]))
  return take('internal', conversation.state, [
    ...[...latest.values()].flatMap((alarm) => tellOf(world, casework, alarm)),
    ...(latest.size > 0
      ? [{ kind: 'audit' as const, action: 'case-alarm', subject: { kind: 'case', id: casework.id }, detail: [...latest.keys()].join(',') }]
      : []),
    ...watchCase(world, casework, now),
  ])
}

const nameOf = (alarm: CaseAlarm): string => {
  switch (alarm.kind) {
    case 'clock':
      return `${alarm.clock.id} ${alarm.clock.begun}`
    case 'term':
      return `term ${alarm.term.id}`
    case 'hearing':
      return `hearing ${alarm.hearing.seq}`
  }
}

const tellOf = (world: World, casework: Casework, alarm: CaseAlarm): readonly Effect[] => {
  switch (alarm.kind) {
    case 'clock':
      return tellOfClock(world, casework, alarm)
    case 'term': {
      const text = world.caseTexts(`alarm.term-${alarm.stage}`, { number: casework.number, term: termWords(world, alarm.term) })
      return inCharge(casework).map((to) => tellNotice(to, { text }))
    }
    case 'hearing': {
      const vars = { number: casework.number, when: hearingWords(world, alarm.hearing) }
      const told = isDiscreet(casework) ? world.caseTexts('told.discreet') : world.caseTexts('alarm.hearing-applicant', vars)
      const counsel = casework.counselId === undefined ? [] : [tellNotice({ counsel: casework.counselId }, { text: world.caseTexts('alarm.hearing', vars) })]
      return [tellNotice({ conversation: casework.conversationId }, { text: told }), ...counsel]
    }
  }
}

/** Who must see that a term is kept: who handles the case, and the agency, which may give aid ahead of its decision (法律援助法 44). */
export const inCharge = ({ counselId, officeId, events }: Casework): readonly Recipient[] => {
  if (counselId !== undefined) return [{ counsel: counselId }, { staff: 'agency' }]
  const early = events.every(({ move }) => move !== 'transfer' && move !== 'take-up')
  return [...(early && officeId !== undefined ? [{ staff: 'clerk' as const, officeId }] : []), { staff: 'agency' }]
}

const tellOfClock = (world: World, casework: Casework, { clock, stage, steps }: Alarm): readonly Effect[] => {
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
    return [tellNotice({ conversation: casework.conversationId }, { text })]
  }
  const text = caseTexts(`alarm.${stage}`, vars)
  return chainOf(casework, clock.owner)
    .slice(0, steps + 1)
    .map((to) => tellNotice(to, { text }))
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
