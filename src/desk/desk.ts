import type { ConversationId, InboxId } from '../core/ids.ts'
import type { ChannelId } from '../core/message.ts'
import type { Arrival, Channel } from '../ports/channel.ts'
import type { Lane, Queue } from '../ports/queue.ts'
import type { Leases } from '../ports/leases.ts'
import type { DocumentWriter } from '../ports/document.ts'
import type { Files } from '../ports/files.ts'
import type { Registry } from '../ports/registry.ts'
import type { Notice } from '../ports/notice.ts'
import type { Accepted, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/system.ts'
import { deliver } from './delivery.ts'
import { createDoors } from './doors.ts'
import type { Reached } from './fail-points.ts'
import { createFetching } from './fetching.ts'
import { runJobs } from './jobs.ts'
import { failTurn, runLane } from './lane.ts'
import { JOBS, sendHeap, sendLane, turnLane, WORK } from './lanes.ts'
import type { AskSecond } from './second-opinion.ts'
import { spokenWords } from './transcribe.ts'
import type { Speech } from './transcribe.ts'
import type { World } from './world.ts'

const SWEEP_LIMIT = 500

/** What a desk is made of. */
export type DeskDeps = {
  readonly store: Store
  readonly queue: Queue
  /** Doors that this process opens. */
  readonly channels: readonly Channel[]
  /** Doors that other processes of the service open, and whether sensitive data may pass them. */
  readonly elsewhere?: ReadonlyMap<ChannelId, 'allowed' | 'never'>
  /** Whether turns and jobs are made in this process; absent: yes. */
  readonly works?: boolean
  /** Where several processes share the database: who has which door. Absent: this process has all of its own. */
  readonly sharing?: Sharing
  readonly world: () => World
  readonly clock: Clock
  readonly log: Log
  /** Absent: nobody is asked for a second opinion on what is not understood. */
  readonly askSecond?: AskSecond
  /** Absent: voice messages are only kept. */
  readonly speech?: Speech
  readonly files?: Files
  readonly documents?: () => DocumentWriter
  /** Absent: nobody is looked up. */
  readonly registry?: Registry
  /** Absent: no text messages are sent. */
  readonly notice?: Notice
  /** Told at each point of a message's path. */
  readonly reached?: Reached
}

/** How doors are shared out: `once` are those that only one process may open at a time. `holder` is unique to this process; `elapsed`: see createHold. */
export type Sharing = {
  readonly leases: Leases
  readonly holder: string
  readonly elapsed: () => number
  readonly once: (door: ChannelId) => boolean
  /** Told that another process took a door of ours over: this one has to be ended and begun anew. */
  readonly lost: (door: ChannelId) => void
}

/** The desk at work: what its doors and its operator may ask of it. */
export type Desk = {
  /** Takes up what was left, then opens the doors. */
  readonly start: () => Promise<void>
  /** Stores a message once; resolved means durable. */
  readonly accept: (arrival: Arrival) => Promise<Accepted>
  /** Renews the hold on doors that only one process may open, and opens those that are free now; to be called every two seconds. */
  readonly holdOn: () => Promise<void>
  /** Does what is due and wakes every conversation that has something waiting. Called from time to time: a queue may forget. */
  readonly sweep: () => Promise<void>
  /** Makes what waits for these conversations due at once, e.g. when somebody listens again. */
  readonly hurry: (conversations: readonly ConversationId[]) => Promise<void>
  /** Resolves when no turn and no sending is in hand. */
  readonly idle: () => Promise<void>
  /** Closes the doors, finishes what is in hand. */
  readonly stop: () => Promise<void>
}

/** Puts inbox, lanes, router and outbox together over one store and one queue. */
export const createDesk = (deps: DeskDeps): Desk => {
  const { store, queue, clock, log } = deps
  const reached: Reached = deps.reached ?? (() => undefined)
  const works = deps.works ?? true
  const accepting = async (arrival: Arrival) => void (await accept(arrival))
  const doors = createDoors(deps, accepting)
  const wake = (conversations: readonly ConversationId[]) => {
    for (const conversation of conversations) queue.wake(turnLane(conversation))
  }
  const deliverAt = (conversation: ConversationId, at: Iterable<ChannelId>) => {
    for (const door of at) queue.wake(sendLane(door, conversation))
  }
  // A door that is not open gets nothing sensitive either.
  const mayPass = (channel: ChannelId) => doors.sensitive(channel) === 'allowed'
  const bare = {
    store,
    mayPass,
    world: deps.world,
    clock,
    log,
    reached,
    ...(deps.askSecond ? { askSecond: deps.askSecond } : {}),
    wake,
    due: (afterMs: number) => queue.wake(JOBS, afterMs),
    deliver: (conversation: ConversationId, at?: Iterable<ChannelId>) => deliverAt(conversation, at ?? doors.known),
  }
  /** Voice messages whose recording is still to be fetched. */
  const spoken = new Map<InboxId, Arrival>()
  const fetching = createFetching({
    store,
    doors,
    log,
    wake: (conversation) => wake([conversation]),
    came(id, content) {
      const arrival = spoken.get(id)
      spoken.delete(id)
      if (deps.speech && arrival) listenTo(deps.speech, { ...arrival, inbound: { ...arrival.inbound, content } })
    },
    failed: (row, error) => failTurn(bare, row, error),
  })
  const lane = { ...bare, waitsFor: fetching.waitsFor }
  /** Where the turns are made elsewhere, files that wait at a door of this process are fetched here all the same. */
  const fetch = async (conversations: readonly ConversationId[]): Promise<void> => {
    for (const conversation of conversations) {
      const row = await store.nextInbox(conversation)
      if (row) fetching.waitsFor(row)
    }
  }
  const delivery = { store, doors, world: deps.world, clock, log, reached }
  const handle = async ({ heap, name }: Lane): Promise<void> => {
    try {
      if (heap === WORK && name === JOBS.name) return wake(await runJobs(deps))
      if (heap === WORK) return await runLane(lane, name.slice(name.indexOf(' ') + 1))
      const door = doors.known.find((one) => sendHeap(one) === heap)
      if (!door) return
      const { heldUpMs, elsewhere } = await deliver(delivery, door, name)
      if (heldUpMs !== undefined) queue.wake({ heap, name }, heldUpMs)
      deliverAt(name, elsewhere)
    } catch (error) {
      // The rows are still there: the sweeper takes them up again.
      log.error('lane failed', { lane: `${heap} ${name}`, error })
    }
  }
  const hurry = async (conversations: readonly ConversationId[]): Promise<void> => {
    await store.hurry(conversations, clock.now())
    for (const conversation of conversations) deliverAt(conversation, doors.known)
  }
  const accept = async ({ inbound, role, staffId, opens }: Arrival): Promise<Accepted> => {
    await reached('received')
    const accepted = await store.accept(inbound, role, staffId, clock.now())
    await reached('accepted')
    if (opens) await hurry([accepted.conversationId])
    if (accepted.kind === 'new') {
      const arrival = { inbound, role, ...(staffId === undefined ? {} : { staffId }) }
      const { content } = inbound
      if (deps.speech && content.kind === 'coming' && content.as === 'voice') spoken.set(accepted.inboxId, arrival)
      wake([accepted.conversationId])
      if (!works && content.kind === 'coming') await fetch([accepted.conversationId])
      if (deps.speech && content.kind === 'voice') listenTo(deps.speech, arrival)
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
    if (works) {
      queue.wake(JOBS)
      wake(await store.pendingLanes(SWEEP_LIMIT))
    } else if (doors.fetches()) await fetch(await store.pendingLanes(SWEEP_LIMIT))
    for (const door of doors.open())
      for (const conversation of await store.dueDeliveries([door], clock.now(), SWEEP_LIMIT)) queue.wake(sendLane(door, conversation))
  }
  return {
    accept,
    sweep,
    holdOn: doors.holdOn,
    async start() {
      queue.start(handle)
      if (works) queue.take(WORK)
      await doors.start()
      await sweep()
    },
    hurry,
    async idle() {
      await queue.idle()
      await fetching.idle()
      while (listening.size > 0) await Promise.all(listening)
      await queue.idle()
    },
    async stop() {
      await doors.stop()
      closing.abort()
      await fetching.stop()
      await Promise.all(listening)
      await queue.stop()
      await doors.free()
    },
  }
}
