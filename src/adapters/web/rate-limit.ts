import { neverBack } from '../../core/never-back.ts'

const WINDOW_MS = 60_000
const MOST_KNOWN = 10_000

/** Lets so many through a minute for each key. */
export const createRateLimit = (perMinute: number, now: () => number): ((key: string) => boolean) => {
  const steady = neverBack(now)
  const seen = new Map<string, { since: number; count: number }>()
  return (key) => {
    const at = steady()
    if (seen.size > MOST_KNOWN) for (const [old, { since }] of seen) if (at - since > WINDOW_MS) seen.delete(old)
    const own = seen.get(key)
    if (!own || at - own.since > WINDOW_MS) {
      seen.set(key, { since: at, count: 1 })
      return true
    }
    own.count += 1
    return own.count <= perMinute
  }
}
