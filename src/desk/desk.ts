import type { ConversationId } from '../core/ids.ts'
import type { ChannelId } from '../core/message.ts'
import type { Arrival, Channel } from '../ports/channel.ts'
import type { Queue } from '../ports/queue.ts'
import type { DocumentWriter } from '../ports/document.ts'
import type { Files } from '../ports/files.ts'
import type { Accepted, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/system.ts'
import { deliver } from './delivery.ts'
import type { Reached } from './fail-points.ts'
import { runJobs } from './jobs.ts'
import { runLane } from './lane.ts'
import type { World } from './world.ts'

const SWEEP_LIMIT = 500

/** What a desk is made of. */
export type DeskDeps = {
  readonly store: Store
  readonly queue: Queue
  readonly channels: readonly Channel[]
  readonly world: () => World
  readonly clock: Clock
  readonly log: Log
  readonly files?: Files
  readonly documents?: () => DocumentWriter
  /** Told at each point of a message's path. */
  readonly reached?: Reached
}

/** The desk at work: what its doors and its operator may ask of it. */
export type Desk = {
  /** Takes up what was left, then opens the doors. */
  readonly start: () => Promise<void>
  /** Stores a message once; resolved means durable. */
  readonly accept: (arrival: Arrival) => Promise<Accepted>
  /** Does what is due and wakes every conversation that has something waiting. Called from time to time: a queue may forget. */
  readonly sweep: () => Promise<void>
  /** Makes what waits for these conversations due at once, e.g. when somebody listens again. */
  readonly hurry: (conversations: readonly ConversationId[]) => Promise<void>
  /** Resolves when no turn and no sending is in hand. */
  readonly idle: () => Promise<void>
  /** Closes the doors, finishes what is in hand. */
  readonly stop: () => Promise<void>
}

const turnLane = (conversation: ConversationId) => `turn ${conversation}`
const sendLane = (conversation: ConversationId) => `send ${conversation}`

/** Puts inbox, lanes, router and outbox together over one store and one queue. */
export const createDesk = (deps: DeskDeps): Desk => {
  const { store, queue, clock, log } = deps
  const reached: Reached = deps.reached ?? (() => undefined)
  const channels = new Map<ChannelId, Channel>(deps.channels.map((channel) => [channel.id, channel]))
  const wake = (conversations: readonly ConversationId[]) => {
    for (const conversation of conversations) queue.wake(turnLane(conversation))
  }
  const lane = { store, world: deps.world, clock, log, reached, wake, deliver: (conversation: ConversationId) => queue.wake(sendLane(conversation)) }
  const delivery = { store, channels, world: deps.world, clock, log, reached }
  const handle = async (name: string): Promise<void> => {
    const [kind, conversation = ''] = name.split(' ')
    try {
      await (kind === 'turn' ? runLane(lane, conversation) : deliver(delivery, conversation))
    } catch (error) {
      // The rows are still there: the sweeper takes them up again.
      log.error('lane failed', { lane: name, error })
    }
  }
  const accept = async ({ inbound, role, staffId }: Arrival): Promise<Accepted> => {
    await reached('received')
    const accepted = await store.accept(inbound, role, staffId, clock.now())
    await reached('accepted')
    if (accepted.kind === 'new') wake([accepted.conversationId])
    return accepted
  }
  let busy = false
  // One at a time: a paper that takes long to write must not be written twice.
  const jobs = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      await runJobs(deps)
    } finally {
      busy = false
    }
  }
  const sweep = async (): Promise<void> => {
    await jobs()
    wake(await store.pendingLanes(SWEEP_LIMIT))
    for (const conversation of await store.dueDeliveries([...channels.keys()], clock.now(), SWEEP_LIMIT)) queue.wake(sendLane(conversation))
  }
  return {
    accept,
    sweep,
    async start() {
      queue.start(handle)
      await sweep()
      for (const channel of deps.channels) await channel.start(async (arrival) => void (await accept(arrival)))
    },
    async hurry(conversations) {
      await store.hurry(conversations, clock.now())
      for (const conversation of conversations) queue.wake(sendLane(conversation))
    },
    idle: () => queue.idle(),
    async stop() {
      for (const channel of deps.channels) await channel.stop()
      await queue.stop()
    },
  }
}
