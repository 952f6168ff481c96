import { codeOf, spokenCode } from '../../core/figure-code.ts'
import { PASS_FIGURES, PASS_MS } from '../../core/pass.ts'
import { officeOf, servesVillage } from '../../core/roster.ts'
import { staffRoles } from '../../core/staff-role.ts'
import type { Decision, Snapshot } from '../../core/turn.ts'
import { staffCommandOf } from '../commands.ts'
import { pass, send, take, tellNotice } from '../decide.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'

/** The line by which somebody of an office helps a person back to their case. */
export const returnRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { role } = snapshot.party
  if (input.kind !== 'message' || snapshot.conversation.group || !staffRoles.some((one) => one === role)) return pass
  const line = staffCommandOf(world, role, input.text)
  return line?.command === 'return' ? giveReturnCode(context, line.rest) : pass
}

/**
 * After a new phone a person gets back to their case through the staff, who check them face to face: the staff name the case and say that they
 * checked, and get a code for the new phone. Whoever only knows a number gets nothing.
 */
export const giveReturnCode = ({ world, snapshot }: RouteContext, rest: string): Decision => {
  const { texts, roster } = world
  const { named, now, party } = snapshot
  const say = (key: string, vars: Readonly<Record<string, string | number>> = {}): Decision =>
    take('handoff', snapshot.conversation.state, [send(texts(key, vars), 'notice')])
  if (!named) return say('return.unknown')
  const village = roster.villages.find((one) => one.code === named.villageCode)
  const itsOffice = roster.offices.find((one) => one.id === named.officeId) ?? officeOf(roster, village?.townCode)
  const office = itsOffice?.name ?? roster.agency?.name ?? texts('labels.agency')
  if (named.role !== 'villager' || !mayReturn(world, party, named, itsOffice?.id)) return say('return.not-yours', { office })
  if (!rest.includes(texts('return.checked-word'))) return say('return.check-first', { number: named.number, matter: named.matter })
  const code = codeOf(snapshot.secret, PASS_FIGURES)
  return take('handoff', snapshot.conversation.state, [
    { kind: 'issue-pass', pass: { kind: 'return', token: code, partyId: named.partyId, expiresAt: now + PASS_MS.return } },
    { kind: 'audit', action: 'return-code', subject: { kind: 'case', id: named.id }, detail: party.staffId ?? '' },
    tellNotice({ privateOf: named.partyId }, { text: texts('return.told', { office }) }),
    send(texts('return.code', { code: spokenCode(code), minutes: PASS_MS.return / 60_000 }), 'notice'),
  ])
}

/**
 * Whoever works at the case's office may; where no office has it, the agency's staff. A counsel of the village may, but never where the village is
 * the other side.
 */
const mayReturn = ({ roster }: World, party: Snapshot['party'], named: NonNullable<Snapshot['named']>, office: string | undefined): boolean => {
  if (party.role === 'counsel') {
    const counsel = roster.counsel.find((one) => one.id === party.staffId)
    return counsel !== undefined && named.villageCode !== undefined && named.opponent !== 'village' && servesVillage(counsel, named.villageCode)
  }
  const staff = roster.staff.find((one) => one.id === party.staffId && one.role === party.role)
  if (!staff) return false
  return office === undefined ? staff.role === 'agency' : staff.officeId === office
}
