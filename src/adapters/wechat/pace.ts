import type { Instant } from '../../core/ids.ts'
import type { OutboxClass } from '../../core/turn.ts'

const DAY_MS = 24 * 3_600_000
const SHANGHAI_MS = 8 * 3_600_000
/** A place in the row that nobody took for so long is given away. */
const MISSED_MS = 15_000

/** What an account does that WeChat watches: messages by class, and friends and groups taken on. */
export type SentAs = OutboxClass | 'join'

/** How fast and how much. `daily`: the most of each kind a day by Beijing time; safety has no bound. */
export type PaceLimits = { readonly perMinute: number; readonly daily: Readonly<Record<Exclude<SentAs, 'safety'>, number>> }

/** What was done on a day (its number since 1970 in Beijing). JSON-able. */
export type DayCounts = { readonly day: number } & Readonly<Record<SentAs, number>>

/** May it be sent? `later`: its turn comes; `spent`: the day's budget is used up until `afterMs`. */
export type Leave = { readonly kind: 'go' } | { readonly kind: 'later' | 'spent'; readonly afterMs: number }

/** The pace of one account. */
export type Pace = {
  /** Asks for leave to send one message into a chat; on `go` it counts as sent. */
  readonly ask: (chat: string, as: SentAs, now: Instant) => Leave
  readonly counts: (now: Instant) => DayCounts
  /** Goes on counting where the last start ended. */
  readonly resume: (before: DayCounts) => void
}

const dayOf = (now: Instant): number => Math.floor((now + SHANGHAI_MS) / DAY_MS)
const emptyDay = (day: number): DayCounts => ({ day, chat: 0, notice: 0, safety: 0, join: 0 })

/**
 * Messages go one after another with an even gap; chats that wait are served in the order in which they asked. What concerns present
 * danger goes at once and is only counted.
 */
export const createPace = (limits: PaceLimits): Pace => {
  const gap = 60_000 / limits.perMinute
  let counts = emptyDay(0)
  let next: Instant = 0
  let asked: Instant = 0
  const booked = new Map<string, Instant>()
  const today = (now: Instant): DayCounts => {
    if (counts.day !== dayOf(now)) counts = emptyDay(dayOf(now))
    return counts
  }
  const go = (as: SentAs, now: Instant): Leave => {
    const before = today(now)
    counts = { ...before, [as]: before[as] + 1 }
    return { kind: 'go' }
  }
  return {
    counts: today,
    resume(before) {
      counts = before
    },
    ask(chat, as, now) {
      if (now < asked) {
        // The clock was set back: places in the row go back with it.
        next -= asked - now
        for (const [other, at] of booked) booked.set(other, at - (asked - now))
      }
      asked = now
      if (as === 'safety') return go(as, now)
      if (today(now)[as] >= limits.daily[as]) return { kind: 'spent', afterMs: (dayOf(now) + 1) * DAY_MS - SHANGHAI_MS - now }
      for (const [other, at] of booked) if (now - at > MISSED_MS) booked.delete(other)
      const slot = booked.get(chat) ?? Math.max(now, next)
      if (!booked.has(chat)) next = slot + gap
      if (slot <= now) {
        booked.delete(chat)
        return go(as, now)
      }
      booked.set(chat, slot)
      return { kind: 'later', afterMs: slot - now }
    },
  }
}
