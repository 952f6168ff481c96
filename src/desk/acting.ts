import { accountIdOf, actorOf } from '../core/actor.ts'
import type { Actor } from '../core/actor.ts'
import { authorise } from '../core/authorise.ts'
import type { Act, Thing } from '../core/authorise.ts'
import type { Snapshot } from '../core/turn.ts'
import type { World } from './world.ts'

type Party = Pick<Snapshot['party'], 'role' | 'staffId'>

/** Who of the roster writes; undefined for a villager, and for somebody who is not of the roster any more or has another role there. */
export const actingOf = ({ roster }: Pick<World, 'roster'>, { role, staffId }: Party): Actor | undefined => {
  if (role === 'villager' || staffId === undefined) return undefined
  const actor = actorOf(roster, accountIdOf({ role, staffId }))
  return actor?.role === role ? actor : undefined
}

/** Whether whoever writes may do something to a thing, as at the workbench: nothing for a villager, whose own matters the routes know. */
export const mayDo = (world: Pick<World, 'roster'>, party: Party, act: Act, thing: Thing = { kind: 'desk' }): boolean => {
  const actor = actingOf(world, party)
  return actor !== undefined && authorise(actor, act, thing)
}
