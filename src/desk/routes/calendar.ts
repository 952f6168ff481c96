import { PASS_MS } from '../../core/pass.ts'
import { commandOf } from '../commands.ts'
import { pass, send, take } from '../decide.ts'
import type { Route } from './context.ts'

/** Gives an address to subscribe a calendar by; a new one ends the one before, and 停用日历 ends it without another. */
export const calendarRoute: Route = ({ world, snapshot, input }) => {
  const { conversation, party, now, secret } = snapshot
  if (input.kind !== 'message') return pass
  const command = commandOf(world, 'calendar', input.text)
  if (command === undefined) return pass
  const { state } = conversation
  const { caseTexts } = world
  if (conversation.group) return take('command', state, [send(world.texts('group.private-only'))])
  const subject = { kind: 'party', id: party.id } as const
  if (command === 'off')
    return take('command', state, [
      { kind: 'revoke-pass', pass: 'calendar', partyId: party.id },
      { kind: 'audit', action: 'calendar-revoked', subject, detail: '' },
      send(caseTexts('calendar.off'), 'notice'),
    ])
  const { publicUrl } = world.settings
  if (publicUrl === undefined) return take('command', state, [send(caseTexts('calendar.no-address'), 'notice')])
  return take('command', state, [
    { kind: 'issue-pass', pass: { kind: 'calendar', token: secret, partyId: party.id, expiresAt: now + PASS_MS.calendar } },
    { kind: 'audit', action: 'calendar-issued', subject, detail: '' },
    send(caseTexts('calendar.address', { url: `${publicUrl}/calendar/${secret}.ics` }), 'notice'),
  ])
}
