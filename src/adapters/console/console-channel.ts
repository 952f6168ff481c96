import { findDanger } from '../../lang/index.ts'
import type { Content, Part } from '../../core/message.ts'
import type { Arrival, Channel } from '../../ports/channel.ts'
import { addressOf, senderId } from './speaker.ts'
import type { Speaker } from './speaker.ts'

const NOBODY_MS = 3_600_000
const MENTION = /^\s*[@＠]\s*小助手[\s\u2005,，:：]*/u

/** A reply as it is shown: to whom, from whom. */
export type Shown = { readonly chat: string; readonly from: string | undefined; readonly part: Part }
type Listener = { readonly hears: (chat: string) => boolean; readonly show: (shown: Shown) => void }

/** The terminal as a door. Replies go to whoever listens for their chat; where nobody does they wait. */
export type ConsoleChannel = Channel & {
  /** Begins to listen; the returned function ends it. */
  readonly listen: (listener: Listener) => () => void
  /** Hands in what a speaker said. Undefined: a line in a group that is not for the bot, dropped. */
  readonly arrivalOf: (speaker: Speaker, content: Content, externalId: string, sentAt: number, staffId: string | undefined) => Arrival | undefined
}

/** Makes the console's door. Messages are handed to the desk by whoever reads them, not through `start`. */
export const createConsoleChannel = (): ConsoleChannel => {
  const listeners = new Set<Listener>()
  return {
    id: 'console',
    can: { buttons: false, files: true, textLimit: 100_000, sensitive: 'allowed' },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async send(to, part) {
      const hearing = [...listeners].filter((listener) => listener.hears(to.chat))
      if (hearing.length === 0) return { kind: 'failed', code: 'nobody-listens', certain: true, retryAfterMs: NOBODY_MS, waits: true }
      for (const listener of hearing) listener.show({ chat: to.chat, from: part.from, part })
      return { kind: 'sent' }
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    arrivalOf(speaker, content, externalId, sentAt, staffId) {
      const heard = speaker.group === undefined ? content : inGroup(content)
      if (!heard) return undefined
      return {
        role: speaker.role,
        ...(staffId === undefined ? {} : { staffId }),
        inbound: {
          externalId,
          address: addressOf(speaker),
          sender: { id: senderId(speaker), name: speaker.name },
          ...(speaker.group === undefined ? {} : { group: { id: speaker.group, name: speaker.group } }),
          content: heard,
          sentAt,
        },
      }
    },
  }
}

/** The terminal's door with a socket that is open while the door is. */
export const withSocket = (channel: ConsoleChannel, open: () => Promise<{ readonly close: () => Promise<void> } | undefined>): Channel => {
  let socket: { readonly close: () => Promise<void> } | undefined
  return {
    ...channel,
    async start() {
      socket = await open()
    },
    stop: async () => socket?.close(),
  }
}

/** In a group only what is addressed to the bot is heard; of present danger only the kind is kept, never the words. */
const inGroup = (content: Content): Content | undefined => {
  if (content.kind !== 'text') return undefined
  if (MENTION.test(content.text)) return { kind: 'text', text: content.text.replace(MENTION, '') }
  const danger = findDanger(content.text)
  return danger ? { kind: 'unsupported', what: `danger:${danger.kind}` } : undefined
}
