import type { Update } from 'telegraf/types'
import type { Log } from '../../ports/system.ts'
import type { BotApi } from './bot-api.ts'
import type { Reach } from './reach.ts'
import type { Receiver } from './receive.ts'

/** Kinds of updates that are asked for. */
export const UPDATES = ['message', 'edited_message', 'callback_query'] as const

/** What the loop works with. `ready` does what has to be done before the first update; it is tried until it succeeds. */
export type PollDeps = {
  readonly api: BotApi
  readonly receiver: Receiver
  readonly ready: () => Promise<boolean>
  /** Resolves after so many milliseconds, or when the signal ends. */
  readonly rest: (ms: number, signal: AbortSignal) => Promise<void>
  readonly reach: Reach
  readonly log: Log
}

const LONG_POLL_S = 25
const FIRST_REST_MS = 500
const LONGEST_REST_MS = 30_000

/**
 * Asks for updates until the signal ends. The offset moves only when every update of an answer is durable: what was not is asked for again.
 * Ids are not compared with earlier ones, since Telegram may begin anew after a quiet week.
 */
export const poll = async ({ api, receiver, ready, rest, reach, log }: PollDeps, signal: AbortSignal): Promise<void> => {
  let offset: number | undefined
  let wait = 0
  const failed = async (why: string): Promise<void> => {
    wait = Math.min(LONGEST_REST_MS, Math.max(FIRST_REST_MS, wait * 2))
    log.warn('telegram is not heard', { why, againMs: wait })
    await rest(wait, signal)
  }
  while (!signal.aborted && !(await ready())) {
    if (!signal.aborted) reach.unreached()
    await failed('not ready')
  }
  while (!signal.aborted) {
    const asked = { timeout: LONG_POLL_S, limit: 100, allowed_updates: UPDATES, ...(offset === undefined ? {} : { offset }) }
    const begun = performance.now()
    const answer = await api.call('getUpdates', asked, { timeoutMs: (LONG_POLL_S + 15) * 1_000, signal })
    if (signal.aborted) return
    if (answer.kind === 'unreached' || answer.kind === 'unsure') reach.unreached()
    else reach.reached()
    if (answer.kind !== 'ok') {
      if (answer.kind === 'refused' && answer.retryAfterMs !== undefined) await rest(answer.retryAfterMs, signal)
      else await failed(answer.kind === 'refused' ? `${answer.code} ${answer.why}` : answer.why)
      continue
    }
    const updates = [...answer.result].sort((a, b) => a.update_id - b.update_id)
    const failure = await takeAll(receiver, updates)
    if (failure !== undefined) {
      log.error('telegram updates not stored', { error: failure })
      await failed('not stored')
      continue
    }
    wait = 0
    const last = updates.at(-1)
    if (last) offset = last.update_id + 1
    // Whoever does not hold an empty answer back is not asked in a rush.
    else if (performance.now() - begun < FIRST_REST_MS) await rest(FIRST_REST_MS, signal)
  }
}

const takeAll = async (receiver: Receiver, updates: readonly Update[]): Promise<unknown> => {
  const results = await Promise.allSettled(updates.map((update) => receiver.take(update)))
  return results.find((result) => result.status === 'rejected')?.reason
}
