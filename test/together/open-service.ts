import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import type { ChannelId, Part } from '../../src/core/message.ts'
import type { Reached } from '../../src/desk/fail-points.ts'
import type { Arrival, Channel } from '../../src/ports/channel.ts'
import type { Role } from '../../src/together.ts'
import { openWeb } from '../../src/web.ts'
import { openHouse } from '../../src/wire.ts'
import type { House } from '../../src/wire.ts'
import { loadBase } from '../../src/world.ts'
import { privateRedis } from '../contract/redis.ts'
import type { PrivateRedis } from '../contract/redis.ts'
import { postgresSchema } from '../contract/stores.ts'

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const base = loadBase(quiet)

/** A network's door that a test drives; `started`: how often it was opened. */
export type TestDoor = Channel & { readonly sent: { readonly chat: string; readonly key: string; readonly part: Part }[]; started: number; stopped: number }
export const testDoor = (id: ChannelId): TestDoor => {
  const sent: TestDoor['sent'] = []
  return {
    id,
    can: { buttons: true, files: true, textLimit: 4_000, sensitive: 'allowed' },
    sent,
    started: 0,
    stopped: 0,
    async start() {
      this.started += 1
    },
    async stop() {
      this.stopped += 1
    },
    async send(to, part, key) {
      sent.push({ chat: to.chat, key, part })
      return { kind: 'sent' }
    },
  }
}

/** One process of the service, as far as a test can have several in one. */
export type Process = { readonly house: House; readonly ask: (path: string, init?: RequestInit) => Promise<Response>; readonly close: () => Promise<void> }
export type Service = {
  readonly redis: PrivateRedis
  readonly begin: (roles: readonly Role[], options?: { readonly doors?: readonly Channel[]; readonly reached?: Reached }) => Promise<Process>
  readonly remove: () => Promise<void>
}

/** A service on a PostgreSQL schema and a Redis of its own. */
export const openService = async (): Promise<Service> => {
  const { database, remove } = await postgresSchema()
  const redis = await privateRedis()
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-together-'))
  const config = { ...readConfig({ DATABASE_URL: database, REDIS_URL: redis.url, XIANGFA_TELEGRAM_TOKEN: '1:x' }), data: folder, log: 'silent' as const }
  const open: Process[] = []
  return {
    redis,
    async begin(roles, { doors = [], reached } = {}) {
      const web = openWeb(config, { page: roles.includes('web'), doors: doors.map((door) => ({ make: () => door, route: () => undefined })) })
      const house = await openHouse(config, { base: await base, roles, channels: web.channels, ...(reached ? { reached } : {}) })
      await house.start()
      const app = web.app(house)
      let closed = false
      const process: Process = {
        house,
        ask: async (path, init) => app.request(`http://x${path}`, init),
        async close() {
          if (!closed) await house.close()
          closed = true
        },
      }
      open.push(process)
      return process
    },
    async remove() {
      for (const process of open) await process.close()
      await redis.remove()
      await remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A message as a door would hand it in. */
export const arrival = (channel: ChannelId, chat: string, text: string, externalId: string): Arrival => ({
  role: 'villager',
  inbound: { externalId, address: { channel, account: '', chat }, sender: { id: chat, name: chat }, content: { kind: 'text', text }, sentAt: Date.now() },
})

/** Looks again until it holds. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 30))
}
