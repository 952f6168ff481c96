import type { Effect, Snapshot, TurnInput } from '../core/turn.ts'
import { tellNotice } from './decide.ts'
import type { World } from './world.ts'

type Notice = Extract<Effect, { kind: 'notify-staff' }>

/** Whoever keeps the service itself is told of these, the office of all others. */
const OF_THE_SERVICE: readonly Notice['notice'][] = ['parked', 'dead-letter', 'door']

/** Ids of the staff whom a notice is for: clerks and head of its office; of the agency where it has none, or nobody is there. */
export const readersOf = ({ roster }: World, { notice, officeId }: Pick<Notice, 'notice' | 'officeId'>): readonly string[] => {
  const ids = (matches: (one: World['roster']['staff'][number]) => boolean) => roster.staff.filter(matches).map(({ id }) => id)
  if (OF_THE_SERVICE.includes(notice)) return ids(({ role }) => role === 'administrator')
  const office = officeId === undefined ? [] : ids((one) => one.officeId === officeId && (one.role === 'clerk' || one.role === 'office-head'))
  return office.length > 0 ? office : ids(({ role }) => role === 'agency')
}

/** What follows from notices to staff: each reaches those it is for at their own doors too. One that the turn tells somebody itself is not told twice. */
export const tellStaff = (world: World, effects: readonly Effect[]): readonly Effect[] => {
  const told = new Set(
    effects.flatMap((effect) => (effect.kind === 'tell' && effect.event.kind === 'notice' ? effect.event.parts.map(({ text }) => text) : [])),
  )
  return effects.flatMap((effect) =>
    effect.kind !== 'notify-staff' || told.has(effect.text) ? [] : readersOf(world, effect).map((member) => tellNotice({ member }, { text: effect.text })),
  )
}

/** Whoever of the staff says something has read what came to their office before they said it. */
export const seeNotices = ({ roster }: World, { party }: Snapshot, input: TurnInput): readonly Effect[] => {
  if (input.kind !== 'message') return []
  const { role, staffId } = party
  const before = input.sentAt
  if (role === 'administrator') return [{ kind: 'see-notices', notices: OF_THE_SERVICE, before }]
  if (role === 'agency') return [{ kind: 'see-notices', ...(roster.agency ? { officeId: roster.agency.id } : {}), before }]
  const officeId = roster.staff.find((one) => one.id === staffId && one.role === role)?.officeId
  return officeId === undefined || (role !== 'clerk' && role !== 'office-head') ? [] : [{ kind: 'see-notices', officeId, before }]
}
