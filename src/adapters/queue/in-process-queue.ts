import type { Lane, Queue } from '../../ports/queue.ts'

/** Longer than this is left to the sweep. */
const LONGEST_DELAY_MS = 3_600_000

const keyOf = ({ heap, name }: Lane): string => `${heap} ${name}`

/** A queue in this process; `run` handles a lane of whatever heap and resolves when that is done. */
export type InProcessQueue = Queue & { readonly run: (lane: Lane) => Promise<void> }

/** Lanes side by side, at most `atOnce` of them, each handled by one at a time. What wakes a lane of a heap that is not taken here is forgotten. */
export const createInProcessQueue = (atOnce = 16): InProcessQueue => {
  const waiting: Lane[] = []
  const queued = new Set<string>()
  const running = new Set<string>()
  const again = new Set<string>()
  const heaps = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  const runs = new Map<string, (() => void)[]>()
  const resting: (() => void)[] = []
  let handle: ((lane: Lane) => Promise<void>) | undefined
  let stopped = false

  const quiet = () => running.size === 0 && (stopped || waiting.length === 0)
  const rest = () => {
    if (quiet()) for (const resolve of resting.splice(0)) resolve()
  }
  const done = (key: string) => {
    for (const resolve of runs.get(key) ?? []) resolve()
    runs.delete(key)
  }
  const finish = (lane: Lane, key: string) => {
    running.delete(key)
    if (again.delete(key)) enqueue(lane, key)
    if (!queued.has(key)) done(key)
    pump()
    rest()
  }
  const pump = () => {
    while (handle && !stopped && running.size < atOnce) {
      const lane = waiting.shift()
      if (lane === undefined) return
      const key = keyOf(lane)
      queued.delete(key)
      running.add(key)
      handle(lane).then(
        () => finish(lane, key),
        () => finish(lane, key),
      )
    }
  }
  const enqueue = (lane: Lane, key: string) => {
    if (stopped || queued.has(key)) return
    queued.add(key)
    waiting.push(lane)
  }
  const put = (lane: Lane) => {
    const key = keyOf(lane)
    if (running.has(key)) again.add(key)
    else enqueue(lane, key)
    pump()
  }
  const wake = (lane: Lane, afterMs = 0): void => {
    if (stopped || !heaps.has(lane.heap) || afterMs > LONGEST_DELAY_MS) return
    if (afterMs <= 0) {
      put(lane)
      return
    }
    const timer = setTimeout(() => {
      timers.delete(timer)
      wake(lane)
    }, afterMs).unref()
    timers.add(timer)
  }
  return {
    start(handler) {
      handle = handler
      pump()
    },
    take: (heap) => void heaps.add(heap),
    leave: (heap) => void heaps.delete(heap),
    wake,
    run(lane) {
      if (stopped) return Promise.resolve()
      const handled = new Promise<void>((resolve) => {
        const key = keyOf(lane)
        runs.set(key, [...(runs.get(key) ?? []), resolve])
      })
      put(lane)
      return handled
    },
    idle: () =>
      new Promise((resolve) => {
        resting.push(resolve)
        rest()
      }),
    async stop() {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      if (running.size > 0) await new Promise<void>((resolve) => resting.push(resolve))
      rest()
      for (const key of [...runs.keys()]) done(key)
    },
  }
}
