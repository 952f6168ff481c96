import type { ConversationId, InboxId } from '../core/ids.ts'
import type { Content } from '../core/message.ts'
import type { InboxRow, Store } from '../ports/store.ts'
import type { Log } from '../ports/system.ts'
import type { Doors } from './doors.ts'

/** Files that are fetched at once: more wait for the next sweep. */
const AT_ONCE = 8

/** What files are fetched with. `came` is told what a message holds now, `failed` that our own storing failed. */
export type FetchingDeps = {
  readonly store: Pick<Store, 'amend'>
  readonly doors: Pick<Doors, 'channel' | 'sensitive'>
  readonly log: Log
  readonly wake: (conversation: ConversationId) => void
  readonly came: (id: InboxId, content: Content) => void
  readonly failed: (row: InboxRow, error: unknown) => Promise<void>
}

/** Fetches what messages have left at their door. It is no lane's work: a slow file holds up its own conversation and nobody else. */
export type Fetching = {
  /** True where the message still waits for its file; fetched from now on where the door is open in this process, otherwise by the one that has it. */
  readonly waitsFor: (row: InboxRow) => boolean
  /** Resolves when nothing is being fetched. */
  readonly idle: () => Promise<void>
  /** Gives up what is being fetched; it is fetched anew after the next start. */
  readonly stop: () => Promise<void>
}

/** Makes it. A door that the service no longer has makes a file that is lost: the person is asked to send it again. */
export const createFetching = (deps: FetchingDeps): Fetching => {
  const inHand = new Map<InboxId, Promise<void>>()
  const closing = new AbortController()
  const bring = async (row: InboxRow): Promise<void> => {
    if (row.body.kind !== 'message' || row.body.content.kind !== 'coming') return
    const { content, address } = row.body
    const come: Content = (await deps.doors.channel(address.channel)?.fetch?.(content, closing.signal)) ?? { kind: 'unsupported', what: 'file-lost' }
    if (closing.signal.aborted) return
    await deps.store.amend(row, come)
    deps.came(row.id, come)
  }
  const begin = (row: InboxRow): void => {
    const work = bring(row)
      .catch(async (error: unknown) => {
        if (!closing.signal.aborted) await deps.failed(row, error)
      })
      .catch((error: unknown) => deps.log.error('file not fetched', { inbox: row.id, error }))
      .finally(() => {
        inHand.delete(row.id)
        if (!closing.signal.aborted) deps.wake(row.conversationId)
      })
    inHand.set(row.id, work)
  }
  return {
    waitsFor(row) {
      if (row.body.kind !== 'message' || row.body.content.kind !== 'coming') return false
      const { channel } = row.body.address
      const here = deps.doors.channel(channel) !== undefined || deps.doors.sensitive(channel) === undefined
      if (here && !inHand.has(row.id) && inHand.size < AT_ONCE && !closing.signal.aborted) begin(row)
      return true
    },
    async idle() {
      while (inHand.size > 0) await Promise.all(inHand.values())
    },
    async stop() {
      closing.abort()
      await Promise.all(inHand.values())
    },
  }
}
