import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Speaker, Line } from '../../../src/adapters/console/speaker.ts'
import type { WechatChannel } from '../../../src/adapters/wechat/wechat-channel.ts'
import { readConfig } from '../../../src/config.ts'
import { openWechat } from '../../../src/wechat.ts'
import { openHouse } from '../../../src/wire.ts'
import type { House } from '../../../src/wire.ts'
import { createMock } from '../../wechat/mock.ts'
import type { WechatMock } from '../../wechat/mock.ts'
import type { Door } from './door.ts'

const MOST_SECONDS = 600

/** WeChat, by wechaty over its mock puppet; every restart is a new login with new ids. */
export const wechatDoor: Door = {
  name: 'wechat',
  async prepare({ data, base, now, pass, hear }) {
    const account = { aliases: new Map<string, string>() }
    let street: { readonly mock: WechatMock; readonly channel: WechatChannel } | undefined
    const config = { ...readConfig({ XIANGFA_WECHAT: 'on' }), data, log: 'error' } as const
    const here = () => {
      if (!street) throw new Error('not open')
      return street
    }
    /** Lets time pass until everything is answered and sent. */
    const settle = async (house: House): Promise<void> => {
      const { mock, channel } = here()
      for (let seconds = 0; seconds < MOST_SECONDS; seconds += 1) {
        await mock.passed()
        await channel.idle()
        await house.desk.sweep()
        await house.desk.idle()
        if ((await house.store.unsettled(undefined)) === 0) break
        pass(1_000)
      }
      await mock.passed()
      for (const { to, text, file } of mock.said.splice(0))
        hear({
          to,
          from: 'bot',
          text,
          choices: [...text.matchAll(/^【\d+】(.+)$/gmu)].map((match) => match[1] ?? ''),
          files: file === undefined ? [] : [file.name],
        })
    }
    const say = async (house: House, speaker: Speaker, line: Line): Promise<void> => {
      const { mock } = here()
      if (line.kind === 'text') mock.text(speaker.name, line.text, speaker.group)
      else if (line.kind === 'location') mock.place(speaker.name, line.latitude, line.longitude)
      else if (line.kind === 'file') mock.file(speaker.name, basename(line.path), readFileSync(line.path))
      await settle(house)
    }
    /** The staff of the demonstration are known at this door, and have said a word there. */
    const bringStaff = async (house: House): Promise<void> => {
      const { counsel, gridWorkers, staff: clerks } = house.world().roster
      const staff = [
        ...counsel.map((one) => ({ role: 'counsel' as const, ...one })),
        ...gridWorkers.map((one) => ({ role: 'grid-worker' as const, ...one })),
        ...clerks,
      ]
      for (const [index, { role, id, name }] of staff.entries()) {
        const tag = `xfstaff${String(index).padStart(5, '0')}`
        account.aliases.set(name, `${name} ${tag}`)
        await house.store.enrol({ channel: 'wechat', account: '', chat: tag }, { id: tag, name }, role, id, true, now())
        here().mock.text(name, '帮助')
      }
      await settle(house)
    }
    return {
      async open() {
        const mock = createMock(account, now)
        if (!config.wechat) throw new Error('WeChat is off')
        const door = openWechat(config, config.wechat, mock.network, () => undefined)
        const house = await openHouse(config, { base, clock: { now }, channels: (parts) => [door.make(parts)] })
        await house.start()
        const channel = door.channel()
        if (!channel) throw new Error('no door')
        const first = street === undefined
        street = { mock, channel }
        // The friends of the account are there after a new login too, before any of them speaks.
        for (const name of account.aliases.keys()) mock.person(name)
        await mock.login()
        if (first) await bringStaff(house)
        else await settle(house)
        return house
      },
      say,
      settle,
      close: () => Promise.resolve(),
    }
  },
}
