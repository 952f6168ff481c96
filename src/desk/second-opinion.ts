import type { OpinionResult, SecondOpinion, Unsure } from '../core/second-opinion.ts'
import type { SecondReader } from '../ports/second-opinion.ts'
import type { Clock, Log } from '../ports/system.ts'

/** Nobody waits longer for a second opinion. */
const LONGEST_MS = 3_000
/** Conversations that may wait for one at the same time: a few of the lanes, so that the others go on. */
const MOST_AT_ONCE = 4
/** After so many failures in a row nobody is asked for a while. */
const MOST_FAILURES = 3
const PAUSE_MS = 60_000

/** Asks for a second opinion. Never throws; undefined where there is none: then the matcher's own decision stands. */
export type AskSecond = (unsure: Unsure) => Promise<SecondOpinion | undefined>

/** Makes the asking: bounded in time and number, silent in failure, counted by `count`, logged without a word of what was said. */
export const createAskSecond = (reader: SecondReader, clock: Clock, log: Log, count: (result: OpinionResult) => void, longestMs = LONGEST_MS): AskSecond => {
  let waiting = 0
  let failures = 0
  let pausedUntil = 0
  return async (unsure) => {
    if (waiting >= MOST_AT_ONCE || clock.now() < pausedUntil) {
      count('busy')
      return undefined
    }
    waiting += 1
    const limit = AbortSignal.timeout(longestMs)
    try {
      const opinion = await reader.consider(unsure, limit)
      failures = 0
      const offered = opinion?.kind !== 'pick' || unsure.candidates.some(({ id }) => id === opinion.id)
      count(opinion && offered ? opinion.kind : 'not-offered')
      return offered ? opinion : undefined
    } catch (error) {
      failures += 1
      if (failures >= MOST_FAILURES) {
        failures = 0
        pausedUntil = clock.now() + PAUSE_MS
      }
      const late = limit.aborted
      count(late ? 'late' : 'failed')
      log.warn('no second opinion', { late, why: error instanceof Error ? error.name : 'unknown' })
      return undefined
    } finally {
      waiting -= 1
    }
  }
}
