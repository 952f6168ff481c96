import type { ConversationId } from '../core/ids.ts'
import type { ChannelId } from '../core/message.ts'
import type { Arrival, Channel } from '../ports/channel.ts'
import type { Queue } from '../ports/queue.ts'
import type { DocumentWriter } from '../ports/document.ts'
import type { Files } from '../ports/files.ts'
import type { Registry } from '../ports/registry.ts'
import type { Accepted, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/system.ts'
import { deliver } from './delivery.ts'
import type { Reached } from './fail-points.ts'
import { runJobs } from './jobs.ts'
import { runLane } from './lane.ts'
import { spokenWords } from './transcribe.ts'
import type { Speech } from './transcribe.ts'
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
  /** Does something after so many milliseconds, unless the desk was stopped; absent: nothing, the sweep will do. */
  readonly after?: (ms: number, run: () => void) => void
  /** Absent: voice messages are only kept. */
  readonly speech?: Speech
  readonly files?: Files
  readonly documents?: () => DocumentWriter
  /** Absent: nobody is looked up. */
  readonly registry?: Registry
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
/** The lane of what is due: never handled twice at once, so that a paper that takes long to write is written once. */
const JOBS = 'jobs'
const sendLane = (conversation: ConversationId) => `send ${conversation}`

/** Puts inbox, lanes, router and outbox together over one store and one queue. */
export const createDesk = (deps: DeskDeps): Desk => {
  const { store, queue, clock, log } = deps
  const reached: Reached = deps.reached ?? (() => undefined)
  const channels = new Map<ChannelId, Channel>(deps.channels.map((channel) => [channel.id, channel]))
  const wake = (conversations: readonly ConversationId[]) => {
    for (const conversation of conversations) queue.wake(turnLane(conversation))
  }
  // A door that is not open gets nothing sensitive either.
  const mayPass = (channel: ChannelId) => channels.get(channel)?.can.sensitive === 'allowed'
  const lane = {
    store,
    mayPass,
    world: deps.world,
    clock,
    log,
    reached,
    wake,
    due: () => queue.wake(JOBS),
    deliver: (conversation: ConversationId) => queue.wake(sendLane(conversation)),
  }
  const delivery = { store, channels, world: deps.world, clock, log, reached }
  const handle = async (name: string): Promise<void> => {
    const [kind, conversation = ''] = name.split(' ')
    try {
      if (name === JOBS) return wake(await runJobs(deps))
      if (kind === 'turn') return await runLane(lane, conversation)
      const heldUp = await deliver(delivery, conversation)
      if (heldUp !== undefined) deps.after?.(heldUp, () => queue.wake(name))
    } catch (error) {
      // The rows are still there: the sweeper takes them up again.
      log.error('lane failed', { lane: name, error })
    }
  }
  const hurry = async (conversations: readonly ConversationId[]): Promise<void> => {
    await store.hurry(conversations, clock.now())
    for (const conversation of conversations) queue.wake(sendLane(conversation))
  }
  const accept = async ({ inbound, role, staffId, opens }: Arrival): Promise<Accepted> => {
    await reached('received')
    const accepted = await store.accept(inbound, role, staffId, clock.now())
    await reached('accepted')
    if (opens) await hurry([accepted.conversationId])
    if (accepted.kind === 'new') {
      wake([accepted.conversationId])
      if (deps.speech && inbound.content.kind === 'voice') listenTo(deps.speech, { inbound, role, ...(staffId === undefined ? {} : { staffId }) })
    }
    return accepted
  }
  const closing = new AbortController()
  const listening = new Set<Promise<void>>()
  /** Voice is answered at once; its words follow as a message of their own. When the desk stops it says that it did not understand. */
  const listenTo = (speech: Speech, arrival: Arrival): void => {
    const work = spokenWords(speech, arrival.inbound, closing.signal, log)
      .then(async (inbound) => void (inbound && (await accept({ ...arrival, inbound }))))
      .catch((error: unknown) => log.error('words of a voice message lost', { error }))
      .finally(() => listening.delete(work))
    listening.add(work)
  }
  const sweep = async (): Promise<void> => {
    queue.wake(JOBS)
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
    hurry,
    async idle() {
      while (listening.size > 0) await Promise.all(listening)
      await queue.idle()
    },
    async stop() {
      for (const channel of deps.channels) await channel.stop()
      closing.abort()
      await Promise.all(listening)
      await queue.stop()
    },
  }
}
