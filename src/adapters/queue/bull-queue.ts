import Bull from 'bull'
import { Redis } from 'ioredis'
import type { Log } from '../../ports/system.ts'
import type { Lane, Queue } from '../../ports/queue.ts'
import { createInProcessQueue } from './in-process-queue.ts'

/** A worker that does not renew its lock for so long is given up for dead: its lanes go to the others. */
const LOCK_MS = 10_000
const LOOK_FOR_DEAD_MS = 5_000
/** Woken for so long without Bull having given this process anything at all: the lane is handled without it. */
const PATIENCE_MS = 15_000
/** A lane that waits for so long is looked for at Redis: an emptied Redis leaves ids that Bull holds and gives to nobody. */
const LOOK_FOR_LOST_MS = 4_000
const AGAIN_MS = 60_000
const MOST_ASKED = 10_000
const CLOSE_MS = 3_000

/** `prefix` of every key at Redis; `limits` of lanes a heap, e.g. so many a second through a door, whichever process has it. */
export type BullOptions = {
  readonly url: string
  readonly prefix: string
  readonly log: Log
  readonly limits?: Readonly<Record<string, { readonly max: number; readonly duration: number }>>
  readonly atOnce?: number
}

type Work = { readonly name: string; readonly later?: true }

/** Whether Redis answers now. */
export type BullQueue = Queue & { readonly up: () => boolean }

/**
 * Bull over Redis: a job a lane, its lock the lease on that lane, so that one process at a time handles it and another takes over from one
 * that died. Bull ignores a job whose id it still holds, an active one too: so a wake-up leaves a mark first, and whoever has the lane looks
 * for the mark when done. While Redis is away each process handles what it finds by itself, and the store refuses what comes second.
 */
