import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Speaker } from '../../../src/adapters/console/speaker.ts'
import { createPeople } from '../../../src/bench/bot-api/people.ts'
import { startBotApi } from '../../../src/bench/bot-api/server.ts'
import type { FakeGroup, FakeUser } from '../../../src/bench/bot-api/world.ts'
import { readConfig } from '../../../src/config.ts'
import { openTelegram } from '../../../src/telegram.ts'
import { openHouse } from '../../../src/wire.ts'
import type { House } from '../../../src/wire.ts'
import type { Door } from './door.ts'

const LONGEST_WAIT_MS = 20_000

/** Telegram, by a server of its own; people press Start when they are asked to, and staff have opened the bot before. */
export const telegramDoor: Door = {
  name: 'telegram',
  async prepare({ data, base, now, pass, hear }) {
    const server = await startBotApi(now)
    const people = createPeople(server, now)
    const users = new Map<string, FakeUser>()
    const groups = new Map<string, FakeGroup>()
    const names = new Map<number, string>()
    let heard = 0
    const userOf = (speaker: Speaker): FakeUser => {
      const key = `${speaker.role}:${speaker.name}`
      const user = users.get(key) ?? people.person(speaker.name)
      users.set(key, user)
      names.set(user.id, speaker.name)
      return user
    }
    const groupOf = (name: string): FakeGroup => {
      const group = groups.get(name) ?? people.group(name)
      groups.set(name, group)
      names.set(group.id, name)
      return group
    }
    const listen = () => {
      for (const { chat, text, buttons, document } of server.world.sent.slice(heard))
        hear({
          to: names.get(chat) ?? String(chat),
          from: 'bot',
          text,
          choices: buttons.filter((one) => one.data !== undefined).map((one) => one.text),
          files: document ? [document.name] : [],
        })
      heard = server.world.sent.length
    }
    /** Everything that was said is stored, decided and sent, the clock going on as the door's pace needs it. */
    const settle = async (house: House): Promise<void> => {
      const until = performance.now() + LONGEST_WAIT_MS
      while (performance.now() < until) {
        if (server.updates.unconfirmed() > 0) {
          await new Promise((resolve) => setTimeout(resolve, 5))
          continue
        }
        await house.desk.sweep()
        await house.desk.idle()
        if ((await house.store.unsettled(undefined)) === 0) return listen()
        pass(1_000)
      }
      throw new Error('the door never came to rest')
    }
    const settings = { token: server.token, api: server.url, sensitive: 'allowed' } as const
    return {
      async open() {
        const door = await openTelegram(settings)
        const house = await openHouse({ ...readConfig({}), data, log: 'error' }, { base, clock: { now }, channels: (parts) => [door.make(parts)] })
        const { counsel, gridWorkers, staff: clerks } = house.world().roster
        const staff = [
          ...counsel.map((one) => ({ role: 'counsel' as const, ...one })),
          ...gridWorkers.map((one) => ({ role: 'grid-worker' as const, ...one })),
          ...clerks,
        ]
        await house.start()
        for (const { role, id, name } of staff) {
          const user = userOf({ role, name })
          if (user.started) continue
          const address = { channel: 'telegram', account: String(server.world.bot.id), chat: String(user.id) } as const
          await house.store.enrol(address, { id: String(user.id), name }, role, id, true, now())
          people.say(user, '/start')
        }
        await settle(house)
        return house
      },
      async say(house, speaker, line) {
        const user = userOf(speaker)
        const group = speaker.group === undefined ? undefined : groupOf(speaker.group)
        const where = group ? { group } : {}
        if (line.kind === 'file') {
          const bytes = readFileSync(line.path)
          const document = { file_id: people.file(bytes), file_unique_id: 'u', file_name: basename(line.path), file_size: bytes.byteLength }
          people.say(user, { document }, where)
        } else if (line.kind === 'location') people.say(user, { location: { latitude: line.latitude, longitude: line.longitude } }, where)
        else if (line.kind === 'text') people.say(user, line.text.replace(/[@＠]\s*小助手/u, `@${server.world.bot.username}`), where)
        await settle(house)
        // Led into the private chat, a person who was never there opens it.
        const way = group && server.world.sent.findLast((one) => one.chat === group.id)?.buttons.find((one) => one.url !== undefined)
        if (way && !user.started) {
          people.say(user, `/start ${new URL(way.url ?? '').searchParams.get('start')}`)
          await settle(house)
        }
      },
      settle,
      close: server.close,
    }
  },
}
