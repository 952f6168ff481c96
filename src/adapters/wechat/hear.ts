import { createHash } from 'node:crypto'
import { AppError } from '../../core/errors.ts'
import type { Content, FileRef } from '../../core/message.ts'
import type { Arrival } from '../../ports/channel.ts'
import { externalIdOf, readReceived } from './convert.ts'
import type { Received } from './network.ts'
import type { People } from './people.ts'
import type { WechatDeps } from './wechat-channel.ts'

const DOWNLOAD_TRIES = 3
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** So many messages received last are remembered, to count what WeChat gives twice. */
const REMEMBERED = 2_000

/** Takes in what comes from WeChat. */
export type Hearing = {
  readonly hear: (received: Received) => void
  /** Hands in an arrival that is no message; it is tried until it is stored. */
  readonly accept: (arrival: Arrival) => Promise<void>
  /** Messages that WeChat gave again under another id, since the start. */
  readonly duplicates: () => number
  /** Resolves when everything heard so far is stored. */
  readonly idle: () => Promise<void>
}

/** Hears the messages of each chat one after another. WeChat never gives a message twice to who failed to store it, so we try until it is stored. */
export const createHearing = (deps: WechatDeps, people: People, onArrival: (arrival: Arrival) => Promise<void>, closing: AbortSignal): Hearing => {
  const chains = new Map<string, Promise<void>>()
  const recent = new Map<string, string>()
  let duplicates = 0

  const accept = async (arrival: Arrival): Promise<void> => {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      try {
        return await onArrival(arrival)
      } catch (error) {
        deps.log.error('wechat message not stored yet', { error })
        if (closing.aborted) return
        await deps.wait(wait, closing)
      }
    }
  }

  /** The bytes of a file, tried a few times; undefined where WeChat does not give them. */
  const fetch = async (received: Received) => {
    for (let tries = 1; tries <= DOWNLOAD_TRIES && received.download && !closing.aborted; tries += 1) {
      try {
        return await received.download()
      } catch (error) {
        deps.log.warn('wechat file not received', { error, tries })
        if (tries < DOWNLOAD_TRIES) await deps.wait(FIRST_WAIT_MS * tries, closing)
      }
    }
    return undefined
  }

  const handle = async (received: Received): Promise<void> => {
    const reading = readReceived(received)
    if (reading.kind === 'dropped') return
    const sender = await people.tagOf(received.from)
    const group = received.room && (await people.roomTagOf(received.room))
    const late = deps.clock.now() - received.at > deps.lateAfterMs
    const fetched = reading.kind === 'download' ? await fetch(received) : undefined
    const lost = reading.kind === 'download' && !fetched
    const print = fetched ? createHash('sha256').update(fetched.bytes).update(String(fetched.size)).digest('hex') : ''
    const externalId = lost ? `m ${received.id}` : externalIdOf(received, sender, group, late, print, deps.index)
    const before = recent.get(externalId)
    if (before !== undefined) {
      if (before !== received.id) duplicates += 1
      return
    }
    const content = reading.kind === 'content' ? reading.content : fetched ? await keep(deps, reading.as, fetched) : LOST
    const village = received.room && deps.villageIn(received.room.topic)
    await accept({
      role: 'villager',
      inbound: {
        externalId,
        address: { channel: 'wechat', account: '', chat: group === undefined ? sender : `${group} ${sender}` },
        sender: { id: sender, name: received.from.name.trim() || deps.texts('nameless') },
        ...(group === undefined || !received.room ? {} : { group: { id: group, name: received.room.topic, ...(village === undefined ? {} : { village }) } }),
        content,
        sentAt: received.at,
      },
    })
    recent.set(externalId, received.id)
    const [oldest] = recent.keys()
    if (recent.size > REMEMBERED && oldest !== undefined) recent.delete(oldest)
  }

  return {
    accept,
    duplicates: () => duplicates,
    hear(received) {
      const chat = received.room?.id ?? received.from.id
      const last = (chains.get(chat) ?? Promise.resolve())
        .then(() => handle(received))
        .catch((error: unknown) => deps.log.error('wechat message not understood', { error }))
        .finally(() => {
          if (chains.get(chat) === last) chains.delete(chat)
        })
      chains.set(chat, last)
    },
    async idle() {
      while (chains.size > 0) await Promise.all(chains.values())
    },
  }
}

const LOST: Content = { kind: 'unsupported', what: 'file-lost' }

/** Keeps a file; where it may not be kept the message says why. */
const keep = async (
  deps: WechatDeps,
  as: 'file' | 'voice',
  fetched: { readonly name: string; readonly bytes: Uint8Array; readonly size: number },
): Promise<Content> => {
  if (fetched.size > fetched.bytes.byteLength) return { kind: 'unsupported', what: 'file-too-large' }
  try {
    const file: FileRef = await deps.files.put(fetched.name, fetched.bytes)
    return as === 'voice' || file.mime.startsWith('audio/') ? { kind: 'voice', file } : { kind: 'file', file }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { kind: 'unsupported', what: error.code === 'file.too-large' ? 'file-too-large' : 'file-type' }
  }
}
