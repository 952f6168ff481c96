import { ApiFault } from './world.ts'

/** An update as it is given out. */
export type FakeUpdate = { readonly update_id: number; readonly [kind: string]: unknown }

/** The queue of updates with the offsets of the Bot API. */
export type Updates = {
  /** Adds one with the next id; its id. */
  readonly push: (body: Readonly<Record<string, unknown>>) => number
  /** Gives an update out once more, confirmed or not. */
  readonly repeat: (id: number) => void
  /** Ids go on from here, as after a quiet week. */
  readonly jump: (id: number) => void
  /** From now on answers come in the wrong order. */
  readonly disorder: () => void
  readonly get: (asked: {
    readonly offset?: number
    readonly limit: number
    readonly timeout: number
    readonly kinds?: readonly string[]
  }) => Promise<readonly FakeUpdate[]>
  readonly unconfirmed: () => number
  /** Ends whoever waits. */
  readonly close: () => void
}

/** Makes a queue. An offset confirms every update with a smaller id; a second caller ends the first one's waiting with 409. */
export const createUpdates = (): Updates => {
  let waitingUpdates: FakeUpdate[] = []
  const known = new Map<number, FakeUpdate>()
  let next = 1
  let disordered = false
  let kinds: readonly string[] | undefined
  let wake: ((why: 'update' | 'conflict' | 'close') => void) | undefined
  return {
    push(body) {
      const update = { update_id: next, ...body }
      next += 1
      known.set(update.update_id, update)
      // Only the latest can be asked for again.
      known.delete(update.update_id - 1_000)
      if (kinds && kinds.length > 0 && !Object.keys(body).some((kind) => kinds?.includes(kind))) return update.update_id
      waitingUpdates.push(update)
      wake?.('update')
      return update.update_id
    },
    repeat(id) {
      const update = known.get(id)
      if (!update) return
      waitingUpdates.push(update)
      wake?.('update')
    },
    jump(id) {
      next = id
    },
    disorder() {
      disordered = true
    },
    async get({ offset, limit, timeout, kinds: asked }) {
      wake?.('conflict')
      if (asked) kinds = asked
      if (offset !== undefined && offset < 0) waitingUpdates = waitingUpdates.slice(offset)
      else if (offset !== undefined) waitingUpdates = waitingUpdates.filter((update) => update.update_id >= offset)
      if (waitingUpdates.length === 0 && timeout > 0) {
        const why = await new Promise<'update' | 'conflict' | 'close' | 'time'>((resolve) => {
          const timer = setTimeout(() => resolve('time'), timeout * 1_000)
          wake = (reason) => {
            clearTimeout(timer)
            resolve(reason)
          }
        })
        if (why === 'conflict') throw new ApiFault(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running')
        wake = undefined
      }
      const given = waitingUpdates.slice(0, limit)
      return disordered ? given.reverse() : given
    },
    unconfirmed: () => waitingUpdates.length,
    close: () => wake?.('close'),
  }
}
