import type { ConversationId, Instant } from '../core/ids.ts'
import { PAGE } from '../core/message.ts'
import type { Address, ChannelId } from '../core/message.ts'
import { isDue } from '../core/is-due.ts'
import type { SendResult } from '../ports/channel.ts'
import type { Delivery, OutboxRow, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/system.ts'
import type { Doors } from './doors.ts'
import type { Reached } from './fail-points.ts'
import { sameDoor } from './what-may-pass.ts'
import type { World } from './world.ts'

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 5 * 60_000
/** A row that failed for so long is set aside visibly: later rows go on without it. */
const ASIDE_MS = 2 * 60_000
/** After so long nobody waits for it any more: it is given up, and staff are told. */
const DEAD_MS = 3 * 24 * 3_600_000

const DONE = { elsewhere: [] } as const

/** What a delivery works with. */
export type DeliveryDeps = {
  readonly store: Store
  readonly doors: Pick<Doors, 'channel' | 'sensitive'>
  readonly world: () => World
  readonly clock: Clock
  readonly log: Log
  readonly reached: Reached
}

/** `heldUpMs`: to be called again after so long, e.g. for the door's pace. `elsewhere`: other doors that have something to send now. */
export type Delivered = { readonly heldUpMs?: number; readonly elsewhere: readonly ChannelId[] }

/**
 * Sends what waits for one conversation at one door, in order: safety first, a bot's words never while a counsel holds the chat. What the
 * door refuses goes to another door of the person.
 */
export const deliver = async (deps: DeliveryDeps, door: ChannelId, conversationId: ConversationId): Promise<Delivered> => {
  const { store, clock } = deps
  for (const row of await store.pendingOutbox(conversationId)) {
    if (row.address.channel !== door) continue
    // Asked anew for each row: a process that was paused may have lost the door meanwhile.
    const channel = deps.doors.channel(door)
    if (!channel) return DONE
    if (!isDue(row, clock.now())) {
      if (row.aside) continue
      return DONE
    }
    if (row.class === 'chat' && (await store.isHeld(conversationId))) {
      await store.settle(row, { kind: 'withheld', at: clock.now() }, undefined)
      continue
    }
    if (row.attempts > 0 && (await isTakenOff(deps, row))) {
      const next = await otherDoor(deps, row)
      await store.settle(row, next ? { kind: 'moved', to: next, at: clock.now() } : { kind: 'dead', at: clock.now(), error: 'door-taken-off' }, undefined)
      return { elsewhere: next ? [next.channel] : [], heldUpMs: 0 }
    }
    await deps.reached('sending')
    const result = await channel.send(row.address, row.part, row.key, row.class)
    if (result.kind === 'later') return { heldUpMs: result.afterMs, elsewhere: [] }
    await deps.reached('sent')
    const refuge = await refugeOf(deps, row, result)
    const delivery: Delivery = refuge ? { kind: 'moved', to: refuge, at: clock.now() } : judge(row, result, clock.now())
    await store.settle(row, delivery, waits(result) ? undefined : noticeOf(deps, row, delivery))
    await deps.reached('marked')
    if (delivery.kind === 'again' && !delivery.aside) return DONE
    // There, and what else waits here.
    if (delivery.kind === 'moved') return { elsewhere: [delivery.to.channel], heldUpMs: 0 }
  }
  return DONE
}

/** True where the person has taken that door off while the message waited. */
const isTakenOff = async ({ store }: DeliveryDeps, row: OutboxRow): Promise<boolean> => {
  const doors = await store.doorsOf(row.conversationId)
  return doors.length > 0 && !doors.some((door) => sameDoor(door, row.address))
}

/** True where nobody is at fault and nobody needs to be told: the person never opened the door. */
const waits = (result: SendResult): boolean => result.kind === 'failed' && result.waits === true

/** Where a message goes instead: what was refused to any other door, what its door could not be reached with for long to one that rings. */
const refugeOf = async (deps: DeliveryDeps, row: OutboxRow, result: Exclude<SendResult, { kind: 'later' }>): Promise<Address | undefined> => {
  if (result.kind === 'refused') return otherDoor(deps, row)
  if (result.kind !== 'failed' || !result.unreached || deps.clock.now() - (row.failingSince ?? deps.clock.now()) < ASIDE_MS) return undefined
  const door = await otherDoor(deps, row)
  return door?.channel === PAGE.channel ? undefined : door
}

/** Another door of the same person for what a door refused: last used first, the page last, since nobody may have it open. Nothing sensitive goes to a door that must not carry it. */
const otherDoor = async ({ store, doors: open }: DeliveryDeps, row: OutboxRow): Promise<Address | undefined> => {
  const tried = [...row.refusedAt, row.address]
  const doors = (await store.doorsOf(row.conversationId)).filter((door) => {
    const sensitive = open.sensitive(door.channel)
    return sensitive !== undefined && !tried.some((one) => sameDoor(one, door)) && (!row.part.sensitive || sensitive === 'allowed')
  })
  return doors.find((door) => door.channel !== PAGE.channel) ?? doors[0]
}

/** What is to become of a row after a try. */
const judge = (row: OutboxRow, result: Exclude<SendResult, { kind: 'later' }>, now: Instant): Delivery => {
  switch (result.kind) {
    case 'sent':
      return { kind: 'sent', at: now, ...(result.externalId === undefined ? {} : { externalId: result.externalId }) }
    case 'refused':
      return { kind: 'dead', at: now, error: result.code }
    case 'failed': {
      const failingSince = Math.min(row.failingSince ?? now, now)
      if (now - failingSince >= DEAD_MS) return { kind: 'dead', at: now, error: result.code }
      const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(row.attempts, 10))
      const wait = result.retryAfterMs ?? backoff
      // Where nothing goes out, what comes later would not either: everything keeps its place.
      const aside = row.aside || (!result.unreached && now + wait - failingSince >= ASIDE_MS)
      return { kind: 'again', nextAt: now + wait, failingSince, error: result.code, aside }
    }
  }
}

/** What staff are told: that a message was set aside, once, and that it was given up. */
const noticeOf = ({ world, log }: DeliveryDeps, row: OutboxRow, delivery: Delivery): string | undefined => {
  const given = delivery.kind === 'dead'
  if (!given && !(delivery.kind === 'again' && delivery.aside && !row.aside)) return undefined
  const code = delivery.error
  log.error(given ? 'message given up' : 'message set aside', { outbox: row.id, conversation: row.conversationId, code })
  return world().texts(given ? 'failure.dead-letter' : 'failure.aside', { outbox: row.id, code, conversation: row.conversationId })
}
