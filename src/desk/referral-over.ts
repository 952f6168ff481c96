import { REFERRAL_MS } from '../core/referral.ts'
import type { JobBody } from '../core/task.ts'
import type { Decision, Effect, Snapshot } from '../core/turn.ts'
import { take, without } from './decide.ts'
import type { RouteContext } from './routes/context.ts'

/** What follows a referral in its thread, such as word of a text message, is there within a day. */
const AFTER_MS = 24 * 3_600_000

/** Words of a referral in a grid worker's thread go with it. */
export const forgetWords = ({ inboxId, now }: Snapshot): Effect => ({
  kind: 'schedule',
  key: `referral-words ${inboxId}`,
  job: { kind: 'referral-over', what: { before: now + AFTER_MS } },
  dueAt: now + REFERRAL_MS,
})

/** What an office was shown of a referral goes with it. */
export const forgetShown = ({ inboxId }: Snapshot, expiresAt: number): Effect => ({
  kind: 'schedule',
  key: `referral-shown ${inboxId}`,
  job: { kind: 'referral-over', what: { turn: inboxId } },
  dueAt: expiresAt,
})

/** The time of a referral is over: its words in this thread go, and one that was never confirmed is dropped. */
export const referralOver = ({ snapshot }: RouteContext, { what }: Extract<JobBody, { kind: 'referral-over' }>): Decision => {
  const { state } = snapshot.conversation
  const stale = state.referral !== undefined && state.referral.shownAt <= snapshot.now - REFERRAL_MS
  return take('internal', stale ? without(state, 'referral') : state, [{ kind: 'forget-said', what }])
}
