import { nextDutyAt, onDutyAt } from '../../core/duty.ts'
import { nearestOffices } from '../../core/dispatch.ts'
import { officeOf } from '../../core/roster.ts'
import type { Office, Position } from '../../core/roster.ts'
import type { TownCode } from '../../core/ids.ts'
import type { Part } from '../../core/message.ts'
import type { ConversationState, Effect, Snapshot } from '../../core/turn.ts'
import { send, without } from '../decide.ts'
import type { World } from '../world.ts'

/** Name, telephone, address and hours of an office, with whether somebody is there now. */
export const officeCard = (world: World, office: Office, now: number): string => {
  const { texts } = world
  const next = nextDutyAt(office.duty, now, world.isWorkday)
  const when = onDutyAt(office.duty, now, world.isWorkday) ? texts('office.open') : texts('office.opens', { when: world.sayWhen(next ?? now, now) })
  return texts('office.card', { name: office.name, phone: office.phone, address: office.address, when })
}

/** How long a request waits for a counsel before the office takes it on, in words. */
export const sayWait = ({ texts, waits }: World): string =>
  waits.office % 60 === 0 ? texts('labels.hours', { n: waits.office / 60 }) : texts('labels.minutes', { n: waits.office })

/** Tells that an office takes a request on, with why, and when somebody answers. */
export const handedToOffice = (
  world: World,
  why: 'conflict' | 'nobody' | 'refused' | 'unanswered' | 'late' | 'none',
  office: Office | undefined,
  now: number,
): string => {
  const { texts, roster } = world
  if (!office) return texts('hand.office-unknown', { agency: roster.agency?.name ?? texts('labels.agency') })
  return texts('hand.office', {
    why: texts(`hand.why-${why}`, { waited: sayWait(world) }),
    office: office.name,
    when: world.sayWhen(nextDutyAt(office.duty, now, world.isWorkday) ?? now, now),
    phone: office.phone,
    address: office.address,
  })
}

/** Asks for the person's village; the one of the group they asked in, or of the group itself, is offered. */
export const askVillage = ({ texts, roster }: World, { conversation }: Snapshot): Part => {
  const near = roster.villages.find((one) => one.code === (conversation.groupVillage ?? conversation.state.groupVillage))
  if (!near) return { text: texts('hand.ask-village') }
  const town = roster.towns.find((one) => one.code === near.townCode)
  return { text: texts('hand.ask-village'), choices: [{ value: `village:${near.code}`, label: `${town?.name ?? ''}${near.name}` }] }
}

/** Answers where the office is, or asks for the village first; in a group by the village it is bound to, and never asking. */
export const officeReply = (
  world: World,
  snapshot: Snapshot,
  villageCode = snapshot.conversation.groupVillage ?? snapshot.party.villageCode,
): readonly [ConversationState, readonly Effect[]] => {
  const { state, group } = snapshot.conversation
  const village = world.roster.villages.find((one) => one.code === villageCode)
  if (!village && group) return [state, [send({ text: world.texts('group.private-only'), privately: true })]]
  if (!village) return [{ ...state, asking: { what: 'village', topic: 'office', misses: 0 } }, [send(askVillage(world, snapshot))]]
  const part = officeOfTown(world, village.townCode, snapshot.now)
  if (group) return [state, [send({ text: part.text, privately: true })]]
  return [without(state, 'asking'), [send(part)]]
}

/** The office of a town, and the agency that decides. */
export const officeOfTown = (world: World, town: TownCode, now: number): Part => {
  const office = officeOf(world.roster, town)
  const { agency } = world.roster
  const text = office ? officeCard(world, office, now) : world.texts('office.none')
  const more = agency ? `\n${world.texts('office.agency', { name: agency.name, phone: agency.phone, address: agency.address })}` : ''
  return { text: text + more, choices: [{ value: 'do:counsel', label: world.texts('choices.counsel') }] }
}

const NEAREST = 2

/** The nearest offices to a place, those open now first, with how far each is; undefined where no office's place is known. */
export const nearestReply = (world: World, from: Position, now: number): Part | undefined => {
  const near = nearestOffices(world.roster, from, now, world.isWorkday).slice(0, NEAREST)
  if (near.length === 0) return undefined
  const text = near
    .map(({ office, km }) => `${officeCard(world, office, now)}\n${world.texts('office.distance', { km: km < 10 ? km.toFixed(1) : Math.round(km) })}`)
    .join('\n\n')
  return { text, choices: [{ value: 'do:counsel', label: world.texts('choices.counsel') }] }
}
