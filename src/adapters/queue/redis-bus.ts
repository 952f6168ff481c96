import { Redis } from 'ioredis'
import type { Bus } from '../../ports/bus.ts'

/** News over Redis' publish and subscribe; `prefix` keeps one service's from another's. What is published is not stored there. */
export const createRedisBus = (url: string, prefix: string): Bus => {
  const listeners = new Map<string, ((message: Uint8Array) => void)[]>()
  const missed: (() => void)[] = []
  const retryStrategy = (times: number) => Math.min(times * 200, 2_000)
  // Told at once where it cannot be told: whoever publishes tries again by its own rules.
  const out = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy })
  const into = new Redis(url, { maxRetriesPerRequest: null, autoResubscribe: false, retryStrategy })
  const hear = (channel: string) => void into.subscribe(channel).catch(() => undefined)
  let before = false
  out.on('error', () => undefined)
  into.on('error', () => undefined)
  into.on('ready', () => {
    if (before) {
      // By hand: what the library would do by itself fails with nobody to hear of it where this is closed meanwhile.
      for (const channel of listeners.keys()) hear(channel)
      for (const listener of missed) listener()
    }
    before = true
  })
  into.on('messageBuffer', (channel: Buffer, message: Buffer) => {
    for (const listener of listeners.get(channel.toString()) ?? []) listener(message)
  })
  return {
    async publish(topic, message) {
      await out.publish(`${prefix}:${topic}`, Buffer.from(message))
    },
    subscribe(topic, listener) {
      const channel = `${prefix}:${topic}`
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      hear(channel)
    },
    onMissed: (listener) => void missed.push(listener),
    async close() {
      out.disconnect()
      into.disconnect()
    },
  }
}
