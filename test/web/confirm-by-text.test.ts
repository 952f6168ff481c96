import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openServer } from './open-server.ts'
import type { Server } from './open-server.ts'

/** A text-message gateway, and what it was given to send. */
const texted: { readonly to: string; readonly text: string }[] = []
let refuses = false
const gateway = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    texted.push(JSON.parse(Buffer.concat(parts).toString()))
    response.writeHead(refuses ? 400 : 200).end('{}')
  })
})
let server: Server
const MORNING = Date.UTC(2026, 10, 23, 2)
beforeAll(async () => {
  await new Promise<void>((resolve) => void gateway.listen(0, '127.0.0.1', resolve))
  const address = gateway.address()
  const port = typeof address === 'object' ? address?.port : 0
  const { sms, publicUrl } = readConfig({
    XIANGFA_SMS_URL: `http://127.0.0.1:${port}/send`,
    XIANGFA_SMS_SECRET: 'a-secret-of-the-gateway',
    XIANGFA_PUBLIC_URL: 'https://xiangfa.example.cn',
  })
  server = await openServer(() => MORNING, { sms, publicUrl })
})
afterAll(async () => {
  await server.remove()
  gateway.closeAllConnections()
  gateway.close()
})

/** Somebody's browser: says lines at the page, hears what is answered, presses the button of a link. */
const browser = async () => {
  const cookie = (await fetch(server.url)).headers.get('set-cookie')?.split(';')[0] ?? ''
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  let said = 0
  const heard = async (): Promise<string> => {
    await server.house().desk.idle()
    const { lines } = await (await fetch(new URL('chat/lines', server.url), { headers })).json()
    return lines.map((line: { readonly text: string }) => line.text).join('\n')
  }
  return {
    heard,
    async say(...lines: readonly string[]) {
      for (const text of lines) {
        said += 1
        const body = JSON.stringify({ clientId: `client-${String(said).padStart(4, '0')}`, kind: 'text', text })
        const { status } = await fetch(new URL('chat/messages', server.url), { method: 'POST', headers, body })
        if (status !== 202) throw new Error(`${status} for ${text}`)
        await server.house().desk.idle()
      }
    },
    look: (path: string) => fetch(new URL(path, server.url), { headers }),
    press: (path: string, more: Record<string, string> = {}) =>
      fetch(new URL(path, server.url), { method: 'POST', redirect: 'manual', headers: { ...headers, ...more } }),
  }
}

const FILLED_IN_FOR = [
  '申请法律援助',
  '同意',
  '帮别人填',
  '赵老四',
  '邻居',
  '13700137000',
  '王大娘',
  '同意',
  '370285199001011238',
  '13800138000',
  '店埠镇东庄头村',
]
const MATTER = ['赡养费', '别的个人', '大儿子', '跳过', '没有', '2026年2月7日', '跳过', '老大两年没给过钱了，她一个人过日子，干不动活了。']
const REST = ['还没开始', '本市', '低保', '跳过', '都没有', '跳过', '没有', '赵老四', '提交']

describe('a code that comes to the applicant by text message', () => {
  it('leads from the message over its link to the confirmed application, and whoever filled it in hears of both', async () => {
    refuses = false
    const helper = await browser()
    await helper.say(...FILLED_IN_FOR, ...MATTER, ...REST)
    const message = texted.at(-1)
    expect(message?.to).toBe('13800138000')
    expect(message?.text).not.toMatch(/赡养|法律援助申请|赵老四/)
    expect(await helper.heard()).toContain('短信')

    const path = /https:\/\/xiangfa\.example\.cn(\/in\/c\/\d{8})/.exec(message?.text ?? '')?.[1] ?? ''
    expect(path).not.toBe('')
    const applicant = await browser()
    const page = await applicant.look(path)
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await page.text()).not.toMatch(/赡养|赵老四|王大娘/)
    // Looking says nothing yet, and no other site presses the button.
    expect(await applicant.heard()).toBe('')
    expect((await applicant.press(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await applicant.press(path)).status).toBe(303)
    expect(await applicant.heard()).toContain('最后四位')
    await applicant.say('1238', '是我要申请，都对')
    expect(await applicant.heard()).toMatch(/莱法援申〔2026〕\d{4}号/)
    expect(await helper.heard()).toContain('本人确认了，已经交上去')
  })

  it('that the gateway does not take is told to whoever filled it in, with the code to pass on', async () => {
    refuses = true
    const helper = await browser()
    const before = texted.length
    await helper.say(...FILLED_IN_FOR, ...MATTER, ...REST)
    expect(texted.length).toBeGreaterThan(before)
    expect(await helper.heard()).toMatch(/短信没有?(?:发|送)/)
  })
})
