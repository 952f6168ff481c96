import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { readConfig } from '../../src/config.ts'
import type { Address, ChannelId, Choice, Content, Part } from '../../src/core/message.ts'
import type { Channel } from '../../src/ports/channel.ts'
import { openWeb } from '../../src/web.ts'
import { openHouse } from '../../src/wire.ts'
import type { House } from '../../src/wire.ts'
import { loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'

/** What a person heard at a door. */
export type Heard = { readonly door: Address; readonly part: Part }

/** A house with doors as a network has them: Telegram and WeChat, which must not carry sensitive data, and the page. */
export type Doors = {
  readonly house: House
  /** Everything that was sent through the two networks, in order. */
  readonly heard: readonly Heard[]
  /** Says something at a network's door and waits until everything is answered; what was heard in answer at any network. */
  readonly say: (channel: 'telegram' | 'wechat', who: string, what: string | Content) => Promise<readonly Heard[]>
  /** A browser: follows links, says things, reads the page. */
  readonly browser: () => Browser
  /** From now on a chat refuses everything. */
  readonly block: (chat: string) => void
  readonly pass: (ms: number) => void
  readonly close: () => Promise<void>
}

export type Browser = {
  /** Opens a link as a person does: looks, presses the button. The status of pressing. */
  readonly open: (url: string) => Promise<number>
  readonly say: (what: string | { readonly value: string; readonly label: string }) => Promise<void>
  /** What stands on the page, from both sides. */
  readonly lines: () => Promise<readonly { readonly from?: string; readonly text: string; readonly choices?: readonly Choice[] }[]>
}

const PUBLIC = 'https://fa.example.cn'
let base: Promise<Base> | undefined

/** `env`: settings in place of the usual, e.g. of production. */
export const openDoors = async (env?: Readonly<Record<string, string>>): Promise<Doors> => {
  base ??= loadBase(createPinoLog('error'))
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-doors-'))
  let now = Date.UTC(2026, 10, 23, 2)
  const heard: Heard[] = []
  const blocked = new Set<string>()
  const door = (id: ChannelId): Channel => ({
    id,
    can: { buttons: true, files: true, textLimit: 4_000, sensitive: 'never' },
    start: async () => undefined,
    stop: async () => undefined,
    async send(to, part) {
      if (blocked.has(to.chat)) return { kind: 'refused', code: 'blocked' }
      heard.push({ door: to, part })
      return { kind: 'sent' }
    },
  })
  const config = { ...readConfig(env ?? { XIANGFA_PUBLIC_URL: `${PUBLIC}/` }), data: join(folder, 'data'), log: 'error' as const }
  const web = openWeb(config)
  const house = await openHouse(config, {
    base: await base,
    clock: { now: () => now },
    channels: (parts) => [door('telegram'), door('wechat'), ...web.channels(parts)],
  })
  await house.start()
  const app = web.app(house)
  let count = 0
  const browser = (): Browser => {
    const jar = new Map<string, string>()
    const ask = async (path: string, init: { readonly method?: string; readonly body?: string } = {}) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await app.request(`${PUBLIC}${path}`, { ...init, headers: { cookie, 'sec-fetch-site': 'same-origin' } })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') jar.delete(name)
        else jar.set(name, value)
      }
      return response
    }
    return {
      async open(url) {
        const path = url.slice(PUBLIC.length)
        await ask(path)
        return (await ask(path, { method: 'POST' })).status
      },
      async say(what) {
        count += 1
        now += 1_000
        const body = typeof what === 'string' ? { kind: 'text', text: what } : { kind: 'choice', ...what }
        await ask('/')
        const response = await ask('/chat/messages', { method: 'POST', body: JSON.stringify({ clientId: `client-${count}`, ...body }) })
        if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`)
        await house.desk.idle()
      },
      async lines() {
        await house.desk.idle()
        return (await (await ask('/chat/lines')).json()).lines
      },
    }
  }
  return {
    house,
    heard,
    browser,
    async say(channel, who, what) {
      count += 1
      now += 1_000
      const before = heard.length
      await house.desk.accept({
        role: 'villager',
        inbound: {
          externalId: `m${count}`,
          address: { channel, account: '', chat: who },
          sender: { id: who, name: '村民' },
          content: typeof what === 'string' ? { kind: 'text', text: what } : what,
          sentAt: now,
        },
      })
      await house.desk.idle()
      return heard.slice(before)
    },
    block: (chat) => void blocked.add(chat),
    pass: (ms) => {
      now += ms
    },
    async close() {
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A name that nobody else in these tests has. */
export const somebody = (): string => `p${randomBytes(6).toString('hex')}`

/** The one-time link in what was heard last. */
export const linkIn = (heard: readonly Heard[]): string =>
  heard.map((one) => /https:\/\/fa\.example\.cn\/in\/[\w-]+/.exec(one.part.text)?.[0]).findLast((link) => link !== undefined) ?? ''

/** The code in what was heard last. */
export const codeIn = (heard: readonly { readonly part: Part }[]): string => /\d{4} \d{4} \d{4}/.exec(heard.map((one) => one.part.text).join('\n'))?.[0] ?? ''
