import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen } from '../../src/adapters/http/listen.ts'
import { readConfig } from '../../src/config.ts'
import type { Config } from '../../src/config.ts'
import { openWeb } from '../../src/web.ts'
import { openHouse } from '../../src/wire.ts'
import type { House } from '../../src/wire.ts'

/** The server as `xiangfa start` runs it, on a free port and a folder of its own. `stop` and `again` are a restart on the same folder and port. */
export type Server = {
  readonly url: string
  readonly folder: string
  readonly house: () => House
  readonly stop: () => Promise<void>
  readonly again: () => Promise<void>
  readonly remove: () => Promise<void>
}

export const openServer = async (now?: () => number, settings: Partial<Config> = {}): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-web-'))
  const config = { ...readConfig({}), data: join(folder, 'data'), log: 'error' as const, ...settings }
  let port = 0
  const start = async () => {
    const web = openWeb(config)
    const house = await openHouse(config, { channels: web.channels, ...(now ? { clock: { now } } : {}) })
    const http = await listen({ host: '127.0.0.1', port }, web.app(house))
    await house.start()
    port = http.port
    return { house, http }
  }
  let running: Awaited<ReturnType<typeof start>> | undefined = await start()
  const stop = async () => {
    await running?.http.close()
    await running?.house.close()
    running = undefined
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    folder,
    house() {
      if (!running) throw new Error('stopped')
      return running.house
    },
    stop,
    async again() {
      running = await start()
    },
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
