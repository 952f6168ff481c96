/// <reference lib="dom" />
import { newId } from './unsent.ts'
import type { Message, Unsent } from './unsent.ts'

type Waiting = { readonly clientId: string; readonly message?: Message; readonly file?: File }

/** Messages on their way: kept until the server has them, sent one after another, in order. Files are kept only while the page is open. */
export type Outgoing = {
  readonly add: (message: Message) => void
  readonly addFile: (file: File) => void
  /** Tries again what waits. */
  readonly flush: () => void
}

/** What the page shows of it. */
export type OutgoingView = {
  readonly show: (clientId: string, message: Message | undefined, file: File | undefined) => void
  readonly acknowledged: (clientId: string, lineId: string) => void
  readonly refused: (clientId: string, why: string) => void
  readonly state: (offline: boolean) => void
  readonly tooFast: () => void
}

const PAUSE_MS = 2_000
const TOO_FAST_MS = 15_000

/** Makes the queue of what is to be sent; what an earlier page left unsent comes first. */
export const createOutgoing = (view: OutgoingView, unsent: Unsent): Outgoing => {
  const waiting: Waiting[] = [...unsent.waiting()]
  let busy = false
  const keep = () => unsent.keep(waiting.flatMap(({ clientId, message }) => (message ? [{ clientId, message }] : [])))
  const put = (one: Waiting) => {
    waiting.push(one)
    keep()
    view.show(one.clientId, one.message, one.file)
    void flush()
  }
  const drop = (clientId: string) => {
    const at = waiting.findIndex((one) => one.clientId === clientId)
    if (at >= 0) waiting.splice(at, 1)
    keep()
  }
  const post = (one: Waiting): Promise<Response> => {
    if (one.message)
      return fetch('/chat/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ clientId: one.clientId, ...one.message }),
      })
    const form = new FormData()
    form.set('clientId', one.clientId)
    if (one.file) form.set('file', one.file)
    return fetch('/chat/files', { method: 'POST', body: form })
  }
  const flush = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      for (let one = waiting[0]; one; one = waiting[0]) {
        const response = await post(one).catch(() => undefined)
        if (!response || response.status >= 500) {
          view.state(true)
          setTimeout(() => void flush(), PAUSE_MS)
          return
        }
        view.state(false)
        if (response.status === 429) {
          view.tooFast()
          setTimeout(() => void flush(), TOO_FAST_MS)
          return
        }
        const answer = await response.json().catch(() => ({}))
        drop(one.clientId)
        if (response.ok) view.acknowledged(one.clientId, answer.id)
        else view.refused(one.clientId, answer.message ?? '')
      }
    } finally {
      busy = false
    }
  }
  for (const one of waiting) view.show(one.clientId, one.message, undefined)
  return {
    add: (message) => put({ clientId: newId(), message }),
    addFile: (file) => put({ clientId: newId(), file }),
    flush: () => void flush(),
  }
}
