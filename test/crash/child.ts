/**
 * The real desk on SQLite behind a door that is a network which delivers at least once: a line of the script counts as delivered when the
 * desk has acknowledged it, and is delivered again after a restart otherwise. Dies by SIGKILL at the fail point that it is told, if any.
 *
 * Arguments: data folder, script (JSON), then the fail point and which occurrence of it. Exits 0 when everything is said and answered.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import type { Channel } from '../../src/ports/channel.ts'
import { openHouse } from '../../src/wire.ts'

const [folder = '', script = '[]', deadlyPoint, occurrence] = process.argv.slice(2)
const lines: readonly { readonly chat: string; readonly text: string }[] = JSON.parse(script)
const file = (name: string) => join(folder, name)
const note = (name: string, value: unknown) => appendFileSync(file(name), `${JSON.stringify(value)}\n`)
const noted = (name: string): readonly unknown[] =>
  existsSync(file(name))
    ? readFileSync(file(name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line))
    : []

const door: Channel = {
  id: 'web',
  can: { buttons: true, files: true, textLimit: 4_000, sensitive: 'allowed' },
  start: async (onArrival) => {
    const delivered = new Set(noted('delivered'))
    const chats = [...new Set(lines.map((line) => line.chat))]
    const inOrder = async (chat: string) => {
      for (const [index, line] of lines.entries()) {
        if (line.chat !== chat || delivered.has(index)) continue
        await onArrival({
          role: 'villager',
          inbound: {
            externalId: `line-${index}`,
            address: { channel: 'web', account: '', chat },
            sender: { id: chat, name: chat },
            content: { kind: 'text', text: line.text },
            sentAt: now,
          },
        })
        note('delivered', index)
      }
    }
    void Promise.all(chats.map(inOrder)).then(() => note('said', true))
  },
  stop: () => Promise.resolve(),
  async send(to, part, key) {
    note('heard', { chat: to.chat, key, text: part.text })
    return { kind: 'sent' }
  },
}

const now = Date.UTC(2026, 10, 23, 1)
let reachedTimes = 0
const house = await openHouse(
  { ...readConfig({}), data: join(folder, 'data'), log: 'error' },
  {
    clock: { now: () => now },
    channels: () => [door],
    reached: (point) => {
      if (point !== deadlyPoint) return
      reachedTimes += 1
      if (reachedTimes === Number(occurrence)) process.kill(process.pid, 'SIGKILL')
    },
  },
)
house.console.listen({ hears: () => true, show: ({ chat, part }) => note('heard', { chat, key: '', text: part.text }) })
await house.start()
while (noted('said').length === 0 || (await house.store.unsettled(undefined)) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
await house.desk.idle()
await house.close()
