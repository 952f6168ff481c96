import type { Part } from '../../core/message.ts'
import type { Channel } from '../../ports/channel.ts'

/** A part on its way to open pages. `key` is the id of its line. */
export type Pushed = { readonly key: string; readonly part: Part }

/** The page as a door: what is sent is pushed to every open page of the visitor; a page that is not open reads it when it comes back. */
export type WebChannel = Channel & {
  readonly subscribe: (visitor: string, listener: (pushed: Pushed) => void) => () => void
  /** Told when the server stops, so that open streams end. */
  readonly onStop: (listener: () => void) => () => void
}

const TEXT_LIMIT = 4_000

/** Makes the page's door. Messages are handed to the desk by the routes. */
export const createWebChannel = (): WebChannel => {
  const listeners = new Map<string, Set<(pushed: Pushed) => void>>()
  const stopping = new Set<() => void>()
  return {
    id: 'web',
    can: { buttons: true, files: true, textLimit: TEXT_LIMIT, sensitive: 'allowed' },
    start: () => Promise.resolve(),
    async stop() {
      for (const listener of stopping) listener()
    },
    async send(to, part, key) {
      for (const listener of listeners.get(to.chat) ?? []) listener({ key, part })
      return { kind: 'sent' }
    },
    subscribe(visitor, listener) {
      const own = listeners.get(visitor) ?? new Set()
      listeners.set(visitor, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(visitor)
      }
    },
    onStop(listener) {
      stopping.add(listener)
      return () => void stopping.delete(listener)
    },
  }
}
