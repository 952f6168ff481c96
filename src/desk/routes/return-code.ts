import { codeOf, spokenCode } from '../../core/figure-code.ts'
import { PASS_FIGURES, PASS_MS } from '../../core/pass.ts'
import { officeOf, servesVillage } from '../../core/roster.ts'
import type { Decision } from '../../core/turn.ts'
import { send, take } from '../decide.ts'
import type { RouteContext } from './context.ts'

/**
 * After a new phone a person gets back to their case through the staff, who check them face to face: the staff name the case and say that they
 * checked, and get a code for the new phone. Whoever only knows a number gets nothing. A counsel of the village never where the village is the other side.
 */
export const giveReturnCode = ({ world, snapshot }: RouteContext, counselId: string, rest: string): Decision => {
  const { texts, roster } = world
  const { named, now } = snapshot
  const say = (key: string, vars: Readonly<Record<string, string | number>> = {}): Decision =>
    take('handoff', snapshot.conversation.state, [send(texts(key, vars), 'notice')])
  if (!named) return say('return.unknown')
  const counsel = roster.counsel.find((one) => one.id === counselId)
  const village = roster.villages.find((one) => one.code === named.villageCode)
  const office = officeOf(roster, village?.townCode)?.name ?? roster.agency?.name ?? texts('labels.agency')
  const serves = counsel !== undefined && named.villageCode !== undefined && servesVillage(counsel, named.villageCode)
  if (!serves || named.opponent === 'village' || named.role !== 'villager') return say('return.not-yours', { office })
  if (!rest.includes(texts('return.checked-word'))) return say('return.check-first', { number: named.number, matter: named.matter })
  const code = codeOf(snapshot.secret, PASS_FIGURES)
  return take('handoff', snapshot.conversation.state, [
    { kind: 'issue-pass', pass: { kind: 'return', token: code, partyId: named.partyId, expiresAt: now + PASS_MS.return } },
    { kind: 'audit', action: 'return-code', subject: { kind: 'case', id: named.id }, detail: counselId },
    { kind: 'tell', to: { privateOf: named.partyId }, event: { kind: 'notice', class: 'notice', parts: [{ text: texts('return.told', { office }) }] } },
    send(texts('return.code', { code: spokenCode(code), minutes: PASS_MS.return / 60_000 }), 'notice'),
  ])
}
