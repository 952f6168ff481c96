import { networkInterfaces } from 'node:os'
import { serveConsole } from '../adapters/console/socket-server.ts'
import { watchContent } from '../adapters/content/watch-content.ts'
import { listen } from '../adapters/http/listen.ts'
import type { Listening } from '../adapters/http/listen.ts'
import { createOpsRoutes } from '../adapters/http/ops-routes.ts'
import { lockFolder, prepareFolder } from '../adapters/system/data-folder.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { root } from '../root.ts'
import { openHouse } from '../wire.ts'
import type { House } from '../wire.ts'
import { openWeb } from '../web.ts'
import { openWechat, openWechatNetwork } from '../wechat.ts'
import { socketPath } from './chat.ts'
import { says } from './output.ts'

/** Runs the server until it is asked to stop. Resolves when everything is closed. */
export const start = async (config: Config): Promise<void> => {
  const begun = performance.now()
  prepareFolder(config.data)
  const unlock = lockFolder(config.data)
  if (!unlock) throw new AppError('data.locked', { place: config.data })
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  const { telegram, wechat } = config
  const doors = [
    ...(telegram ? [await (await import('../telegram.ts')).openTelegram(telegram)] : []),
    ...(wechat ? [openWechat(config, wechat, await openWechatNetwork(config, wechat), say)] : []),
  ]
  const web = openWeb(config, doors)
  const house = await openHouse(config, { channels: web.channels })
  const http = await listen({ host: config.host, port: config.port }, web.app(house)).catch(async (error: unknown) => {
    await house.close()
    throw error
  })
  const monitor = config.metricsPort === undefined ? undefined : await listenForMonitor(config.metricsPort, house, http)
  await house.start().catch(async (error: unknown) => {
    await http.close()
    await monitor?.close()
    await house.close()
    throw error
  })
  const terminal = await serveConsole(socketPath(config.data), house.talk, house.store.unsettled)
  let reloading = Promise.resolve()
  const unwatch = watchContent(root, () => {
    // One after another: what was saved last is what stands in the end.
    reloading = reloading
      .then(() => house.reload())
      // Standard error has nothing but JSON lines.
      .then((taken) => void process.stdout.write(taken ? 'intents/ and flows/ read again\n' : 'intents/ or flows/ not taken: xiangfa check says why\n'))
      .catch((error: unknown) => house.log.error('reload failed', { error }))
  })
  const stopped = new Promise<string>((resolve) => {
    process.once('SIGINT', () => resolve('SIGINT'))
    process.once('SIGTERM', () => resolve('SIGTERM'))
  })
  process.stdout.write(banner(config, http.port, Math.round(performance.now() - begun)))
  await stopped
  unwatch()
  await http.close()
  await monitor?.close()
  await terminal.close()
  await house.close()
  unlock()
  process.stdout.write(`${says('stopped')}\n`)
}

/** Health and metrics on this machine only. */
const listenForMonitor = (port: number, house: House, http: Listening): Promise<Listening> =>
  listen({ host: '127.0.0.1', port }, createOpsRoutes({ ...house, may: { kind: 'local' } })).catch(async (error: unknown) => {
    await http.close()
    await house.close()
    throw error
  })

const banner = (config: Config, port: number, ms: number): string => {
  const host = config.host === '0.0.0.0' || config.host === '::' ? (outside() ?? 'localhost') : config.host
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
  const vars = { url, data: config.data, seconds: (ms / 1000).toFixed(1), service: config.service }
  return `${says(`ready.${config.mode}`, vars)}\n`
}

const outside = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal)?.address
