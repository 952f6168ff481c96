import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpNotice } from '../../src/adapters/notice/http-notice.ts'
import type { NoticeSettings } from '../../src/adapters/notice/http-notice.ts'

type Asked = { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string }
type Answer = (response: ServerResponse) => void

/** A gateway that answers as it is told, or badly. */
const asked: Asked[] = []
let answer: Answer = (response) => void response.end('{"code":0}')
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() })
    answer(response)
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/send`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const message = { to: '13800138000', text: '有人请您看一份"材料"\n确认码 1234 5678 & 100%', key: 'k12' }
const usual = (): NoticeSettings => ({
  url,
  method: 'POST',
  headers: { authorization: 'Bearer t', 'x-sign': '{signature}' },
  body: '{"to":"{to}","text":"{text}","key":"{key}"}',
  secret: 'geheim',
  timeoutMs: 5_000,
  daily: 3,
})
const send = (settings: Partial<NoticeSettings> = {}) => createHttpNotice({ ...usual(), ...settings }, () => 1_700_000_000_500).send(message)
const answering = (with_: Answer) => {
  asked.length = 0
  answer = with_
}
const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (response) =>
    void response.writeHead(code, headers).end(body)

describe('a gateway for text messages', () => {
  it('gets number, text and key whole, signed, in JSON', async () => {
    answering(status(200))
    expect(await send()).toEqual({ kind: 'sent' })
    const [got] = asked
    expect(JSON.parse(got?.body ?? '')).toEqual(message)
    const signature = createHmac('sha256', 'geheim').update(`1700000000\nk12\n13800138000\n${message.text}`).digest('hex')
    expect(got?.headers).toMatchObject({ 'idempotency-key': 'k12', authorization: 'Bearer t', 'x-sign': signature, 'content-type': 'application/json' })
  })

  it('gets them as a form or in the address, where it wants them so', async () => {
    answering(status(200))
    await send({ headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'mobile={to}&content={text}' })
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({ mobile: message.to, content: message.text })
    await send({ method: 'GET', url: `${url}?m={to}&c={text}` })
    expect(asked[1]?.method).toBe('GET')
    expect(new URL(asked[1]?.url ?? '', url).searchParams.get('c')).toBe(message.text)
  })

  it('gets one time and one signature, wherever they stand, though a second passes meanwhile', async () => {
    answering(status(200))
    let now = 1_700_000_000_000
    const ticking = () => {
      now += 1_000
      return now
    }
    const settings = {
      ...usual(),
      url: `${url}?at={time}`,
      headers: { 'x-at': '{time}', 'x-sign': '{signature}' },
      body: '{"at":"{time}","sign":"{signature}"}',
    }
    await createHttpNotice(settings, ticking).send(message)
    const { at, sign } = JSON.parse(asked[0]?.body ?? '{}') as Record<string, string>
    expect(asked[0]?.headers).toMatchObject({ 'x-at': at, 'x-sign': sign })
    expect(new URL(asked[0]?.url ?? '', url).searchParams.get('at')).toBe(at)
  })

  it('puts nothing of a text where a header or another value begins', async () => {
    answering(status(200))
    const notice = createHttpNotice({ ...usual(), headers: { 'x-text': '{text}' } }, () => 0)
    await notice.send({ ...message, text: '{to}\r\nx-evil: 1' })
    expect(asked[0]?.headers['x-evil']).toBe(undefined)
    expect(JSON.parse(asked[0]?.body ?? '')['text']).toBe('{to}\r\nx-evil: 1')
  })

  const misbehaving: readonly (readonly [string, Answer, object])[] = [
    ['that is down', status(503), { kind: 'failed' }],
    ['that wants to be left alone', status(429, { 'retry-after': '120' }), { kind: 'failed', retryAfterMs: 120_000 }],
    ['that asks for a year of rest', status(503, { 'retry-after': '31536000' }), { kind: 'failed', retryAfterMs: 3_600_000 }],
    ['that does not like the request', status(400), { kind: 'refused' }],
    ['that leads elsewhere', status(302, { location: 'http://127.0.0.1:1/' }), { kind: 'failed' }],
    ['that says nothing', () => undefined, { kind: 'failed' }],
    ['that hangs up', (response) => void response.destroy(), { kind: 'failed' }],
    ['that begins to answer and stops', (response) => void response.writeHead(200).write('{"co'), { kind: 'failed' }],
  ]
  it.each(misbehaving)('%s: it is said whether trying again may help', async (_, bad, expected) => {
    answering(bad)
    expect(await send({ timeoutMs: 400 })).toMatchObject(expected)
  })

  it('that answers for ever is not listened to for ever', async () => {
    answering((response) => {
      const more = (): void => {
        if (!response.destroyed && response.write('x'.repeat(16_384))) setImmediate(more)
        else response.once('drain', more)
      }
      more()
    })
    expect(await send({ timeoutMs: 5_000 })).toEqual({ kind: 'sent' })
  })

  it('that says no in a 200 is understood', async () => {
    answering(status(200, {}, '{"code":17,"phone":"13800138000"}'))
    const said = await send({ accepted: /"code":0/ })
    expect(said).toEqual({ kind: 'refused', why: 'the answer is no yes' })
    expect(JSON.stringify(said)).not.toContain('138')
  })

  it('that is not there at all', async () => {
    expect(await send({ url: 'http://127.0.0.1:1/' })).toMatchObject({ kind: 'failed' })
  })
})
