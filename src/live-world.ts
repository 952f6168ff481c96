import { readLoads } from './adapters/prisma/loads.ts'
import type { Prisma } from './adapters/prisma/open-prisma.ts'
import { readRoster } from './adapters/prisma/roster.ts'
import type { Config } from './config.ts'
import type { World } from './desk/world.ts'
import type { Store } from './ports/store.ts'
import type { Clock } from './ports/system.ts'
import { buildWorld } from './world.ts'
import type { Base, readDepartments } from './world.ts'

/** Effects that change what a counsel has in hand. */
const LOADING: ReadonlySet<string> = new Set(['claim-handoff', 'transfer-handoff', 'close-handoff'])

type Departments = ReturnType<typeof readDepartments>

/** The world that decisions are made in, as it stands now. */
export type LiveWorld = {
  readonly now: () => World
  /** Builds it anew on content that was read again. */
  readonly rebuild: () => void
  /** Reads who is there again. */
  readonly readRoster: () => Promise<void>
  /** Reads again what each counsel has in hand. */
  readonly readLoads: () => Promise<void>
  /** A store whose turns change the world: who is on duty (then `dutyChanged` is told), and with how much in hand. */
  readonly follow: (store: Store, dutyChanged: () => Promise<void>) => Store
}

/** Puts content, roster and loads together, and keeps them so. `content` gives the content as it was read last. */
export const openLiveWorld = async (config: Config, content: () => Base, departments: Departments, prisma: Prisma, clock: Clock): Promise<LiveWorld> => {
  let roster = await readRoster(prisma)
  let loads = await readLoads(prisma, clock.now())
  const build = (): World => ({ ...buildWorld(config, content(), roster, departments), loads })
  let world = build()
  const live: Omit<LiveWorld, 'follow'> = {
    now: () => world,
    rebuild() {
      world = build()
    },
    async readRoster() {
      roster = await readRoster(prisma)
      world = build()
    },
    async readLoads() {
      loads = await readLoads(prisma, clock.now())
      world = { ...world, loads }
    },
  }
  return {
    ...live,
    follow: (store, dutyChanged) => ({
      ...store,
      async commit(turn) {
        const result = await store.commit(turn)
        if (result.kind !== 'committed') return result
        if (turn.effects.some((effect) => effect.kind === 'duty')) {
          await live.readRoster()
          await dutyChanged()
        }
        if (turn.effects.some((effect) => LOADING.has(effect.kind))) await live.readLoads()
        return result
      },
    }),
  }
}
