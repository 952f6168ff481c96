import type { Bus } from '../../ports/bus.ts'

/** News where there is one process only. */
export const createLocalBus = (): Bus => {
  const listeners = new Map<string, ((message: Uint8Array) => void)[]>()
  return {
    async publish(topic, message) {
      for (const listener of listeners.get(topic) ?? []) listener(message)
    },
    subscribe: (topic, listener) => void listeners.set(topic, [...(listeners.get(topic) ?? []), listener]),
    // Nothing is ever missed.
    onMissed: () => undefined,
    close: () => Promise.resolve(),
  }
}
