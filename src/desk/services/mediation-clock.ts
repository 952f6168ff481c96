import { agreementOf, confirmationEnds } from '../../core/mediation.ts'
import type { Mediation } from '../../core/mediation.ts'
import type { JobBody } from '../../core/task.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { addDays, formatDate, toMs } from '../../lang/index.ts'
import { clerksOf, send, take, tellNotice } from '../decide.ts'
import type { RouteContext } from '../routes/context.ts'
import type { World } from '../world.ts'

const HOUR = 3_600_000
const MORNING = 9 * HOUR
/** Days before the last on which both sides are reminded that they may have the agreement confirmed. */
const BEFORE_DAYS = 7
/** A performance without a day is asked after so many days (人民调解法 31 has the committee urge it). */
const PERFORM_DAYS = 30

type Clock = Extract<JobBody, { kind: 'mediation-clock' }>

/** Looks after an agreement: before the days for confirmation run out, and after the day of performance. */
export const watchAgreement = (world: World, mediation: Mediation): readonly Effect[] => {
  const agreement = agreementOf(mediation)
  const effective = agreement?.effective
  if (!effective) return []
  const { id, version, conversationId } = mediation
  const at = (what: Clock['what'], dueAt: number): Effect => ({
    kind: 'schedule',
    key: `mediation ${what} ${id}`,
    job: { kind: 'mediation-clock', id, what, version },
    dueAt,
    conversation: conversationId,
  })
  const last = confirmationEnds(effective, world.isWorkday)
  const performed = agreement.performBy ?? addDays(effective, PERFORM_DAYS)
  return [
    ...(mediation.status === 'agreed' ? [at('confirmation', toMs(addDays(last, -BEFORE_DAYS)) + MORNING)] : []),
    at('performance', toMs(addDays(performed, 1)) + MORNING),
  ]
}

/** A clock of a mediation is due: its applicant and the office are told, and asked whether it was kept. */
export const mediationClock = ({ world, snapshot }: RouteContext, job: Clock): Decision => {
  const { conversation, mediations } = snapshot
  const mediation = mediations.find((one) => one.id === job.id)
  const agreement = mediation && agreementOf(mediation)
  const stale = !mediation || !agreement?.effective || !(mediation.status === 'agreed' || (job.what === 'performance' && mediation.status === 'confirmed'))
  if (stale) return take('internal', conversation.state, [])
  const { serviceTexts } = world
  const vars = { number: mediation.number, last: agreement.effective ? formatDate(confirmationEnds(agreement.effective, world.isWorkday)) : '' }
  return take('internal', conversation.state, [
    { kind: 'audit', action: `mediation-${job.what}-due`, subject: { kind: 'mediation', id: mediation.id }, detail: '' },
    send(serviceTexts(`mediation.due.${job.what}`, vars), 'notice'),
    ...officeNotice(mediation, serviceTexts(`mediation.due-office.${job.what}`, vars)),
  ])
}

/** Words to the clerks of a mediation's office. */
export const officeNotice = ({ officeId }: Pick<Mediation, 'officeId'>, text: string): readonly Effect[] => [tellNotice(clerksOf(officeId), { text })]
