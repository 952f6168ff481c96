import { createHash, randomBytes } from 'node:crypto'
import { createWechatChannel } from '../../src/adapters/wechat/wechat-channel.ts'
import type { WechatChannel } from '../../src/adapters/wechat/wechat-channel.ts'
import { AppError } from '../../src/core/errors.ts'
import type { FileRef, Part } from '../../src/core/message.ts'
import type { OutboxClass } from '../../src/core/turn.ts'
import type { Arrival } from '../../src/ports/channel.ts'
import { createMock, until } from './mock.ts'
import type { Account, WechatMock } from './mock.ts'

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** What outlives a login and a restart: the account's aliases, the door's notes, the files, and the clock. */
export const createTown = (start = '2026-11-23T09:00:00+08:00') => ({
  account: { aliases: new Map<string, string>() } satisfies Account,
  notes: new Map<string, unknown>(),
  files: new Map<string, { readonly file: FileRef; readonly bytes: Uint8Array }>(),
  notices: [] as string[],
  shown: [] as string[],
  now: Date.parse(start),
})
export type Town = ReturnType<typeof createTown>

type Options = { readonly daily?: Partial<{ chat: number; notice: number; join: number }>; readonly login?: false }

/** The door over a login of WeChat's mock, not yet opened. */
export const makeDoor = (town: Town, mock: WechatMock, options: Options = {}): WechatChannel =>
  createWechatChannel(mock.network, {
    files: {
      async put(name, bytes) {
        if (name.endsWith('.exe')) throw new AppError('file.type', { type: 'exe' })
        const file = { id: `f${town.files.size + 1}`, name, mime: name.endsWith('.sil') ? 'audio/silk' : 'application/pdf', size: bytes.byteLength }
        town.files.set(file.id, { file, bytes })
        return file
      },
      get: async (id) => town.files.get(id)?.bytes,
      remove: async (id) => void town.files.delete(id),
    },
    clock: { now: () => town.now },
    log: silent,
    notes: { recall: async (key) => town.notes.get(key), remember: async (key, note) => void town.notes.set(key, JSON.parse(JSON.stringify(note))) },
    texts: (key, vars = {}) => `${key} ${Object.values(vars).join(' ')}`.trim(),
    notice: async (text) => void town.notices.push(text),
    index: (value) => createHash('sha256').update(value).digest('hex'),
    newTag: () => Array.from(randomBytes(10), (byte) => (byte % 36).toString(36)).join(''),
    villageIn: (topic) => (topic.includes('东庄头村') ? '370285108200' : undefined),
    sayWhen: (at) => new Date(at).toISOString(),
    show: (link) => town.shown.push(link),
    // Time that the door waits for passes at once.
    wait: async (ms) => {
      town.now += ms
    },
    limits: { perMinute: 20, daily: { chat: 100, notice: 100, join: 10, ...options.daily } },
    friendWords: ['法律', '村'],
    lateAfterMs: 600_000,
    sensitive: 'never',
  })

/** The door over WeChat's mock, without a desk behind it: what it hears is in `arrivals`. */
export const openDoor = async (town: Town, options: Options = {}) => {
  const mock: WechatMock = createMock(town.account, () => town.now)
  const arrivals: Arrival[] = []
  const state = { storeDown: 0 }
  const channel = makeDoor(town, mock, options)
  await channel.start(async (arrival) => {
    if (state.storeDown > 0) {
      state.storeDown -= 1
      throw new Error('the database is away')
    }
    arrivals.push(arrival)
  })
  if (options.login !== false) await mock.login()
  return {
    mock,
    channel,
    arrivals,
    state,
    contents: () => arrivals.map(({ inbound }) => inbound.content),
    /** Everything that WeChat has handed on is stored. */
    async heard() {
      await mock.passed()
      await channel.idle()
      return arrivals
    },
    /** Gives the program its turns until something is so. */
    settled: until,
    send: (chat: string, part: Part | string, as: OutboxClass = 'chat', key = `${chat} ${JSON.stringify(part)}`) =>
      channel.send({ channel: 'wechat', account: '', chat }, typeof part === 'string' ? { text: part } : part, key, as),
  }
}
