import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer } from './open-server.ts'
import type { Server } from './open-server.ts'

let server: Server
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server.remove())

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** A visitor with their cookie. */
const visitor = async () => {
  const page = await fetch(server.url)
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(new URL(path, server.url), { method: 'POST', body, headers: { cookie, ...headers } })
  const get = (path: string) => fetch(new URL(path, server.url), { headers: { cookie } })
  return {
    page,
    cookie,
    post,
    get,
    say: (clientId: string, text: string) => post('chat/messages', JSON.stringify({ clientId, kind: 'text', text })),
    lines: async (): Promise<readonly { id: string; from?: string; text: string; files?: readonly { id: string; name: string }[] }[]> => {
      await server.house().desk.idle()
      return (await (await get('chat/lines')).json()).lines
    },
  }
}

const upload = (clientId: string, name: string, bytes: Uint8Array) => {
  const form = new FormData()
  form.set('clientId', clientId)
  form.set('file', new File([new Uint8Array(bytes)], name))
  return form
}

describe("the villagers' page", () => {
  it('gives each visitor a cookie that scripts cannot read, and lets no other site in', async () => {
    const { page } = await visitor()
    expect(page.headers.get('set-cookie')).toMatch(/HttpOnly/i)
    expect(page.headers.get('set-cookie')).toMatch(/SameSite=Lax/i)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    const { post } = await visitor()
    const body = JSON.stringify({ clientId: 'client-0001', kind: 'text', text: '您好' })
    expect((await post('chat/messages', body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post('chat/messages', body, { origin: 'https://elsewhere.example' })).status).toBe(403)
  })

  it('closes a conversation opened by a link only from the page itself', async () => {
    const leave = (headers: Record<string, string>) =>
      fetch(new URL('out', server.url), { method: 'POST', redirect: 'manual', headers: { cookie: 'xf-in=abcdefghijklmnopqrstuvwxyzabcdef', ...headers } })
    const foreign = await leave({ 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    expect(foreign.headers.get('set-cookie')).toBeNull()
    expect(await foreign.text()).toContain('没有关掉')
    expect((await leave({ origin: 'https://elsewhere.example' })).status).toBe(403)
    const own = await leave({ 'sec-fetch-site': 'same-origin' })
    expect(own.status).toBe(303)
    expect(own.headers.get('set-cookie')).toMatch(/^xf-in=;/)
  })

  it('gives no widget and stands in no frame where no site is named', async () => {
    expect((await fetch(new URL('widget.js', server.url))).status).toBe(404)
    expect((await fetch(server.url)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  it('takes a message once, however often it is sent', async () => {
    const one = await visitor()
    const first = await one.say('client-0001', '帮助')
    expect(first.status).toBe(202)
    const second = await one.say('client-0001', '帮助')
    expect(await second.json()).toEqual(await first.json())
    const lines = await one.lines()
    expect(lines.filter((line) => line.from === undefined)).toHaveLength(1)
    expect(lines.filter((line) => line.text.includes('您可以直接说'))).toHaveLength(1)
  })

  it('shows nobody the lines or the files of somebody else', async () => {
    const one = await visitor()
    const two = await visitor()
    await one.say('client-0001', '申请法律援助')
    expect((await one.post('chat/files', upload('client-0002', '欠条.png', PNG))).status).toBe(202)
    const file = (await one.lines()).flatMap((line) => line.files ?? [])[0]
    expect(file?.name).toBe('欠条.png')
    const path = `chat/files/${file?.id}`
    expect(Buffer.from(await (await one.get(path)).arrayBuffer())).toEqual(PNG)
    expect((await two.get(path)).status).toBe(404)
    expect(await two.lines()).toEqual([])
  })

  it.each([
    ['no JSON', 'hello', 400],
    ['an empty text', '{"clientId":"client-0001","kind":"text","text":""}', 400],
    ['an id that is none', '{"clientId":"../../x","kind":"text","text":"hi"}', 400],
    ['a place that is none', '{"clientId":"client-0001","kind":"location","latitude":91,"longitude":0}', 400],
    ['too much', JSON.stringify({ clientId: 'client-0001', kind: 'text', text: 'x'.repeat(20_000) }), 413],
  ])('refuses %s in Chinese', async (_, body, status) => {
    const { post } = await visitor()
    const response = await post('chat/messages', body)
    expect(response.status).toBe(status)
    expect((await response.json()).message).toMatch(/\p{Script=Han}/u)
  })

  it.each([
    ['an empty file', '空.jpg', Buffer.alloc(0), 415, '空的'],
    ['a program called a picture', '照片.jpg', Buffer.from('7f454c4602010100', 'hex'), 415, '收不了'],
    ['a file of 21 MB', '大.jpg', Buffer.alloc(22 * 1024 * 1024), 413, '20 兆'],
  ])('refuses %s', async (_, name, bytes, status, message) => {
    const { post } = await visitor()
    const response = await post('chat/files', upload('client-0001', name, bytes))
    expect(response.status).toBe(status)
    expect((await response.json()).message).toContain(message)
  })

  it('slows down who sends more than sixty a minute, and nobody else', async () => {
    const one = await visitor()
    const statuses: number[] = []
    for (let count = 0; count < 62; count += 1) statuses.push((await one.say(`client-${1_000 + count}`, '帮助')).status)
    expect(statuses.slice(0, 60).every((status) => status === 202)).toBe(true)
    expect(statuses.slice(60)).toEqual([429, 429])
    expect((await (await visitor()).say('client-0001', '帮助')).status).toBe(202)
  })

  it('pushes what is said to an open page at once', async () => {
    const one = await visitor()
    const stream = await one.get('chat/events')
    const reader = stream.body?.getReader()
    if (!reader) throw new Error('no stream')
    const decoder = new TextDecoder()
    let got = ''
    const until = async (text: string) => {
      while (!got.includes(text)) got += decoder.decode((await reader.read()).value, { stream: true })
    }
    await until('event: ready')
    await one.say('client-0001', '帮助')
    await until('您可以直接说')
    await reader.cancel()
    const pushed = [...got.matchAll(/^data: (\{.*\})$/gm)].map((match): { id: string } => JSON.parse(match[1] ?? ''))
    const ids = (await one.lines()).map((line) => line.id)
    for (const line of pushed) expect(ids).toContain(line.id)
  })
})
