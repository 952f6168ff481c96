import type { World } from '../world.ts'

/** Name of the town of a handoff, or "unknown". */
export const townName = (world: World, handoff: { readonly townCode?: string }): string =>
  world.roster.towns.find((town) => town.code === handoff.townCode)?.name ?? world.texts('topic.unknown')
