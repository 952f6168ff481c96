import { z } from 'zod'
import type { Part } from '../../core/message.ts'
import type { Channel } from '../../ports/channel.ts'

/** A part on its way to open pages. `key` is the id of its line. */
export type Pushed = { readonly key: string; readonly part: Part }

/** The page as a door: what is sent is pushed to every open page of the visitor; a page that is not open reads it when it comes back. */
export type WebChannel = Channel & {
  readonly subscribe: (visitor: string, listener: (pushed: Pushed) => void) => () => void
  /** Told when something may not have been pushed: open pages read the lines again. */
  readonly onMissed: (listener: () => void) => () => void
  /** Told when the server stops, so that open streams end. */
  readonly onStop: (listener: () => void) => () => void
}

const TEXT_LIMIT = 4_000
const TOPIC = 'page'
const pushedTo = z.object({ chat: z.string(), key: z.string(), part: z.custom<Part>((value) => typeof value === 'object' && value !== null) })

/** News between the processes of the service: whichever of them has the page open pushes it. */
export type News = {
  /** Rejects where it cannot be told. */
  readonly tell: (topic: string, value: unknown) => Promise<void>
  readonly hear: (topic: string, listener: (value: unknown) => void) => void
  readonly onMissed: (listener: () => void) => void
}

/** Makes the page's door. Messages are handed to the desk by the routes. */
export const createWebChannel = (news: News): WebChannel => {
  const listeners = new Map<string, Set<(pushed: Pushed) => void>>()
  const stopping = new Set<() => void>()
  const missing = new Set<() => void>()
  const push = (chat: string, pushed: Pushed) => {
    for (const listener of listeners.get(chat) ?? []) listener(pushed)
  }
  news.hear(TOPIC, (value) => {
    const read = pushedTo.safeParse(value)
    if (read.success) push(read.data.chat, { key: read.data.key, part: read.data.part })
  })
  news.onMissed(() => {
    for (const listener of missing) listener()
  })
  return {
    id: 'web',
    can: { buttons: true, files: true, textLimit: TEXT_LIMIT, sensitive: 'allowed' },
    start: () => Promise.resolve(),
    async stop() {
      for (const listener of stopping) listener()
    },
    async send(to, part, key) {
      try {
        await news.tell(TOPIC, { chat: to.chat, key, part })
        return { kind: 'sent' }
      } catch {
        // Pages open here see it now; a line is shown once, however often it is pushed.
        push(to.chat, { key, part })
        return { kind: 'failed', code: 'news', certain: false }
      }
    },
    subscribe(visitor, listener) {
      const own = listeners.get(visitor) ?? new Set()
      listeners.set(visitor, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(visitor)
      }
    },
    onMissed(listener) {
      missing.add(listener)
      return () => void missing.delete(listener)
    },
    onStop(listener) {
      stopping.add(listener)
      return () => void stopping.delete(listener)
    },
  }
}
