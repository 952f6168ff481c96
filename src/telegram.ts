import { join } from 'node:path'
import type { Hono } from 'hono'
import { textsOf } from './adapters/content/yaml-text.ts'
import { sayPast } from './lang/index.ts'
import type { TelegramConfig } from './config.ts'
import { root } from './root.ts'
import type { HouseOptions } from './wire.ts'

type Parts = Parameters<NonNullable<HouseOptions['channels']>>[0]

/** A door that is turned on: made of a house's parts; `route`, once it is made, is what it has to be reached by over HTTP. */
export type OpenedDoor = {
  readonly make: (parts: Parts) => ReturnType<NonNullable<HouseOptions['channels']>>[number]
  readonly route: () => { readonly path: string; readonly app: Hono } | undefined
}

/** Telegram, loaded only where it is turned on. `rest`: see the channel. */
export const openTelegram = async (settings: TelegramConfig, rest?: (ms: number, signal: AbortSignal) => Promise<void>): Promise<OpenedDoor> => {
  const { createTelegramChannel } = await import('./adapters/telegram/telegram-channel.ts')
  let route: { readonly path: string; readonly app: Hono } | undefined
  return {
    make({ store, files, clock, log }) {
      const texts = textsOf(join(root, 'src/texts/telegram.yml'))
      const channel = createTelegramChannel({
        settings,
        texts,
        files,
        moveGroup: store.moveGroup,
        notice: (text) => store.noticeOfDoor(text, clock.now()),
        sayWhen: (at) => sayPast(at, clock.now()),
        clock,
        log,
        ...(rest ? { rest } : {}),
      })
      if (settings.webhook && channel.webhook) route = { path: new URL(settings.webhook.url).pathname, app: channel.webhook }
      return channel
    },
    route: () => route,
  }
}
