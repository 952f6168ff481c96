import { nextDutyAt } from '../core/duty.ts'
import type { Duty } from '../core/duty.ts'
import type { Choice } from '../core/message.ts'
import { officeOf, servesVillage } from '../core/roster.ts'
import type { Snapshot } from '../core/turn.ts'
import type { FlowContext } from '../flow/index.ts'
import type { ListName } from '../flow/types.ts'
import { addDays, civilDate, toMs } from '../lang/index.ts'
import { heardAsTyped } from './heard-as-typed.ts'
import type { RouteContext } from './routes/context.ts'
import { consentChoices } from './submit/withdraw-consent.ts'
import type { World } from './world.ts'

const MOST_SLOTS = 6
const HOUR = 3_600_000
/** Nobody is seen sooner than this: the other side must be told first. */
const NOTICE = 2 * HOUR
const HALF_DAYS = [9, 14]

/** What the interview engine needs of the desk's world. */
export const flowContext = ({ world, snapshot }: RouteContext): FlowContext => ({
  now: snapshot.now,
  today: civilDate(snapshot.now),
  findPlaces: world.findPlaces,
  towns: world.roster.towns,
  known: knownOf(world, snapshot),
  lists: (name, village) => listOf(world, snapshot, name, village ?? snapshot.party.villageCode),
})

/** What was heard in conversation and what the profile holds, as a person would type it. */
const knownOf = (world: World, snapshot: Snapshot): Readonly<Record<string, string>> => {
  const { heard = {}, profile = {}, intent } = snapshot.conversation.state
  const village = world.roster.villages.find((one) => one.code === snapshot.party.villageCode)
  const town = world.roster.towns.find((one) => one.code === village?.townCode)
  const said: Readonly<Record<string, string | undefined>> = {
    ...heardAsTyped(world, heard, intent),
    'profile.village': village && `${town?.name ?? ''}${village.name}`,
    ...Object.fromEntries(Object.entries(profile).map(([name, text]) => [`profile.${name}`, text])),
  }
  return Object.fromEntries(Object.entries(said).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])))
}

const listOf = (world: World, snapshot: Snapshot, name: ListName, village: string | undefined): readonly Choice[] => {
  switch (name) {
    case 'cases':
      return snapshot.cases.map((one) => ({ value: `case:${one.id}`, label: `${one.number} ${one.matter}` }))
    case 'consents':
      return consentChoices(world, snapshot)
    case 'counsel-slots': {
      const own = village === undefined ? [] : world.roster.counsel.filter((counsel) => servesVillage(counsel, village))
      return slotsOf(
        world,
        snapshot,
        own.map((counsel) => counsel.duty),
      )
    }
    case 'office-slots': {
      const found = world.roster.villages.find((one) => one.code === village)
      const office = officeOf(world.roster, found?.townCode)
      return slotsOf(world, snapshot, office ? [office.duty] : [])
    }
  }
}

/** The next half days on which somebody of these is on duty. */
const slotsOf = (world: World, snapshot: Snapshot, duties: readonly Duty[]): readonly Choice[] => {
  const slots: Choice[] = []
  for (let ahead = 0; ahead <= 14 && slots.length < MOST_SLOTS; ahead += 1)
    for (const hour of HALF_DAYS) {
      const at = toMs(addDays(civilDate(snapshot.now), ahead)) + hour * HOUR
      if (slots.length >= MOST_SLOTS || at < snapshot.now + NOTICE) continue
      if (duties.some((duty) => nextDutyAt(duty, at, world.isWorkday) === at)) slots.push({ value: `slot:${at}`, label: world.sayWhen(at, snapshot.now) })
    }
  return slots
}
