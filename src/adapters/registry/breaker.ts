import type { Clock } from '../../ports/system.ts'

const FAILURES = 3
const RESTS = [30_000, 120_000, 600_000] as const

/** Spares a service that fails: after three failures in a row it is left alone, each time longer, and then asked once to see whether it is back. */
export type Breaker = { readonly rests: () => boolean; readonly good: () => void; readonly failed: () => void }

export const createBreaker = (clock: Clock): Breaker => {
  let failures = 0
  let until = 0
  return {
    rests() {
      if (failures < FAILURES) return false
      if (clock.now() < until) return true
      // One call goes out; others wait until it is known how it went.
      until = clock.now() + RESTS[0]
      return false
    },
    good() {
      failures = 0
    },
    failed() {
      failures += 1
      if (failures >= FAILURES) until = clock.now() + (RESTS[Math.min(failures - FAILURES, RESTS.length - 1)] ?? RESTS[0])
    },
  }
}
