import { Bot, GrammyError, HttpError, InputFile } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPeople } from '../../src/bench/bot-api/people.ts'
import type { People } from '../../src/bench/bot-api/people.ts'
import { startBotApi } from '../../src/bench/bot-api/server.ts'
import type { BotApiServer } from '../../src/bench/bot-api/server.ts'

/** The server that our own door is tested by, driven by a client that others wrote. */
let time = Date.UTC(2026, 10, 23, 2)
let server: BotApiServer
let people: People
let bot: Bot

beforeEach(async () => {
  server = await startBotApi(() => time)
  people = createPeople(server, () => time)
  bot = new Bot(server.token, { client: { apiRoot: server.url } })
})
afterEach(() => server.close())

const refusal = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  return error instanceof GrammyError ? `${error.error_code} ${error.description}` : error instanceof HttpError ? 'http' : 'none'
}
const started = () => {
  const user = people.person('王')
  people.say(user, '/start')
  time += 1_000
  return user
}

describe('another client', () => {
  it('holds a whole conversation with it', async () => {
    const user = started()
    const heard: string[] = []
    bot.command('start', async (context) => {
      time += 1_000
      await context.reply('您好', { reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'yes' }]] } })
    })
    bot.on('message:document', async (context) => {
      const file = await context.getFile()
      heard.push(await (await fetch(`${server.url}/file/bot${server.token}/${file.file_path}`)).text())
      time += 1_000
      await context.replyWithDocument(new InputFile(Buffer.from('回执'), '回执.txt'))
    })
    bot.on('callback_query:data', async (context) => {
      heard.push(context.callbackQuery.data)
      await context.answerCallbackQuery({ text: '收到' })
      await context.editMessageReplyMarkup({ reply_markup: { inline_keyboard: [] } })
      await context.editMessageText('收到了')
    })
    const running = bot.start({ timeout: 1 })
    await expect.poll(() => server.world.sent.length).toBe(1)
    people.press(user, user.id, server.world.sent[0]?.messageId ?? 0, 'yes')
    people.say(user, { document: { file_id: people.file(Buffer.from('欠条')), file_unique_id: 'a', file_name: '欠条.txt' } })
    await expect.poll(() => server.world.sent.at(-1)?.document?.name).toBe('回执.txt')
    expect(heard).toEqual(['yes', '欠条'])
    expect(server.world.messages.get(`${user.id}:${server.world.sent[0]?.messageId}`)?.['text']).toBe('收到了')
    await bot.stop()
    await running
    expect(server.updates.unconfirmed()).toBe(0)
  })

  it('sets menu and webhook, and may not ask for updates meanwhile', async () => {
    await bot.api.setMyCommands([{ command: 'help', description: '帮助' }])
    expect(server.world.commands.get('default')).toEqual([{ command: 'help', description: '帮助' }])
    expect(await refusal(bot.api.setWebhook('http://law.example.org/x'))).toContain('HTTPS')
    await bot.api.setWebhook('https://law.example.org/x', { secret_token: 'abc' })
    expect(await refusal(bot.api.getUpdates())).toContain('409')
    await bot.api.deleteWebhook()
    expect(await bot.api.getUpdates()).toEqual([])
  })

  it('gets updates until it confirms them, in the order of their ids', async () => {
    const user = people.person('王')
    const ids = ['一', '二', '三'].map((text) => people.say(user, text))
    expect((await bot.api.getUpdates()).map((update) => update.update_id)).toEqual(ids)
    expect((await bot.api.getUpdates({ limit: 2 })).map((update) => update.update_id)).toEqual(ids.slice(0, 2))
    expect((await bot.api.getUpdates({ offset: ids[1] ?? 0 })).map((update) => update.update_id)).toEqual(ids.slice(1))
    expect((await bot.api.getUpdates({ offset: -1 })).map((update) => update.update_id)).toEqual(ids.slice(2))
    server.updates.repeat(ids[0] ?? 0)
    server.updates.disorder()
    expect((await bot.api.getUpdates()).map((update) => update.update_id)).toEqual([ids[0], ids[2]])
  })

  it('is refused as Telegram refuses', async () => {
    const stranger = people.person('陌生人')
    const user = started()
    const group = people.group('群')
    const send = bot.api.sendMessage.bind(bot.api)
    expect(await refusal(send(stranger.id, 'x'))).toBe("403 Forbidden: bot can't initiate conversation with a user")
    expect(await refusal(send(1, 'x'))).toBe('400 Bad Request: chat not found')
    user.blocked = true
    time += 1_000
    expect(await refusal(send(user.id, 'x'))).toBe('403 Forbidden: bot was blocked by the user')
    user.blocked = false
    time += 1_000
    expect(await refusal(send(user.id, ' '))).toBe('400 Bad Request: message text is empty')
    expect(await refusal(send(user.id, 'x'.repeat(4_097)))).toBe('400 Bad Request: message is too long')
    const long = { reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x'.repeat(65) }]] } }
    expect(await refusal(send(user.id, 'x', long))).toContain('BUTTON_DATA_INVALID')
    expect(await refusal(bot.api.answerCallbackQuery('none'))).toContain('query ID is invalid')
    expect(await refusal(bot.api.getFile('none'))).toContain('wrong file_id')
    expect(await refusal(bot.api.sendDice(user.id, '🎲'))).toBe('404 Not Found')
    expect(await refusal(new Bot('1:x', { client: { apiRoot: server.url } }).api.getMe())).toBe('401 Unauthorized')
    expect((await bot.api.getChatMember(group.id, user.id)).status).toBe('member')
    people.upgrade(group)
    const moved = await send(group.id, 'x').catch((error: unknown) => error)
    expect(moved instanceof GrammyError && moved.parameters.migrate_to_chat_id).toBe(group.movedTo)
  })

  it('is counted: one a second a chat, twenty a minute a group, thirty a second altogether', async () => {
    const user = started()
    await bot.api.sendMessage(user.id, '一')
    const error = await bot.api.sendMessage(user.id, '二').catch((caught: unknown) => caught)
    expect(error instanceof GrammyError && [error.error_code, error.parameters.retry_after]).toEqual([429, 1])
    const group = people.group('群')
    let taken = 0
    for (let n = 0; n < 25; n += 1) {
      time += 1_001
      taken += (await refusal(bot.api.sendMessage(group.id, 'x'))) === 'none' ? 1 : 0
    }
    expect(taken).toBe(20)
    time += 60_000
    const crowd = Array.from({ length: 31 }, () => people.person('x'))
    for (const one of crowd) one.started = true
    const all = await Promise.all(crowd.map((one) => refusal(bot.api.sendMessage(one.id, 'x'))))
    expect(all.filter((one) => one === 'none')).toHaveLength(30)
    expect(server.counted().violations).toBe(1 + 5 + 1)
  })

  it('notices connections that are cut', async () => {
    const user = started()
    server.faults(() => ({ kind: 'cut-before' }))
    expect(await refusal(bot.api.sendMessage(user.id, 'x'))).toBe('http')
    expect(server.world.sent).toHaveLength(0)
    await server.down()
    expect(await refusal(bot.api.getMe())).toBe('http')
    await server.up()
    server.faults(() => undefined)
    expect((await bot.api.getMe()).username).toBe('xiangfa_bot')
  })
})
