import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createBotApi } from '../../adapters/telegram/bot-api.ts'
import { pingRedis } from '../../adapters/queue/ping-redis.ts'
import type { Config, TelegramConfig } from '../../config.ts'
import { root } from '../../root.ts'
import { doorsOf } from '../../together.ts'
import { fault, ok, saidBy, warning } from './finding.ts'
import type { Finding } from './finding.ts'

/** As @BotFather gives them. */
const USUAL_TOKEN = /^\d{6,12}:[\w-]{35}$/

/** Telegram, WeChat and the page's address. Over the network, with `network`, Telegram is asked whether it knows the token. */
export const lookAtDoors = async (config: Config, network: boolean): Promise<readonly Finding[]> => [
  ...(config.telegram ? await telegram(config.telegram, network) : []),
  ...(config.wechat ? wechat(config.wechat.puppet) : []),
  ...page(config),
]

const telegram = async (settings: TelegramConfig, network: boolean): Promise<readonly Finding[]> => {
  const { token, api, sensitive } = settings
  const vars = { way: settings.webhook ? new URL(settings.webhook.url).host : 'getUpdates', sensitive }
  const shape = USUAL_TOKEN.test(token) ? ok('telegram.good', vars) : warning('telegram.shape')
  if (!network) return [shape]
  const answer = await createBotApi(token, api)
    .call('getMe', {})
    .catch(() => undefined)
  if (answer?.kind === 'ok') return [shape, ok('telegram.answers')]
  // 401 and 404 are what Telegram says to a token that it does not know.
  const refused = answer?.kind === 'refused' && [401, 404].includes(answer.code)
  return [shape, refused ? fault('telegram.refused') : fault('telegram.unreachable', { place: new URL(api).host })]
}

const wechat = (puppet: string): readonly Finding[] => {
  const missing = ['wechaty', puppet].filter((name) => !isInstalled(name))
  return [missing.length === 0 ? ok('wechat.good', { puppet }) : fault('wechat.missing', { names: missing.join(', ') })]
}

const isInstalled = (name: string): boolean => {
  try {
    createRequire(join(root, 'package.json')).resolve(name)
    return true
  } catch (error) {
    // A package that is there but is not for `require` counts as installed.
    return error instanceof Error && 'code' in error && error.code !== 'MODULE_NOT_FOUND'
  }
}

const page = (config: Config): readonly Finding[] => {
  if (config.mode === 'demo') return []
  const closed = [...doorsOf(config)].filter(([, sensitive]) => sensitive === 'never').map(([door]) => door)
  const open = [...doorsOf(config)].filter(([door, sensitive]) => sensitive === 'allowed' && door !== 'console' && door !== 'web').map(([door]) => door)
  return [
    ...(config.publicUrl === undefined && closed.length > 0 ? [warning('page.unset', { doors: closed.join(', ') })] : []),
    ...(config.publicUrl?.startsWith('http://') ? [warning('page.plain', { url: config.publicUrl })] : []),
    ...(open.length > 0 ? [ok('page.sensitive', { doors: open.join(', ') })] : []),
  ]
}

/** Redis, where it is set. */
export const lookAtRedis = async (config: Config): Promise<readonly Finding[]> => {
  if (config.redis === undefined) return []
  const place = new URL(config.redis).host
  try {
    await pingRedis(config.redis)
    return [ok('redis.good', { place })]
  } catch (error) {
    return [fault('redis.down', { place, detail: saidBy(error) })]
  }
}
