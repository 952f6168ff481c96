import type { Hono } from 'hono'
import { AppError } from '../../core/errors.ts'
import { neverBack } from '../../core/never-back.ts'
import type { Capabilities, Channel } from '../../ports/channel.ts'
import type { Files } from '../../ports/files.ts'
import type { Store } from '../../ports/store.ts'
import type { Clock, Log } from '../../ports/system.ts'
import { createBotApi } from './bot-api.ts'
import { menuWords, registerMenu } from './menu.ts'
import { fetchFile } from './fetch-file.ts'
import { createPace } from './pace.ts'
import { TEXT_LIMIT } from './pieces.ts'
import { poll, UPDATES } from './poll.ts'
import { createReach } from './reach.ts'
import { createReceiver } from './receive.ts'
import { createSender } from './send.ts'
import { createWebhook } from './webhook.ts'
import type { Bot } from './words.ts'

/** How the bot is reached. `webhook`: its public address and secret; absent: it asks for updates itself. */
export type TelegramSettings = {
  readonly token: string
  readonly api: string
  readonly webhook?: { readonly url: string; readonly secret: string }
  readonly sensitive: Capabilities['sensitive']
}

/** What the door works with. `rest` resolves after so many milliseconds or when the signal ends; usual: by real time. */
export type TelegramDeps = {
  readonly settings: TelegramSettings
  readonly texts: (key: string, vars?: Readonly<Record<string, string | number>>) => string
  readonly files: Files
  readonly moveGroup: Store['moveGroup']
  /** Tells staff something about the door, where they do not need the door to read it. */
  readonly notice: (text: string) => Promise<void>
  /** Tells a past instant in words. */
  readonly sayWhen: (at: number) => string
  readonly clock: Clock
  readonly log: Log
  readonly rest?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Telegram as a door. `webhook`: the route to be mounted where Telegram posts to; absent with long polling. */
export type TelegramChannel = Channel & { readonly webhook?: Hono }

const INTRODUCE_MS = 5_000

/** Makes the door. `start` throws `telegram.token` where the token is refused; where Telegram cannot be reached it goes on trying. */
export const createTelegramChannel = (deps: TelegramDeps): TelegramChannel => {
  const { settings, texts, clock, log, rest = byRealTime } = deps
  const api = createBotApi(settings.token, settings.api)
  const account = settings.token.split(':')[0] ?? ''
  const ending = new AbortController()
  let bot: Bot | undefined
  let receiver: ReturnType<typeof createReceiver> | undefined
  let running: Promise<void> = Promise.resolve()
  const moveGroup = (from: string, to: string) => deps.moveGroup('telegram', account, from, to)
  const tell = (key: string) => (since: number) =>
    void deps.notice(texts(key, { when: deps.sayWhen(since) })).catch((error: unknown) => log.error('staff not told of telegram', { error }))
  const steady = neverBack(clock.now)
  const reach = createReach({ now: clock.now, lost: tell('unreached'), back: tell('reached') })
  const send = createSender({
    api,
    reach,
    pace: createPace(steady),
    files: deps.files,
    spokenBy: (name, text) => texts('spoken', { name, text }),
    way: () => bot && { text: texts('go-on'), url: `https://t.me/${bot.username}?start=more` },
    moveGroup,
    now: steady,
  })

  const introduce = async (): Promise<boolean> => {
    if (bot) return true
    const me = await api.call('getMe', {}, { signal: ending.signal, timeoutMs: INTRODUCE_MS })
    if (me.kind === 'refused' && (me.code === 401 || me.code === 404)) throw new AppError('telegram.token', { detail: `${me.code} ${me.why}` })
    if (me.kind === 'ok') bot = { id: me.result.id, username: me.result.username }
    return bot !== undefined
  }
  const ready = async (): Promise<boolean> => {
    if (!(await introduce())) return false
    const { webhook } = settings
    const set = webhook
      ? // One at a time: only so are the messages of a chat posted in order.
        await api.call('setWebhook', { url: webhook.url, secret_token: webhook.secret, allowed_updates: UPDATES, max_connections: 1 })
      : await api.call('deleteWebhook', {})
    if (set.kind !== 'ok') return false
    if (!(await registerMenu(api, texts))) log.warn('telegram menu not registered')
    return true
  }
  const untilReady = async (): Promise<void> => {
    for (let wait = 1_000; !ending.signal.aborted && !(await ready()); wait = Math.min(wait * 2, 30_000)) await rest(wait, ending.signal)
  }

  return {
    id: 'telegram',
    can: { buttons: true, files: true, textLimit: TEXT_LIMIT, sensitive: settings.sensitive },
    async start(onArrival) {
      const made = createReceiver({
        api,
        bot() {
          if (!bot) throw new Error('the bot does not know its own name yet')
          return bot
        },
        account,
        says: menuWords(texts),
        texts,
        moveGroup,
        onArrival,
        clock,
        log,
      })
      receiver = made
      await introduce()
      const work = settings.webhook ? untilReady() : poll({ api, receiver: made, ready, rest, reach, log }, ending.signal)
      running = work.catch((error: unknown) => log.error('telegram door closed', { error }))
    },
    send,
    fetch: (coming, closing) => fetchFile({ api, putFile: deps.files.put }, coming, closing),
    async stop() {
      ending.abort()
      await running
      await receiver?.idle()
    },
    ...(settings.webhook
      ? {
          webhook: createWebhook({
            secret: settings.webhook.secret,
            take: async (update) => {
              if (!receiver || !bot) throw new Error('not ready')
              await receiver.take(update)
            },
            log,
          }),
        }
      : {}),
  }
}

const byRealTime = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
