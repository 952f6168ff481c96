import { endedCaseStatuses, lookupConsent } from '../../core/registry.ts'
import type { Decision } from '../../core/turn.ts'
import { send, take } from '../decide.ts'
import { scheduleScreening } from '../screening.ts'
import type { RouteContext } from './context.ts'

/** Version of the words under which a person agrees to be looked up. */
const WORDS = '2026-11-25'

/** A person's own word on whether departments are asked for their newest application; it may be taken back at any time (个人信息保护法 15, 29). */
export const agreeToLookup = ({ world, snapshot }: RouteContext, given: boolean): Decision => {
  const { texts } = world
  const { state } = snapshot.conversation
  const own = snapshot.cases.find((one) => !endedCaseStatuses.includes(one.status))
  if (!own) return take('command', state, [send(texts('screening.applicant.no-case'))])
  return take('command', state, [
    { kind: 'consent', purpose: lookupConsent(own.id), version: WORDS, given },
    { kind: 'audit', action: given ? 'lookup-agreed' : 'lookup-refused', subject: { kind: 'case', id: own.id }, detail: WORDS },
    ...(given ? [scheduleScreening(own.id, 'applicant', 'review', snapshot.now)] : []),
    send(texts(given ? 'screening.applicant.agreed' : 'screening.applicant.refused', { number: own.number })),
  ])
}
