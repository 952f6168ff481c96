import { createHmac } from 'node:crypto'
import type { Notice, NoticeResult, TextMessage } from '../../ports/notice.ts'

const LONGEST_ANSWER = 64 * 1024
const TOO_BUSY = [408, 425, 429]
const LONGEST_WAIT_MS = 3_600_000

/** How a gateway is spoken to. {to} {text} {key} {time} {signature} are put into `url`, `headers` and `body`, each written as the place wants it. */
export type NoticeSettings = {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Signs time, key, number and text, a line each: HMAC-SHA256, hexadecimal. */
  readonly secret: string
  /** What an answer must match beside its 2xx; absent: every 2xx is a yes. */
  readonly accepted?: RegExp
  readonly timeoutMs: number
  readonly daily: number
}

/** A gateway for text messages that is spoken to over HTTP. `now`: milliseconds. */
export const createHttpNotice = (settings: NoticeSettings, now: () => number): Notice => ({
  daily: settings.daily,
  async send(message) {
    // One time and one signature for address, headers and body.
    const values = valuesOf(settings, message, now())
    const headers = headersOf(settings, values)
    try {
      const response = await fetch(filled(settings.url, values, encodeURIComponent), {
        method: settings.method,
        headers,
        ...(settings.method === 'GET' ? {} : { body: bodyOf(settings, values, headers['content-type'] ?? '') }),
        redirect: 'error',
        signal: AbortSignal.timeout(settings.timeoutMs),
      })
      return await judged(settings, response)
    } catch (error) {
      // Whether it arrived is not known: the same key lets the gateway tell.
      return { kind: 'failed', why: error instanceof Error ? error.name : 'unknown' }
    }
  },
})

const judged = async ({ accepted }: NoticeSettings, response: Response): Promise<NoticeResult> => {
  const { status } = response
  if (status >= 500 || TOO_BUSY.includes(status)) {
    await response.body?.cancel()
    const seconds = Number(response.headers.get('retry-after') ?? '')
    return { kind: 'failed', why: `status ${status}`, ...(seconds > 0 ? { retryAfterMs: Math.min(seconds * 1_000, LONGEST_WAIT_MS) } : {}) }
  }
  const text = await startOf(response)
  if (status < 200 || status >= 300) return { kind: 'refused', why: `status ${status}` }
  return accepted && !accepted.test(text) ? { kind: 'refused', why: 'the answer is no yes' } : { kind: 'sent' }
}

/** The beginning of an answer: a gateway that goes on for ever is not listened to for ever. */
const startOf = async (response: Response): Promise<string> => {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (reader && text.length < LONGEST_ANSWER) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
  await reader?.cancel()
  return text
}

type Values = Readonly<Record<string, string>>

const valuesOf = ({ secret }: NoticeSettings, { to, text, key }: TextMessage, now: number): Values => {
  const time = String(Math.floor(now / 1_000))
  const signature = secret === '' ? '' : createHmac('sha256', secret).update([time, key, to, text].join('\n')).digest('hex')
  return { to, text, key, time, signature }
}

const filled = (template: string, values: Values, write: (value: string) => string): string =>
  template.replace(/\{(to|text|key|time|signature)\}/g, (_, name: string) => write(values[name] ?? ''))

/** A header holds no line break and nothing beyond ASCII. */
const inHeader = (value: string): string => value.replace(/[^\x20-\x7e]/g, (letter) => encodeURIComponent(letter))

const headersOf = (settings: NoticeSettings, values: Values): Record<string, string> => {
  const given = Object.fromEntries(Object.entries(settings.headers).map(([name, value]) => [name.toLowerCase(), filled(value, values, inHeader)]))
  return { 'content-type': 'application/json', 'idempotency-key': values['key'] ?? '', ...given }
}

const bodyOf = (settings: NoticeSettings, values: Values, type: string): string => {
  const write = type.includes('json') ? inJson : type.includes('form') ? encodeURIComponent : (value: string) => value
  return filled(settings.body, values, write)
}

const inJson = (value: string): string => JSON.stringify(value).slice(1, -1)
