import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openTelegram } from '../../src/telegram.ts'
import { openHouse } from '../../src/wire.ts'
import type { House } from '../../src/wire.ts'

/** A server of Telegram's API written by others. */
const TOKEN = '4200:sample'
let folder: string
let server: TelegramServer
let house: House

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiangfa-test-api-'))
  server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
  await server.start()
  const door = await openTelegram({ token: TOKEN, api: server.config.apiURL, sensitive: 'allowed' }, () => new Promise((resolve) => setTimeout(resolve, 5)))
  house = await openHouse({ ...readConfig({}), data: join(folder, 'data'), log: 'silent' }, { channels: (parts) => [door.make(parts)] })
  await house.start()
})
afterEach(async () => {
  await house.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('the way from a question into a form goes on a server written by others', async () => {
  const client = server.getClient(TOKEN, { userId: 77, chatId: 77, firstName: '王', timeout: 20_000, interval: 20 })
  const heard: string[] = []
  /** Reads what the bot says until it has said this; the message that says it. */
  const until = async (part: string) => {
    for (;;) {
      const { result } = await client.getUpdates()
      heard.push(...result.map((one) => one.message.text))
      const found = result.find((one) => one.message.text.includes(part))
      if (found) return found
    }
  }
  await client.sendCommand(client.makeCommand('/start'))
  await until('是机器')
  await client.sendMessage(client.makeMessage('老板拖欠我三万块工资不给怎么办'))
  const answer = await until('依据')
  const markup = answer.message.reply_markup
  const keyboard = markup && 'inline_keyboard' in markup ? markup.inline_keyboard : []
  const apply = keyboard.flat().find((button: object) => 'callback_data' in button && button.callback_data === 'flow:legal-aid-application')
  expect(apply?.text).toContain('申请法律援助')
  const pressed = { message_id: answer.messageId, date: Math.floor(Date.now() / 1_000), reply_markup: { inline_keyboard: keyboard } }
  await client.sendCallback(client.makeCallbackQuery('flow:legal-aid-application', { message: pressed }))
  await until('同意')
  await client.sendMessage(client.makeMessage('要花钱吗'))
  await until('表接着填')
  expect(heard.join('\n')).not.toMatch(/undefined|\{\w+\}/)
})
