import { networkInterfaces } from 'node:os'
import { serveConsole } from '../adapters/console/socket-server.ts'
import { watchContent } from '../adapters/content/watch-content.ts'
import { listen } from '../adapters/http/listen.ts'
import type { Listening } from '../adapters/http/listen.ts'
import { createOpsRoutes } from '../adapters/http/ops-routes.ts'
import { lockFolder, prepareFolder } from '../adapters/system/data-folder.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { databasePlace } from '../database.ts'
import { root } from '../root.ts'
import { roles } from '../together.ts'
import type { Role } from '../together.ts'
import { openHouse } from '../wire.ts'
import type { House } from '../wire.ts'
import { openWeb } from '../web.ts'
import { openWechat, openWechatNetwork } from '../wechat.ts'
import { newSetUpLink } from '../workbench/set-up-link.ts'
import { socketPath } from './chat.ts'
import { says } from './output.ts'

/**
 * Runs the server, or with `given` the parts of it that have these roles, until it is asked to stop. Resolves when everything is closed.
 * Throws `start.role` for roles that are unknown or cannot be parted.
 */
export const start = async (config: Config, given?: readonly string[]): Promise<void> => {
  const begun = performance.now()
  const own = rolesOf(config, given)
  prepareFolder(config.data)
  // Of several processes over PostgreSQL each finds its part by leases; SQLite has one.
  const unlock = config.database === undefined ? lockFolder(config.data) : () => undefined
  if (!unlock) throw new AppError('data.locked', { place: config.data })
  const web = openWeb(config, { page: own.includes('web'), doors: own.includes('door') ? await doorsOf(config) : [] })
  const house = await openHouse(config, {
    channels: web.channels,
    terminal: ({ talk, store }) => serveConsole(socketPath(config.data), talk, store.unsettled),
    ...(given ? { roles: own } : {}),
  })
  const open: Listening[] = []
  const closeAll = async () => {
    for (const listening of open) await listening.close()
    await house.close()
  }
  const public_ = own.includes('web') || config.telegram?.webhook !== undefined
  try {
    if (public_) open.push(await listen({ host: config.host, port: config.port }, web.app(house)))
    // Health and metrics on this machine only.
    if (config.metricsPort !== undefined)
      open.push(await listen({ host: '127.0.0.1', port: config.metricsPort }, createOpsRoutes({ ...house, may: { kind: 'local' } })))
    await house.start()
  } catch (error) {
    await closeAll()
    throw error
  }
  const unwatch = own.includes('worker') || own.includes('web') ? watching(house) : () => undefined
  const stopped = new Promise<string | undefined>((resolve) => {
    process.once('SIGINT', () => resolve(undefined))
    process.once('SIGTERM', () => resolve(undefined))
    void house.lost.then(resolve)
  })
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
  process.stdout.write(
    given
      ? `${says('ready.part', { roles: own.join(','), seconds, database: databasePlace(config) })}\n`
      : banner(config, open[0]?.port ?? config.port, seconds),
  )
  const link = public_ && own.includes('web') ? await newSetUpLink(house) : undefined
  if (link !== undefined) process.stdout.write(`${says('set-up', { url: `${config.publicUrl ?? addressOf(config, open[0]?.port ?? config.port)}${link}` })}\n`)
  const lost = await stopped
  unwatch()
  await closeAll()
  unlock()
  if (lost !== undefined) throw new AppError('door.lost', { door: lost })
  process.stdout.write(`${says('stopped')}\n`)
}

const rolesOf = (config: Config, given: readonly string[] | undefined): readonly Role[] => {
  if (!given) return roles
  const own = roles.filter((role) => given.includes(role))
  const unknown = given.find((name) => !roles.some((role) => role === name))
  if (unknown !== undefined) throw new AppError('start.role', { detail: `there is no role ${unknown}, only ${roles.join(', ')}` })
  if (config.redis === undefined)
    throw new AppError('start.role', { detail: '--role needs DATABASE_URL (PostgreSQL) and REDIS_URL, which tie the processes together' })
  return own
}

const doorsOf = async (config: Config) => {
  const { telegram, wechat } = config
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  return [
    ...(telegram ? [await (await import('../telegram.ts')).openTelegram(telegram)] : []),
    ...(wechat ? [openWechat(config, wechat, await openWechatNetwork(config, wechat), say)] : []),
  ]
}

/** Takes up what is saved in the content's folders. */
const watching = (house: House): (() => void) => {
  let reloading = Promise.resolve()
  return watchContent(root, () => {
    // One after another: what was saved last is what stands in the end.
    reloading = reloading
      .then(() => house.reload())
      // Standard error has nothing but JSON lines.
      .then((taken) => void process.stdout.write(taken ? 'intents/ and flows/ read again\n' : 'intents/ or flows/ not taken: xiangfa check says why\n'))
      .catch((error: unknown) => house.log.error('reload failed', { error }))
  })
}

const banner = (config: Config, port: number, seconds: string): string => {
  const url = `${addressOf(config, port)}/`
  const vars = { url, data: config.data, database: config.database === undefined ? 'xiangfa.db' : databasePlace(config), seconds, service: config.service }
  return `${says(`ready.${config.mode}`, vars)}\n`
}

/** Address of this machine as a browser reaches it, without a slash at its end. */
const addressOf = (config: Config, port: number): string => {
  const host = config.host === '0.0.0.0' || config.host === '::' ? (outside() ?? 'localhost') : config.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

const outside = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal)?.address
