import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { createPeople } from '../../src/bench/bot-api/people.ts'
import type { People } from '../../src/bench/bot-api/people.ts'
import { startBotApi } from '../../src/bench/bot-api/server.ts'
import type { BotApiServer } from '../../src/bench/bot-api/server.ts'
import { readConfig } from '../../src/config.ts'
import type { Reached } from '../../src/desk/fail-points.ts'
import { openTelegram } from '../../src/telegram.ts'
import type { TelegramSettings } from '../../src/adapters/telegram/telegram-channel.ts'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { createSealing } from '../../src/adapters/sql/sealing.ts'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { readKeys } from '../../src/adapters/system/data-folder.ts'
import { databaseFile } from '../../src/database.ts'
import { openHouse } from '../../src/wire.ts'
import type { House } from '../../src/wire.ts'
import { loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'

/** A house with Telegram as its door, a server of its own, and a clock that only goes on when it is told to. */
export type TelegramHouse = {
  readonly server: BotApiServer
  readonly people: People
  readonly now: () => number
  readonly house: () => House
  /** The webhook's route, where there is one. */
  readonly route: () => Hono | undefined
  /** Lets time pass second by second, until nothing is to be received, decided or sent; at most `seconds`. */
  readonly settle: (seconds?: number) => Promise<void>
  /** Lets exactly so many seconds pass, whatever happens. */
  readonly run: (seconds: number) => Promise<void>
  /** Lets time pass without waiting for anything. */
  readonly pass: (ms: number) => void
  /** What staff were told of, oldest first. */
  readonly notices: () => Promise<readonly string[]>
  /** What a chat heard so far. */
  readonly heard: (chat: number) => readonly string[]
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

let base: Promise<Base> | undefined
const contentBase = (): Promise<Base> => {
  base ??= loadBase(createPinoLog('silent'))
  return base
}

/** Opens one. `settings` in place of the usual; `reached` is told each point of a message's path. */
export const openTelegramHouse = async (
  options: { readonly settings?: Partial<TelegramSettings>; readonly reached?: Reached } = {},
): Promise<TelegramHouse> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-telegram-'))
  let time = Date.parse('2026-11-23T09:00:00+08:00')
  const now = () => time
  const server = await startBotApi(now)
  let route: Hono | undefined
  const open = async (): Promise<House> => {
    const settings = { token: server.token, api: server.url, sensitive: 'allowed' as const, ...options.settings }
    const door = await openTelegram(settings, (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5))))
    const house = await openHouse(
      { ...readConfig({}), data: join(folder, 'data'), log: 'silent' },
      {
        base: await contentBase(),
        clock: { now },
        channels: (parts) => [door.make(parts)],
        ...(options.reached ? { reached: options.reached } : {}),
      },
    )
    await house.start()
    route = door.route()?.app
    return house
  }
  let house = await open()
  const tick = async (): Promise<void> => {
    await house.desk.sweep()
    await house.desk.idle()
  }
  const received = async (): Promise<void> => {
    for (let tries = 0; server.updates.unconfirmed() > 0 && !options.settings?.webhook && tries < 400; tries += 1) await new Promise((r) => setTimeout(r, 5))
  }
  return {
    server,
    people: createPeople(server, now),
    now,
    house: () => house,
    route: () => route,
    async settle(seconds = 600) {
      for (let second = 0; second < seconds; second += 1) {
        await received()
        await tick()
        if ((await house.store.unsettled(undefined)) === 0) return
        time += 1_000
      }
    },
    async run(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        await tick()
        time += 1_000
      }
      await tick()
    },
    pass: (ms) => {
      time += ms
    },
    async notices() {
      const config = house.config
      const driver = openSqlite(databaseFile(config))
      const cipher = createAesCipher(readKeys(config.data, undefined, true, () => Buffer.alloc(0)))
      try {
        const rows = await driver.all('SELECT "body" FROM "StaffNotice" ORDER BY "id"', [])
        return rows.map((row) => createSealing(cipher).open<string>(row['body'], 'notice'))
      } finally {
        await driver.close()
      }
    },
    heard: (chat) => server.world.sent.filter((one) => one.chat === chat).map((one) => one.text),
    async restart() {
      await house.close()
      house = await open()
    },
    async close() {
      await house.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
