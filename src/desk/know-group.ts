import type { VillageCode } from '../core/ids.ts'
import type { Effect, Snapshot, TurnInput } from '../core/turn.ts'
import type { World } from './world.ts'

const SURE = 0.8
/** Another village that fits nearly as well makes it doubtful. */
const CLEAR = 0.1

/** A group that speaks with the bot is known by the village that its name says, so that what is for that village reaches it. */
export const knowGroup = (world: World, { conversation }: Snapshot, input: TurnInput): readonly Effect[] => {
  const { group } = conversation
  if (!group || input.kind !== 'message' || input.content.kind === 'bind') return []
  const villageCode = group.village ?? villageNamed(world, group.name)
  return villageCode === undefined ? [] : [{ kind: 'bind-group', villageCode, byName: true }]
}

/** The village that a group's name means, where it fits one only. */
export const villageNamed = (world: Pick<World, 'findPlacesIn'>, name: string): VillageCode | undefined => {
  const [best, next] = world.findPlacesIn(name, 2)
  return best && best.score >= SURE && best.score - (next?.score ?? 0) >= CLEAR ? best.place.code : undefined
}
