import type { createAesCipher } from './adapters/cipher/aes-cipher.ts'
import { createBullQueue } from './adapters/queue/bull-queue.ts'
import { createInProcessQueue } from './adapters/queue/in-process-queue.ts'
import { createLocalBus } from './adapters/queue/local-bus.ts'
import { createRedisBus } from './adapters/queue/redis-bus.ts'
import { COPYING } from './adapters/sql/copy-database.ts'
import type { SqlDriver } from './adapters/sql/driver.ts'
import { createSqlLeases } from './adapters/sql/leases.ts'
import type { News } from './adapters/web/web-channel.ts'
import type { Config } from './config.ts'
import { AppError } from './core/errors.ts'
import type { ChannelId } from './core/message.ts'
import { createHold, LEASE_MS } from './desk/hold.ts'
import type { Hold } from './desk/hold.ts'
import { sendHeap } from './desk/lanes.ts'
import type { Leases } from './ports/leases.ts'
import type { Queue } from './ports/queue.ts'
import type { Log } from './ports/system.ts'
import { databasePlace } from './database.ts'

/** What a process may be for: any number of `web` and `worker`; of `door` one that works and others that stand by. */
export const roles = ['web', 'worker', 'door'] as const
export type Role = (typeof roles)[number]

/** Accounts and the terminal's socket: only one process may have them. The page is open in any number. */
const ONCE: ReadonlySet<ChannelId> = new Set(['console', 'telegram', 'wechat'])
/** Telegram lets an account send some 30 messages a second; held to whichever process has the door. */
const LIMITS = { [sendHeap('telegram')]: { max: 30, duration: 1_000 } }

/** Every door of the service by its settings, whichever process opens it, and whether sensitive data may pass it. */
export const doorsOf = (config: Config): ReadonlyMap<ChannelId, 'allowed' | 'never'> =>
  new Map<ChannelId, 'allowed' | 'never'>([
    ['console', 'allowed'],
    ['web', 'allowed'],
    ...(config.telegram ? [['telegram', config.telegram.sensitive] as const] : []),
    ...(config.wechat ? [['wechat', config.wechat.sensitive] as const] : []),
  ])

/** What ties the processes of one service together. */
export type Together = {
  readonly queue: Queue
  readonly news: News
  /** Whether Redis answers; undefined where there is none. */
  readonly redis: () => 'up' | 'down' | undefined
  readonly leases: Leases | undefined
  readonly holder: string
  readonly once: (door: ChannelId) => boolean
  readonly close: () => Promise<void>
}

/** `elapsed` for leases: runs on while the process is paused. */
export const elapsed = (): number => performance.now()

/**
 * Queue, news and leases of a process. With one process (SQLite) all of it is in memory; with PostgreSQL leases are rows; with Redis,
 * queue and news are there. `id` is unique to the process.
 */
export const tieTogether = (config: Config, driver: SqlDriver, cipher: ReturnType<typeof createAesCipher>, log: Log, id: string): Together => {
  // Processes of one service have one key; several services may share a Redis.
  const prefix = `xiangfa:${cipher.index('redis').slice(0, 12)}`
  const bull = config.redis === undefined ? undefined : createBullQueue({ url: config.redis, prefix, log, limits: LIMITS })
  const bus = config.redis === undefined ? createLocalBus() : createRedisBus(config.redis, prefix)
  const context = (topic: string) => `news ${topic}`
  return {
    queue: bull ?? createInProcessQueue(),
    news: {
      tell: (topic, value) => bus.publish(topic, cipher.seal(JSON.stringify(value), context(topic))),
      hear: (topic, listener) =>
        bus.subscribe(topic, (message) => {
          try {
            listener(JSON.parse(Buffer.from(cipher.open(message, context(topic))).toString('utf8')))
          } catch (error) {
            log.error('news not read', { topic, error })
          }
        }),
      onMissed: bus.onMissed,
    },
    redis: () => bull && (bull.up() ? 'up' : 'down'),
    leases: driver.dialect === 'postgresql' ? createSqlLeases(driver) : undefined,
    holder: id,
    once: (door) => ONCE.has(door),
    close: () => bus.close(),
  }
}

const STEP_MS = LEASE_MS / 4
const SOLE = 'server'

/**
 * Makes this process known among those that share the database: with Redis as one of many, without Redis as the only one. A process that
 * died is waited for. Throws `data.shared` where the database has another server and there is no Redis, `copy.unfinished`.
 */
export const join = async (config: Config, { leases, holder }: Together, waitMs = LEASE_MS + 2 * STEP_MS): Promise<Hold | undefined> => {
  if (!leases) return undefined
  if ((await leases.read(COPYING))?.holder === COPYING) throw new AppError('copy.unfinished', { place: databasePlace(config) })
  const hold = createHold(leases, config.redis === undefined ? SOLE : `process ${holder}`, holder, elapsed)
  const begun = elapsed()
  while ((await hold.step()) === 'waiting') {
    if (elapsed() - begun > waitMs) throw new AppError('data.shared', { place: databasePlace(config) })
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
  }
  return hold
}

/** Names of processes that work on the database now. Takes a little longer than a lease lasts where there are any on record. */
export const living = async (leases: Leases): Promise<readonly string[]> => {
  const held = async () => (await leases.held()).filter(({ name }) => name !== COPYING)
  const before = new Map((await held()).map(({ name, holder, count }) => [`${name} ${holder}`, count]))
  if (before.size === 0) return []
  await new Promise((resolve) => setTimeout(resolve, STEP_MS * 1.5))
  return (await held()).filter(({ name, holder, count }) => before.get(`${name} ${holder}`) !== count).map(({ name }) => name)
}
