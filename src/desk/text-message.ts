import type { Instant } from '../core/ids.ts'
import type { TextJob } from '../core/task.ts'
import type { Decision, Effect, InternalEvent } from '../core/turn.ts'
import { send, take } from './decide.ts'
import { outsideQuietHours } from './draft-clock.ts'
import { isReferralText, referralNotTexted } from './referral-text.ts'
import type { RouteContext } from './routes/context.ts'
import type { World } from './world.ts'

const MINUTE = 60_000
/** After how many minutes a message that could not be sent is tried again; after the last it is given up. */
const AGAIN = [1, 5, 30, 120]

const keyOf = (key: string): string => `text ${key}`

/** A short neutral message to somebody's telephone, never in the quiet hours. The same key again replaces it. */
export const sendText = (job: Omit<TextJob, 'kind' | 'tries'>, now: Instant): Effect => ({
  kind: 'schedule',
  key: keyOf(job.key),
  job: { kind: 'text-message', ...job, tries: 0 },
  dueAt: outsideQuietHours(now),
})

/** A message that is not wanted any more. */
export const unsendText = (key: string): Effect => ({ kind: 'unschedule', key: keyOf(key) })

/** What became of a text message: told to who asked for it, and tried again where that may help. */
export const texted = (context: RouteContext, { job, result, after = 0 }: Extract<InternalEvent, { kind: 'texted' }>): Decision => {
  const { world, snapshot } = context
  const { state } = snapshot.conversation
  const pause = AGAIN[job.tries]
  if (result === 'failed' && pause !== undefined) {
    const dueAt = outsideQuietHours(snapshot.now + Math.max(pause * MINUTE, after))
    return take('internal', state, [{ kind: 'schedule', key: keyOf(job.key), job: { ...job, tries: job.tries + 1 }, dueAt }])
  }
  return take('internal', state, [
    { kind: 'audit', action: `text-message-${result}`, subject: { kind: 'text-message', id: job.key }, detail: '' },
    ...(result === 'sent' ? [] : referralNotTexted(world, snapshot, job.key)),
    send(told(world, job, result === 'sent' ? 'sent' : 'not-sent'), 'notice'),
  ])
}

const told = (world: World, job: TextJob, how: 'sent' | 'not-sent'): string =>
  isReferralText(job.key)
    ? world.outreachTexts(`referral.text-${how}`, { tail: job.to.slice(-4) })
    : world.texts(`text-message.${how}`, { name: job.name, tail: job.to.slice(-4) })
