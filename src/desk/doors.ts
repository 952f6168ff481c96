import type { ChannelId } from '../core/message.ts'
import type { Arrival, Channel } from '../ports/channel.ts'
import type { DeskDeps } from './desk.ts'
import { createHold } from './hold.ts'
import type { Hold } from './hold.ts'
import { sendHeap } from './lanes.ts'

/** The doors of the service as this process knows them. */
export type Doors = {
  /** Every door of the service, here and elsewhere. */
  readonly known: readonly ChannelId[]
  /** A door that is open here and may be used at this very moment. */
  readonly channel: (door: ChannelId) => Channel | undefined
  /** Whether sensitive data may pass a door; undefined where the service has no such door. */
  readonly sensitive: (door: ChannelId) => 'allowed' | 'never' | undefined
  /** Whether a door that is open here has files to fetch. */
  readonly fetches: () => boolean
  /** Doors that are open here. */
  readonly open: () => readonly ChannelId[]
  /** Opens what may be opened; one that another process has waits for it. */
  readonly start: () => Promise<void>
  readonly holdOn: () => Promise<void>
  /** Closes what is open. */
  readonly stop: () => Promise<void>
  /** Gives the leases back; when nothing is being sent any more. */
  readonly free: () => Promise<void>
}

type DoorDeps = Pick<DeskDeps, 'queue' | 'channels' | 'elsewhere' | 'sharing' | 'log'>

/** Opens doors, those that only one process may have only while their lease is held. */
export const createDoors = ({ queue, channels, elsewhere = new Map(), sharing, log }: DoorDeps, onArrival: (arrival: Arrival) => Promise<void>): Doors => {
  const own = new Map<ChannelId, Channel>(channels.map((channel) => [channel.id, channel]))
  const holds = new Map<ChannelId, Hold>()
  if (sharing) for (const { id } of channels) if (sharing.once(id)) holds.set(id, createHold(sharing.leases, `door ${id}`, sharing.holder, sharing.elapsed))
  const opened = new Set<ChannelId>()
  const begun = new Set<ChannelId>()
  const open = async (channel: Channel): Promise<void> => {
    opened.add(channel.id)
    begun.add(channel.id)
    queue.take(sendHeap(channel.id))
    await channel.start(onArrival)
  }
  const step = async (channel: Channel, hold: Hold): Promise<void> => {
    const found = await hold.step()
    if (found === 'taken') {
      log.info('door taken', { door: channel.id })
      await open(channel)
    }
    if (found === 'lost') {
      log.error('door lost to another process', { door: channel.id })
      opened.delete(channel.id)
      queue.leave(sendHeap(channel.id))
      sharing?.lost(channel.id)
    }
  }
  let stopping = false
  let stepping: Promise<void> = Promise.resolve()
  const stepAll = async (): Promise<void> => {
    for (const channel of channels) {
      const hold = holds.get(channel.id)
      if (hold && !stopping) await step(channel, hold)
    }
  }
  return {
    known: [...new Set([...own.keys(), ...elsewhere.keys()])],
    channel: (door) => (opened.has(door) && (holds.get(door)?.holds() ?? true) ? own.get(door) : undefined),
    sensitive: (door) => own.get(door)?.can.sensitive ?? elsewhere.get(door),
    fetches: () => channels.some(({ id, fetch }) => fetch !== undefined && opened.has(id)),
    open: () => [...opened],
    async start() {
      for (const channel of channels) if (!holds.has(channel.id)) await open(channel)
      await stepAll()
    },
    holdOn() {
      stepping = stepping.catch(() => undefined).then(stepAll)
      return stepping
    },
    async stop() {
      stopping = true
      await stepping.catch(() => undefined)
      for (const channel of channels) if (begun.has(channel.id)) await channel.stop()
    },
    async free() {
      for (const hold of holds.values()) await hold.free()
    },
  }
}
