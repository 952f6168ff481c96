import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConsoleChannel } from '../../src/adapters/console/console-channel.ts'
import { createTelegramChannel } from '../../src/adapters/telegram/telegram-channel.ts'
import { createWebChannel } from '../../src/adapters/web/web-channel.ts'
import { localNews } from '../web/news.ts'
import { createPeople } from '../../src/bench/bot-api/people.ts'
import { startBotApi } from '../../src/bench/bot-api/server.ts'
import type { Address, FileRef, Part } from '../../src/core/message.ts'
import type { Arrival, Channel, SendResult } from '../../src/ports/channel.ts'
import { createMock } from '../wechat/mock.ts'
import { createTown, makeDoor } from '../wechat/open-door.ts'

/** A door with somebody behind it. `absent`: why the door cannot do something. */
type Opened = {
  readonly channel: Channel
  readonly to: Address
  /** What the person saw, each as text and labels of buttons. */
  readonly seen: () => readonly { readonly text: string; readonly labels: readonly string[]; readonly files: readonly string[] }[]
  /** The person says something, where the door itself hands messages in. */
  readonly say?: (text: string) => void
  readonly pass: (ms: number) => void
  readonly close: () => Promise<void>
}
type Kind = { readonly name: string; readonly open: () => Promise<Opened>; readonly absent: Readonly<Record<string, string>> }

const seenOf = (parts: readonly Part[]) =>
  parts.map((part) => ({ text: part.text, labels: (part.choices ?? []).map((one) => one.label), files: (part.files ?? []).map((one) => one.name) }))
const FILE: FileRef = { id: 'f1', name: '欠条.txt', mime: 'text/plain', size: 6 }
const noLog = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

const consoleKind: Kind = {
  name: 'console',
  absent: { receive: 'lines are handed in by whoever reads the terminal' },
  async open() {
    const channel = createConsoleChannel()
    const parts: Part[] = []
    channel.listen({ hears: () => true, show: ({ part }) => void parts.push(part) })
    return { channel, to: { channel: 'console', account: '', chat: 'villager:王' }, seen: () => seenOf(parts), pass: () => undefined, close: channel.stop }
  },
}

const webKind: Kind = {
  name: 'web',
  absent: { receive: 'messages are handed in by the routes of the page' },
  async open() {
    const channel = createWebChannel(localNews())
    const parts: Part[] = []
    channel.subscribe('v1', ({ part }) => void parts.push(part))
    return { channel, to: { channel: 'web', account: '', chat: 'v1' }, seen: () => seenOf(parts), pass: () => undefined, close: channel.stop }
  },
}

const telegramKind: Kind = {
  name: 'telegram',
  absent: {},
  async open() {
    let time = Date.UTC(2026, 10, 23, 2)
    const now = () => time
    const server = await startBotApi(now)
    const people = createPeople(server, now)
    const villager = people.person('王')
    villager.started = true
    const channel = createTelegramChannel({
      settings: { token: server.token, api: server.url, sensitive: 'allowed' },
      texts: (key, vars) => (key === 'spoken' ? `${vars?.['name']}：${vars?.['text']}` : key),
      files: { put: () => Promise.reject(new Error('nothing is put here')), get: async () => Buffer.from('欠条'), remove: () => Promise.resolve() },
      moveGroup: () => Promise.resolve(),
      notice: async () => undefined,
      sayWhen: String,
      clock: { now },
      log: noLog,
    })
    return {
      channel,
      to: { channel: 'telegram', account: '4200', chat: String(villager.id) },
      seen: () =>
        server.world.sent.map((one) => ({ text: one.text, labels: one.buttons.map((button) => button.text), files: one.document ? [one.document.name] : [] })),
      say: (text) => void people.say(villager, text),
      pass: (ms) => {
        time += ms
      },
      async close() {
        await channel.stop()
        await server.close()
      },
    }
  },
}

