import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { renderUnicodeCompact } from 'uqr'
import { textsOf } from './adapters/content/yaml-text.ts'
import type { Network } from './adapters/wechat/network.ts'
import { createWechatChannel } from './adapters/wechat/wechat-channel.ts'
import type { WechatChannel } from './adapters/wechat/wechat-channel.ts'
import type { Config } from './config.ts'
import type { WechatConfig } from './wechat-config.ts'
import { AppError } from './core/errors.ts'
import { sayPast } from './lang/index.ts'
import { root } from './root.ts'
import { villageNamed } from './desk/know-group.ts'
import type { OpenedDoor } from './telegram.ts'

/** WeChat by the installed puppet of the settings. Nothing of it is loaded before. Throws `wechat.missing` where it is not installed. */
export const openWechatNetwork = async (config: Config, wechat: WechatConfig): Promise<Network> => {
  const card = join(config.data, 'wechat.memory-card.json')
  // The puppet keeps the account's login in it.
  if (!existsSync(card)) writeFileSync(card, '{}', { mode: 0o600 })
  chmodSync(card, 0o600)
  try {
    const { createWechatyNetwork, loadPuppet } = await import('./adapters/wechat/wechaty-network.ts')
    return createWechatyNetwork(await loadPuppet(wechat.puppet, wechat.token === undefined ? {} : { token: wechat.token }), card)
  } catch (cause) {
    throw new AppError('wechat.missing', { detail: cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause) }, cause)
  }
}

/** The WeChat door over a network, to be made of a house's parts; `channel`: what was made. */
export const openWechat = (
  config: Config,
  wechat: WechatConfig,
  network: Network,
  show: (text: string) => void,
): OpenedDoor & { readonly channel: () => WechatChannel | undefined } => {
  const operator = textsOf(join(root, 'src/texts/operator.yml'))
  const texts = textsOf(join(root, 'src/texts/wechat.yml'))
  let channel: WechatChannel | undefined
  return {
    channel: () => channel,
    route: () => undefined,
    make({ store, files, clock, log, index, world }) {
      channel = createWechatChannel(network, {
        files,
        clock,
        log,
        notes: { recall: (key) => store.recall('wechat', key), remember: (key, note) => store.remember('wechat', key, note, clock.now()) },
        texts,
        notice: (text) => store.noticeOfDoor(text, clock.now()),
        index,
        newTag: () => Array.from(randomBytes(10), (byte) => (byte % 36).toString(36)).join(''),
        villageIn: (topic) => villageNamed(world(), topic),
        sayWhen: (at) => sayPast(at, clock.now()),
        show: (link) => show(operator('wechat.scan', { link, code: renderUnicodeCompact(link) })),
        wait: (ms, closing) => setTimeout(ms, undefined, { signal: closing, ref: false }).catch(() => undefined),
        limits: { perMinute: wechat.perMinute, daily: wechat.daily },
        friendWords: wechat.friendWords,
        lateAfterMs: config.lateMinutes * 60_000,
        sensitive: wechat.sensitive,
      })
      return channel
    },
  }
}
