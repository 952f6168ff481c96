import type { Queue } from '../../ports/queue.ts'

/** A queue in this process: lanes side by side, at most `atOnce` of them, each handled by one at a time. */
export const createInProcessQueue = (atOnce = 16): Queue => {
  const waiting: string[] = []
  const queued = new Set<string>()
  const running = new Set<string>()
  const again = new Set<string>()
  const resting: (() => void)[] = []
  let handle: ((lane: string) => Promise<void>) | undefined
  let stopped = false

  const quiet = () => running.size === 0 && (stopped || waiting.length === 0)
  const rest = () => {
    if (quiet()) for (const resolve of resting.splice(0)) resolve()
  }
  const finish = (lane: string) => {
    running.delete(lane)
    if (again.delete(lane)) enqueue(lane)
    pump()
    rest()
  }
  const pump = () => {
    while (handle && !stopped && running.size < atOnce) {
      const lane = waiting.shift()
      if (lane === undefined) return
      queued.delete(lane)
      running.add(lane)
      handle(lane).then(
        () => finish(lane),
        () => finish(lane),
      )
    }
  }
  const enqueue = (lane: string) => {
    if (stopped || queued.has(lane)) return
    queued.add(lane)
    waiting.push(lane)
  }
  return {
    start(handler) {
      handle = handler
      pump()
    },
    wake(lane) {
      if (running.has(lane)) again.add(lane)
      else enqueue(lane)
      pump()
    },
    idle: () =>
      new Promise((resolve) => {
        resting.push(resolve)
        rest()
      }),
    async stop() {
      stopped = true
      if (running.size > 0) await new Promise<void>((resolve) => resting.push(resolve))
      rest()
    },
  }
}
