import { Telegram, TelegramError } from 'telegraf'
import type { Opts, Telegram as Methods } from 'telegraf/types'

/**
 * What came of a call. `refused`: the network answered with an error; `code` is HTTP's. `unreached`: it was certainly not received.
 * `unsure`: it may have been.
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly result: T }
  | { readonly kind: 'refused'; readonly code: number; readonly why: string; readonly retryAfterMs?: number; readonly movedTo?: string }
  | { readonly kind: 'unreached'; readonly why: string }
  | { readonly kind: 'unsure'; readonly why: string }

/** A Bot API server. `call` never throws for what the network does. */
export type BotApi = {
  readonly call: <M extends keyof Methods>(method: M, payload: Opts<M>, options?: CallOptions) => Promise<Answer<ReturnType<Methods[M]>>>
  /** The bytes of a file by its `file_path`; undefined where they are more than `most`. Throws where the network fails or `ending` ends it. */
  readonly download: (path: string, most: number, ending: AbortSignal) => Promise<Uint8Array | undefined>
}
/** `signal` gives the call up early: only for calls that change nothing. */
export type CallOptions = { readonly timeoutMs?: number; readonly signal?: AbortSignal }

/** An answer that breaks off is only noticed by its not ending. */
const TIMEOUT_MS = 10_000
const DOWNLOAD_MS = 60_000
/** Failures before anything was sent. */
const BEFORE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])

/** Talks to the Bot API at `root`, e.g. https://api.telegram.org. */
export const createBotApi = (token: string, root: string): BotApi => {
  const apiRoot = root.endsWith('/') ? root : `${root}/`
  const telegram = new Telegram(token, { apiRoot, webhookReply: false })
  return {
    async call(method, payload, { timeoutMs = TIMEOUT_MS, signal } = {}) {
      try {
        return { kind: 'ok', result: await within(timeoutMs, signal, (ending) => telegram.callApi(method, payload, { signal: shimmed(ending) })) }
      } catch (error) {
        return answerOf(error)
      }
    },
    download: (path, most, ending) =>
      within(DOWNLOAD_MS, ending, async (signal) => {
        const url = new URL(`file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`, apiRoot)
        const response = await fetch(url, { signal, redirect: 'error' })
        if (!response.ok || !response.body) throw new Error(`file route: ${response.status}`)
        const chunks: Uint8Array[] = []
        let size = 0
        for await (const chunk of response.body) {
          size += chunk.byteLength
          if (size > most) return undefined
          chunks.push(chunk)
        }
        return Buffer.concat(chunks)
      }),
  }
}

/** Runs something that ends after a time, or earlier with `until`. */
const within = async <T>(ms: number, until: AbortSignal | undefined, run: (ending: AbortSignal) => Promise<T>): Promise<T> => {
  const ending = new AbortController()
  const end = () => ending.abort()
  const timer = setTimeout(end, ms)
  until?.addEventListener('abort', end)
  try {
    return await run(ending.signal)
  } finally {
    clearTimeout(timer)
    until?.removeEventListener('abort', end)
  }
}

const answerOf = (error: unknown): Answer<never> => {
  if (error instanceof TelegramError) {
    if (error.code >= 500) return { kind: 'unsure', why: `${error.code} ${error.description}` }
    const { parameters } = error
    return {
      kind: 'refused',
      code: error.code,
      why: error.description,
      ...(parameters?.retry_after === undefined ? {} : { retryAfterMs: parameters.retry_after * 1_000 }),
      ...(parameters?.migrate_to_chat_id === undefined ? {} : { movedTo: String(parameters.migrate_to_chat_id) }),
    }
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const why = code === '' ? (error instanceof Error ? error.name : 'unknown') : code
  return BEFORE.has(code) ? { kind: 'unreached', why } : { kind: 'unsure', why }
}

/** The platform's signal where telegraf's types name an older package's. */
const shimmed = (signal: AbortSignal) => signal as never
