import type { County } from './open-county.ts'
import type { Supervised } from './run-process.ts'

/** What is done to the county, and when it was over. */
export type Disturbance = { readonly what: string; readonly atMs: number }

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Longer than a lease and than Bull's lock. */
const PAST_THE_LEASE_MS = 12_000
const MINUTE_MS = 60_000

/** Kills `kills` processes, one after another at random times; between them everything else fails in turn, at least once each where `whole`. */
export const disturb = async (county: County, random: () => number, kills: number, whole: boolean, noted: Disturbance[]): Promise<void> => {
  const { processes, postgres, wire, redis } = county
  const begun = performance.now()
  const note = (what: string) => void noted.push({ what, atMs: Math.round(performance.now() - begun) })
  const one = (role?: Supervised['role']): Supervised => {
    const among = processes.filter((process) => role === undefined || process.role === role)
    const chosen = among[Math.floor(random() * among.length)]
    if (!chosen) throw new RangeError('nobody to disturb')
    return chosen
  }
  const others: Readonly<Record<string, () => Promise<void>>> = {
    'worker paused past its lease': async () => {
      const worker = one('worker')
      worker.pause()
      await pause(PAST_THE_LEASE_MS)
      worker.resume()
    },
    'postgres crashed': async () => {
      await postgres.crash()
      await pause(random() * 1_500)
      await postgres.begin()
    },
    'redis emptied': () => redis.flush(),
    'postgres cut off': async () => {
      wire.cut()
      await pause(1_000 + random() * 3_000)
      wire.mend()
    },
    'postgres silent': async () => {
      wire.silence()
      await pause(1_000 + random() * 4_000)
      wire.mend()
    },
    'redis crashed': async () => {
      await redis.kill()
      await pause(500)
      await redis.begin()
    },
    'door paused past its lease': async () => {
      const door = one('door')
      door.pause()
      await pause(PAST_THE_LEASE_MS)
      door.resume()
    },
    'redis gone for a minute': async () => {
      await redis.kill()
      await pause(MINUTE_MS)
      await redis.begin()
    },
  }
  // The short form has the first three, each while processes are killed.
  const turns = Object.keys(others).slice(0, whole ? undefined : 3)
  const aside: Promise<void>[] = []
  let next = 0
  for (let killed = 0; killed < kills; killed += 1) {
    await pause(800 + random() * 1_800)
    const victim = one()
    victim.kill()
    note(`${victim.role} killed`)
    const due = whole ? killed % 3 === 0 : killed < turns.length
    const name = turns[next % turns.length]
    if (!due || name === undefined) continue
    next += 1
    note(name)
    const done = others[name]?.().then(() => note(`${name}: over`))
    // Pauses go on beside the rest; of servers one fails at a time.
    if (name.includes('paused')) aside.push(done ?? Promise.resolve())
    else await done
  }
  await Promise.all(aside)
}
