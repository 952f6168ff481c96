import type { Instant } from './ids.ts'

/** Longest that a message may wait for its turn before the process counts as not ready. */
export const LONGEST_LAG_MS = 60_000
/** A door that fails for so long counts as down. */
export const DOOR_DOWN_MS = 2 * 60_000

/** What a balancer or an operator asks: may people be sent here? Each check by itself, with numbers only. */
export type Readiness = {
  readonly ready: boolean
  readonly database: 'up' | 'down'
  /** Where the service has one; without it everything goes on, slower. */
  readonly redis?: 'up' | 'down'
  /** Milliseconds that the oldest received message has waited for its turn, and the oldest due one to be sent. */
  readonly lagMs: number
  readonly sendLagMs: number
  /** A single door that is down does not make the rest unready. */
  readonly doors: Readonly<Record<string, 'up' | 'down'>>
}

/** The database cannot be asked. */
export const unreadable = (doors: readonly string[]): Readiness => ({
  ready: false,
  database: 'down',
  lagMs: 0,
  sendLagMs: 0,
  doors: Object.fromEntries(doors.map((door) => [door, 'down' as const])),
})

/** Judges the numbers: ready where the inbox does not lag and at least one door is up. */
export const judgeReadiness = (
  vitals: {
    readonly inbox: { readonly since: Instant | undefined }
    readonly outbox: { readonly since: Instant | undefined }
    readonly failingDoors: readonly { readonly channel: string; readonly since: Instant }[]
  },
  doors: readonly string[],
  now: Instant,
): Readiness => {
  const lagMs = Math.max(0, now - (vitals.inbox.since ?? now))
  const down = new Set(vitals.failingDoors.filter(({ since }) => now - since >= DOOR_DOWN_MS).map(({ channel }) => channel))
  return {
    ready: lagMs <= LONGEST_LAG_MS && (doors.length === 0 || doors.some((door) => !down.has(door))),
    database: 'up',
    lagMs,
    sendLagMs: Math.max(0, now - (vitals.outbox.since ?? now)),
    doors: Object.fromEntries(doors.map((door) => [door, down.has(door) ? 'down' : 'up'])),
  }
}
