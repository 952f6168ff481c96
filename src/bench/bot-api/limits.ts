import { ApiFault } from './world.ts'

/** What the server counts of sending. */
export type Counted = { readonly violations: number; readonly refused: number; readonly peakPerSecond: number }

/** Counts messages by the server's own clock: one a second a chat, 20 a minute a group, 30 a second altogether. */
export type Limits = {
  /** Counts a message that came in. Throws 429 where it is one too many, or where the chat is being held. */
  readonly count: (chat: number) => void
  /** Refuses with 429, and holds the chat for so many seconds. */
  readonly refuse: (chat: number, seconds: number) => never
  readonly counted: () => Counted
}

/** Makes the counters over a clock in milliseconds. */
export const createLimits = (now: () => number): Limits => {
  const byChat = new Map<number, number[]>()
  const held = new Map<number, number>()
  let all: number[] = []
  let violations = 0
  let refused = 0
  let peak = 0
  const within = (times: readonly number[], ms: number) => times.filter((at) => at > now() - ms)
  const tooMany = (seconds: number): never => {
    refused += 1
    throw new ApiFault(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
  }
  return {
    count(chat) {
      const at = now()
      all = [...within(all, 1_000), at]
      const own = [...within(byChat.get(chat) ?? [], 60_000), at]
      byChat.set(chat, own)
      peak = Math.max(peak, all.length)
      const until = held.get(chat) ?? 0
      const broken = all.length > 30 || within(own, 1_000).length > 1 || (chat < 0 && own.length > 20) || at < until
      if (!broken) return
      violations += 1
      tooMany(Math.max(1, Math.ceil((until - at) / 1_000)))
    },
    refuse(chat, seconds) {
      held.set(chat, now() + seconds * 1_000)
      return tooMany(seconds)
    },
    counted: () => ({ violations, refused, peakPerSecond: peak }),
  }
}
