import type { CaseScreening, Proof } from '../../core/screening.ts'
import type { Decision, Effect, InternalEvent } from '../../core/turn.ts'
import { clerksOf, send, take, tellNotice } from '../decide.ts'
import { outsideQuietHours } from '../draft-clock.ts'
import { scheduleScreening, screeningCard } from '../screening.ts'
import type { World } from '../world.ts'
import type { RouteContext } from './context.ts'

/** When departments that could not be asked are asked again. */
const AGAIN_MS = [10 * 60_000, 3_600_000, 6 * 3_600_000] as const

/** The registers have answered: kept for whoever decides, told to who asked and in plain words to the applicant. Nothing is decided here (个人信息保护法 24). */
export const screened = ({ world, snapshot }: RouteContext, { result, attempt }: Extract<InternalEvent, { kind: 'screened' }>): Decision => {
  const { state } = snapshot.conversation
  const again = AGAIN_MS[attempt]
  const byDesk = result.by === 'system' || result.by === 'applicant'
  const seen: Effect = { kind: 'audit', action: 'case-screened', subject: { kind: 'case', id: result.caseId }, detail: result.screening.outcome }
  if (result.screening.outcome === 'unavailable' && byDesk && again !== undefined)
    return take('internal', state, [seen, scheduleScreening(result.caseId, result.by, 'review', outsideQuietHours(snapshot.now + again), attempt + 1)])
  const kept: readonly Effect[] = [seen, { kind: 'record-screening', result }, ...(byDesk ? toStaff(world, result) : [])]
  const told = { text: applicantText(world, result) }
  if (byDesk) return take('internal', state, [...kept, send(told, 'notice')])
  return take('internal', state, [
    ...kept,
    tellNotice({ privateOf: result.partyId }, told),
    send({ text: screeningCard(world, result), sensitive: true }, 'notice'),
  ])
}

const toStaff = ({ texts }: World, { officeId, number, screening }: CaseScreening): readonly Effect[] => {
  const text = texts('screening.staff', { number, outcome: texts(`screening.outcome.${screening.outcome}`) })
  const office = officeId === undefined ? {} : { officeId }
  return [{ kind: 'notify-staff', notice: 'registry', ...office, text }, tellNotice(clerksOf(officeId), { text })]
}

/** What the applicant is told: whether a certificate is still needed, and that a person decides. Never which status was found: the door may be seen by others. */
const applicantText = (world: World, { screening, number, discreet }: CaseScreening): string => {
  const { texts } = world
  if (discreet) return texts('screening.applicant.discreet')
  const agency = world.roster.agency?.name ?? texts('labels.agency')
  const proofs = screening.proofs.filter((proof) => proof !== 'means')
  const key = screening.outcome === 'confirmed' && proofs.length > 0 ? 'half' : screening.outcome
  const needs = screening.outcome === 'unavailable' || screening.outcome === 'conflicting' ? [] : [proofLine(world, proofs, screening.outcome)]
  return [
    texts(`screening.applicant.${key}`, { number, agency }),
    ...needs.filter((line) => line !== ''),
    texts('screening.applicant.decides', { agency }),
  ].join('\n')
}

const proofLine = ({ texts }: World, proofs: readonly Proof[], outcome: string): string =>
  proofs.length > 0
    ? texts('screening.applicant.needs', { proofs: proofs.map((proof) => texts(`screening.proof.${proof}`)).join('；') })
    : outcome === 'confirmed'
      ? ''
      : texts('screening.applicant.no-certificate')
