import type { ConversationId, Instant } from '../core/ids.ts'
import type { ChannelId } from '../core/message.ts'
import type { Channel, SendResult } from '../ports/channel.ts'
import type { Delivery, OutboxRow, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/system.ts'
import type { Reached } from './fail-points.ts'
import type { World } from './world.ts'

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 5 * 60_000
/** A row that failed for so long is set aside visibly: later rows go on without it. */
const ASIDE_MS = 2 * 60_000
/** After so long nobody waits for it any more: it is given up, and staff are told. */
const DEAD_MS = 3 * 24 * 3_600_000

/** What a delivery works with. */
export type DeliveryDeps = {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelId, Channel>
  readonly world: () => World
  readonly clock: Clock
  readonly log: Log
  readonly reached: Reached
}

/**
 * Sends what waits for one conversation, in order: safety first, a bot's words never while a counsel holds the chat. Where the door's
 * pace holds it up: milliseconds until it is to be called again.
 */
export const deliver = async (deps: DeliveryDeps, conversationId: ConversationId): Promise<number | undefined> => {
  const { store, clock } = deps
  for (const row of await store.pendingOutbox(conversationId)) {
    const channel = deps.channels.get(row.address.channel)
    if (!channel) continue
    if (row.nextAt > clock.now()) {
      if (row.aside) continue
      return undefined
    }
    if (row.class === 'chat' && (await store.isHeld(conversationId))) {
      await store.settle(row, { kind: 'withheld', at: clock.now() }, undefined)
      continue
    }
    await deps.reached('sending')
    const result = await channel.send(row.address, row.part, row.key, row.class)
    if (result.kind === 'later') return result.afterMs
    await deps.reached('sent')
    const delivery = judge(row, result, clock.now())
    await store.settle(row, delivery, delivery.kind === 'dead' && !waits(result) ? deadLetter(deps, row, delivery.error) : undefined)
    await deps.reached('marked')
    if (delivery.kind === 'again' && !delivery.aside) return undefined
  }
  return undefined
}

/** True where nobody is at fault and nobody needs to be told: the person never opened the door. */
const waits = (result: SendResult): boolean => result.kind === 'failed' && result.waits === true

/** What is to become of a row after a try. */
const judge = (row: OutboxRow, result: Exclude<SendResult, { kind: 'later' }>, now: Instant): Delivery => {
  switch (result.kind) {
    case 'sent':
      return { kind: 'sent', at: now, ...(result.externalId === undefined ? {} : { externalId: result.externalId }) }
    case 'refused':
      return { kind: 'dead', at: now, error: result.code }
    case 'failed': {
      const failingSince = row.failingSince ?? now
      if (now - failingSince >= DEAD_MS) return { kind: 'dead', at: now, error: result.code }
      const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(row.attempts, 10))
      const wait = result.retryAfterMs ?? backoff
      return { kind: 'again', nextAt: now + wait, failingSince, error: result.code, aside: row.aside || now + wait - failingSince >= ASIDE_MS }
    }
  }
}

const deadLetter = ({ world, log }: DeliveryDeps, row: OutboxRow, code: string): string => {
  log.error('message given up', { outbox: row.id, conversation: row.conversationId, code })
  return world().texts('failure.dead-letter', { outbox: row.id, code, conversation: row.conversationId })
}