export const createBullQueue = ({ url, prefix, log, limits = {}, atOnce = 16 }: BullOptions): BullQueue => {
  const local = createInProcessQueue(atOnce)
  const heaps = new Map<string, Bull.Queue<Work>>()
  const taken = new Set<string>()
  /** Lanes woken here and not given to this process since: from when on, and when last. */
  const asked = new Map<string, { readonly since: number; readonly last: number; readonly looked: number }>()
  let givenAt = performance.now()
  const connections: Redis[] = []
  let away = false
  let stopped = false
  const connect = () => {
    const redis = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: false, retryStrategy: (times) => Math.min(times * 200, 2_000) })
    redis.on('error', (error: unknown) => log.debug('redis', { error }))
    connections.push(redis)
    return redis
  }
  const client = connect()
  client.on('close', () => {
    if (!away && !stopped) log.error('redis is away: going on without it')
    away = true
  })
  client.on('ready', () => {
    if (away) log.warn('redis is back')
    away = false
  })
  let subscriber: Redis | undefined
  const up = () => !away
  const mark = (lane: Lane) => `${prefix}:again:${lane.heap} ${lane.name}`

  const heapOf = (heap: string): Bull.Queue<Work> => {
    const known = heaps.get(heap)
    if (known) return known
    const limiter = limits[heap]
    const made = new Bull<Work>(heap, {
      prefix,
      createClient(type) {
        if (type === 'client') return client
        if (type === 'subscriber') {
          subscriber ??= connect()
          return subscriber
        }
        return connect()
      },
      ...(limiter ? { limiter } : {}),
      settings: { lockDuration: LOCK_MS, lockRenewTime: LOCK_MS / 4, stalledInterval: LOOK_FOR_DEAD_MS, maxStalledCount: 1_000_000 },
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    })
    made.on('error', (error) => log.debug('bull', { error }))
    // Woken between the last look and the end of the job, when Bull ignored it.
    const lookAgain = ({ data }: Bull.Job<Work>) => {
      const lane = { heap, name: data.name }
      if (stopped || data.later) return
      client.exists(mark(lane)).then(
        (marked) => void (marked === 1 && add(lane)),
        () => undefined,
      )
    }
    made.on('completed', lookAgain)
    made.on('failed', lookAgain)
    heaps.set(heap, made)
    return made
  }
  const add = (lane: Lane): void => {
    heapOf(lane.heap)
      .add({ name: lane.name }, { jobId: lane.name })
      .catch(() => local.wake(lane))
  }
  const handle = async (heap: string, { id, data }: Bull.Job<Partial<Work>>): Promise<void> => {
    // A job taken up after Redis was emptied has lost what it held; its id is the lane's name.
    const lane = { heap, name: data.name ?? String(id) }
    givenAt = performance.now()
    asked.delete(mark(lane))
    if (data.later) return wake(lane)
    // Fetched just before it was left: whoever has the heap now finds the lane by its sweep.
    if (!taken.has(heap)) return
    do {
      await client.del(mark(lane))
      await local.run(lane)
    } while (!stopped && (await client.exists(mark(lane))) === 1)
  }
  /** Whether Bull is to be relied on for a lane that is woken now. Where the lane was woken for long it is looked for. */
  const patient = (lane: Lane): boolean => {
    if (!taken.has(lane.heap)) return true
    const key = mark(lane)
    const now = performance.now()
    if (asked.size > MOST_ASKED) asked.clear()
    const known = asked.get(key)
    // The sweep wakes what waits each second: what was not woken for long was handled elsewhere.
    const { since, looked } = known && now - known.last < LOOK_FOR_LOST_MS ? known : { since: now, looked: now }
    const looks = now - looked >= LOOK_FOR_LOST_MS
    asked.set(key, { since, last: now, looked: looks ? now : looked })
    if (looks) void revive(lane).catch(() => undefined)
    return now - Math.max(givenAt, since) < PATIENCE_MS
  }
  /** Takes a lane's id from Bull where it stands in none of its lists, and asks anew. */
  const revive = async (lane: Lane): Promise<void> => {
    const heap = heapOf(lane.heap)
    const job = await heap.getJob(lane.name)
    if (job && (await job.getState()) !== 'stuck') return
    await client.del(heap.toKey(lane.name))
    add(lane)
  }
  const wake = (lane: Lane, afterMs = 0): void => {
    if (stopped) return
    if (!up()) {
      local.wake(lane, afterMs)
      return
    }
    if (afterMs > 0) {
      // A job of its own, which only wakes: the lane's id stays free for what comes before.
      const jobId = `${lane.name} at ${Math.ceil((Date.now() + afterMs) / 1_000)}`
      heapOf(lane.heap)
        .add({ name: lane.name, later: true }, { jobId, delay: afterMs })
        .catch(() => local.wake(lane, afterMs))
      return
    }
    client.set(mark(lane), '1', 'PX', AGAIN_MS).catch(() => undefined)
    add(lane)
    if (!patient(lane)) local.wake(lane)
  }
  const begun = new Set<string>()
  return {
    up,
    start: local.start,
    take(heap) {
      taken.add(heap)
      local.take(heap)
      const queue = heapOf(heap)
      if (begun.has(heap)) return void queue.resume(true).catch(() => undefined)
      begun.add(heap)
      queue.process(atOnce, (job) => handle(heap, job)).catch((error: unknown) => stopped || log.error('bull stopped', { heap, error }))
    },
    leave(heap) {
      taken.delete(heap)
      local.leave(heap)
      heaps
        .get(heap)
        ?.pause(true, true)
        .catch(() => undefined)
    },
    wake,
    async idle() {
      await local.idle()
      for (const heap of taken) {
        while (up() && !stopped) {
          const { waiting, active } = await heapOf(heap).getJobCounts()
          if (waiting + active === 0) break
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
      }
      await local.idle()
    },
    async stop() {
      if (stopped) return
      stopped = true
      const queues = [...heaps.values()]
      // Redis may be away: then nothing of this ends by itself.
      const inTime = (work: Promise<unknown>) => Promise.race([work, new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref())])
      if (!away) await inTime(Promise.allSettled(queues.map((queue) => queue.pause(true, true))))
      await local.stop()
      await inTime(Promise.allSettled(queues.map((queue) => queue.close(away))))
      for (const redis of connections) redis.disconnect()
    },
  }
}
