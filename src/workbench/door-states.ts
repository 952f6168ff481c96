import { z } from 'zod'
import type { DoorState } from '../adapters/workbench/administration/administration-deps.ts'
import type { House } from '../wire.ts'

const login = z.object({ state: z.string(), since: z.number(), account: z.string().optional(), qr: z.string().optional() })

/** Note under which the WeChat door writes down how its login stands. */
export const LOGIN_NOTE = 'login'

/** How each door stands, turned on or not. */
export const doorStates = async (house: House): Promise<readonly DoorState[]> => {
  const { config, store } = house
  const { doors } = await house.readiness()
  const up = (id: string) => (doors[id] === undefined ? {} : { up: doors[id] === 'up' })
  const noted = config.wechat ? login.safeParse(await store.recall('wechat', LOGIN_NOTE)).data : undefined
  const { telegram, wechat } = config
  return [
    { id: 'web', on: true, ...up('web'), about: config.publicUrl === undefined ? [] : [config.publicUrl] },
    {
      id: 'telegram',
      on: telegram !== undefined,
      ...up('telegram'),
      about: telegram ? [telegram.webhook ? new URL(telegram.webhook.url).host : 'getUpdates', telegram.sensitive] : [],
    },
    {
      id: 'wechat',
      on: wechat !== undefined,
      ...up('wechat'),
      about: wechat ? [wechat.puppet, wechat.sensitive] : [],
      ...(noted
        ? {
            wechat: {
              state: noted.state,
              since: noted.since,
              ...(noted.account === undefined ? {} : { account: noted.account }),
              ...(noted.qr === undefined ? {} : { qr: noted.qr }),
            },
          }
        : {}),
    },
    { id: 'sms', on: config.sms !== undefined, about: config.sms ? [new URL(config.sms.url).host] : [] },
  ]
}
