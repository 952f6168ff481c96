import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { openDriver } from '../database.ts'
import type { Channel } from '../ports/channel.ts'
import { openHouse } from '../wire.ts'
import type { House, HouseOptions } from '../wire.ts'
import { residentOf } from './load.ts'

const WORKERS = 2
const MB = 1024 * 1024

/** A service of one process on SQLite, or of this process with the door and two workers beside it on PostgreSQL and Redis. */
export type BenchService = {
  readonly house: House
  readonly startMs: number
  /** Resident memory in MB: of this process, or the largest of the workers. */
  readonly memory: () => number
  readonly close: () => Promise<void>
}

/** Opens it on an empty database in `folder`, or in a schema of its own in the database of DATABASE_URL. Throws `bench.needs` where that or REDIS_URL is not set. */
export const openService = async (
  store: 'sqlite' | 'postgresql',
  folder: string,
  door: Channel,
  options: Pick<HouseOptions, 'through'> = {},
): Promise<BenchService> => {
  const own = { ...readConfig({}), data: folder, log: 'silent' as const }
  const begun = performance.now()
  if (store === 'sqlite') {
    const house = await openHouse(own, { channels: () => [door], ...options })
    await house.start()
    return { house, startMs: performance.now() - begun, memory: () => process.memoryUsage.rss() / MB, close: () => house.close() }
  }
  const { database, redis } = readConfig()
  if (database === undefined || redis === undefined) throw new AppError('bench.needs', { what: 'DATABASE_URL, REDIS_URL' })
  const schema = `xiangfa_bench_${process.pid}`
  const outside = openDriver({ data: folder, database })
  await outside.script(`CREATE SCHEMA "${schema}"`)
  const address = new URL(database)
  address.searchParams.set('schema', schema)
  const config: Config = { ...own, database: address.href, redis }
  const workers: ChildProcess[] = []
  try {
    const house = await openHouse(config, { roles: ['web', 'door'], channels: () => [door] })
    await house.start()
    for (let count = 0; count < WORKERS; count += 1) workers.push(await startWorker(config))
    return {
      house,
      startMs: performance.now() - begun,
      memory: () => Math.max(...workers.map(({ pid }) => residentOf(pid))),
      async close() {
        await house.close()
        await stop(workers)
        await outside.script(`DROP SCHEMA "${schema}" CASCADE`)
        await outside.close()
      },
    }
  } catch (error) {
    await stop(workers)
    await outside.script(`DROP SCHEMA "${schema}" CASCADE`)
    await outside.close()
    throw error
  }
}

const startWorker = async (config: Config): Promise<ChildProcess> => {
  const env = { DATABASE_URL: config.database, REDIS_URL: config.redis, XIANGFA_DATA: config.data, XIANGFA_LOG: 'silent' }
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'start', '--role', 'worker'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  // It says that it is ready.
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`a worker ended with ${code}`)))])
  child.stdout.resume()
  return child
}

const stop = (children: readonly ChildProcess[]): Promise<unknown> =>
  Promise.all(
    children.map((child) => {
      if (child.exitCode !== null) return undefined
      child.kill('SIGTERM')
      return once(child, 'exit')
    }),
  )