const wechatKind: Kind = {
  name: 'wechat',
  absent: {},
  async open() {
    const town = createTown()
    town.account.aliases.set('王', '王 xfcontract01')
    town.files.set(FILE.id, { file: FILE, bytes: Buffer.from('欠条') })
    const mock = createMock(town.account, () => town.now)
    const channel = makeDoor(town, mock)
    mock.person('王')
    return {
      channel: {
        ...channel,
        async start(onArrival) {
          await channel.start(onArrival)
          await mock.login()
        },
      },
      to: { channel: 'wechat', account: '', chat: 'xfcontract01' },
      seen: () =>
        mock.said.map(({ text, file }) => ({
          text: text
            .split('\n')
            .filter((line) => !line.startsWith('【') && line !== 'choose')
            .join('\n'),
          labels: [...text.matchAll(/^【\d+】(.+)$/gmu)].map((match) => match[1] ?? ''),
          files: file ? [file.name] : [],
        })),
      say: (text) => void mock.text('王', text),
      pass: (ms) => {
        town.now += ms
      },
      close: () => channel.stop(),
    }
  },
}

describe.each([consoleKind, webKind, telegramKind, wechatKind])('the door $name', ({ open, absent }) => {
  let opened: Opened
  const arrived: Arrival[] = []
  /** Refuses the first message, as a store that is out of order would. */
  let failures = 1
  beforeAll(async () => {
    opened = await open()
    await opened.channel.start(async (arrival) => {
      failures -= 1
      if (failures >= 0) throw new Error('not stored')
      arrived.push(arrival)
    })
  })
  afterAll(() => opened.close())
  const able = (what: string, run: () => Promise<void>) => {
    const why = absent[what]
    if (why === undefined) return it(`${what}s`, run, 20_000)
    return it.skip(`does not ${what} by itself: ${why}`, run)
  }
  /** Sends, and again later where the door says so, as the desk does. */
  const send = async (part: Part, key: string): Promise<SendResult> => {
    for (let tries = 0; tries < 50; tries += 1) {
      const result = await opened.channel.send(opened.to, part, key, 'chat')
      if (result.kind !== 'later') return result
      opened.pass(Math.max(1, result.afterMs))
    }
    throw new Error('always later')
  }

  it('says what it can do', () => {
    expect(opened.channel.can.textLimit).toBeGreaterThan(100)
    expect(opened.channel.id).toBe(opened.to.channel)
  })

  it('shows a text, its choices in their own words, and its files', async () => {
    expect((await send({ text: '您好', choices: [{ value: 'do:help', label: '帮助' }] }, '1:0')).kind).toBe('sent')
    expect((await send({ text: '给您一份', files: [FILE] }, '1:1')).kind).toBe('sent')
    const seen = opened.seen()
    expect(seen[0]).toMatchObject({ text: '您好', labels: ['帮助'] })
    expect(seen.flatMap((one) => one.files)).toEqual(['欠条.txt'])
  })

  it('shows messages in the order in which they were sent, and a long one whole', async () => {
    const before = opened.seen().length
    const long = '这件事要先留证据。'.repeat(900)
    for (const [index, text] of ['一', long, '三'].entries()) expect((await send({ text }, `2:${index}`)).kind).toBe('sent')
    const texts = opened
      .seen()
      .slice(before)
      .map((one) => one.text)
    expect(texts.join('')).toBe(`一${long}三`)
    if (opened.channel.can.textLimit >= long.length) expect(texts).toHaveLength(3)
  })

  able('receive', async () => {
    opened.say?.('工钱没给')
    await expect.poll(() => arrived.length, { timeout: 15_000 }).toBe(1)
    // The first try was refused: what is not stored comes again.
    expect(failures).toBeLessThan(0)
    expect(arrived[0]?.inbound).toMatchObject({ content: { kind: 'text', text: '工钱没给' }, address: opened.to })
    expect(arrived[0]?.inbound.externalId).not.toBe('')
  })
})
