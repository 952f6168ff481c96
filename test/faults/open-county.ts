import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBotApi } from '../../src/bench/bot-api/server.ts'
import type { BotApiServer } from '../../src/bench/bot-api/server.ts'
import { freePort } from '../contract/free-port.ts'
import { privateRedis } from '../contract/redis.ts'
import type { PrivateRedis } from '../contract/redis.ts'
import { openWire } from './open-wire.ts'
import type { Wire } from './open-wire.ts'
import { privatePostgres } from './private-postgres.ts'
import type { PrivatePostgres } from './private-postgres.ts'
import { runProcess } from './run-process.ts'
import type { Supervised } from './run-process.ts'

/** A whole service: PostgreSQL, Redis, a network and its processes, each to be disturbed. */
export type County = {
  readonly postgres: PrivatePostgres
  /** Between the processes and PostgreSQL. */
  readonly wire: Wire
  readonly redis: PrivateRedis
  readonly network: BotApiServer
  readonly processes: readonly Supervised[]
  /** Addresses of the pages, one for each web process. */
  readonly pages: readonly string[]
  /** The database for whoever checks, past the wire. */
  readonly database: string
  readonly folder: string
  readonly remove: () => Promise<void>
}

/** Two pages, two workers and two doors of one Telegram account. */
const ROLES = ['web', 'web', 'worker', 'worker', 'door', 'door'] as const

/** Opens everything; resolves when every process serves. */
export const openCounty = async (): Promise<County> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-faults-'))
  const [postgres, redis, network] = await Promise.all([privatePostgres(), privateRedis(), startBotApi()])
  const wire = await openWire(postgres.port)
  const pages: string[] = []
  const processes: Supervised[] = []
  for (const role of ROLES) {
    const port = await freePort()
    if (role === 'web') pages.push(`http://127.0.0.1:${port}`)
    processes.push(
      runProcess(role, {
        DATABASE_URL: `postgresql://xiangfa@127.0.0.1:${wire.port}/xiangfa`,
        REDIS_URL: redis.url,
        XIANGFA_DATA: join(folder, 'data'),
        XIANGFA_TELEGRAM_TOKEN: network.token,
        XIANGFA_TELEGRAM_API: network.url,
        XIANGFA_LATE_MINUTES: '1440',
        PORT: String(port),
      }),
    )
  }
  // One door works, the other one stands by: both say that they serve.
  await Promise.all(processes.map((process) => process.ready()))
  return {
    postgres,
    wire,
    redis,
    network,
    processes,
    pages,
    database: `postgresql://xiangfa@127.0.0.1:${postgres.port}/xiangfa`,
    folder,
    async remove() {
      await Promise.all(processes.map((process) => process.end()))
      await network.close()
      await wire.close()
      await redis.remove()
      await postgres.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
