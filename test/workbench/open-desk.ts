import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { proofOf } from '../../src/adapters/workbench/same-origin.ts'
import { readConfig } from '../../src/config.ts'
import type { Config } from '../../src/config.ts'
import { accountIdOf, actorsOf } from '../../src/core/actor.ts'
import type { Actor } from '../../src/core/actor.ts'
import { openWeb } from '../../src/web.ts'
import { openHouse } from '../../src/wire.ts'
import type { House, HouseOptions } from '../../src/wire.ts'

/** Somebody who is signed in to the workbench of a test. */
export type AtDesk = {
  readonly actor: Actor
  /** The cookie, for a browser. */
  readonly token: string
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>
  /** Sends a form as our own page would. */
  readonly post: (path: string, form?: Readonly<Record<string, string | Blob>>, headers?: Readonly<Record<string, string>>) => Promise<Response>
}

/** A demonstration house with its workbench, without a port. The clock stands at `at` until it is moved. */
export type TestDesk = {
  readonly house: House
  readonly app: Hono
  readonly clock: { at: number }
  /** Signs somebody of the roster in by name. */
  readonly signIn: (name: string) => Promise<AtDesk>
  readonly close: () => Promise<void>
}

/** Monday, 23 November 2026, 10:00 in China. */
export const MORNING = Date.parse('2026-11-23T10:00:00+08:00')

export const openDesk = async (settings: Partial<Config> = {}, options: HouseOptions = {}): Promise<TestDesk> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-desk-'))
  const config = { ...readConfig({}), data: join(folder, 'data'), log: 'error' as const, ...settings }
  const clock = { at: MORNING }
  const web = openWeb(config)
  const house = await openHouse(config, { channels: web.channels, clock: { now: () => clock.at }, ...options })
  const app = web.app(house)
  await house.start()
  let count = 0
  return {
    house,
    app,
    clock,
    async signIn(name) {
      const actor = actorsOf(house.world().roster).find((one) => one.name === name)
      if (!actor) throw new Error(`nobody named ${name}`)
      count += 1
      const token = `test-session-${String(count).padStart(32, '0')}`
      const session = {
        id: `session-${count}`,
        accountId: accountIdOf(actor),
        device: 'test',
        createdAt: clock.at,
        usedAt: clock.at,
        expiresAt: clock.at + 7 * 86_400_000,
      }
      await house.workbench.accounts.open(session, token)
      const own = { cookie: `xd=${token}`, 'sec-fetch-site': 'same-origin' }
      return {
        actor,
        token,
        get: async (path, headers = {}) => app.request(path, { headers: { ...own, ...headers } }),
        async post(path, form = {}, headers = {}) {
          const body = new FormData()
          for (const [field, value] of Object.entries({ proof: proofOf(token), ...form })) body.append(field, value)
          return app.request(path, { method: 'POST', body, headers: { ...own, ...headers } })
        },
      }
    },
    async close() {
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
