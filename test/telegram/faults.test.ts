import { afterEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/bench/bot-api/server.ts'
import { AppError } from '../../src/core/errors.ts'
import { openTelegramHouse } from './open-door.ts'
import type { TelegramHouse } from './open-door.ts'

let door: TelegramHouse
afterEach(() => door.close())

/** Somebody who has opened the bot and been greeted. */
const known = async (name = '王') => {
  const villager = door.people.person(name)
  door.people.say(villager, '/start')
  await door.settle()
  return villager
}
/** Fails the first `times` sendings. */
const failing = (fault: Fault, times: number) => {
  let left = times
  door.server.faults((method) => (method === 'sendMessage' && left-- > 0 ? fault : undefined))
}
const HELP = '您可以直接说遇到的事'
const MINE = '您还没有提交过申请'

describe('sending', () => {
  it('waits after 429 for as long as it was told, to the second, and goes on in order', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    let refused = 0
    door.server.faults((method) => {
      if (method !== 'sendMessage' || refused > 0) return undefined
      refused = door.now()
      return { kind: 'too-many', seconds: 7 }
    })
    door.people.say(villager, '帮助')
    door.people.say(villager, '我的申请')
    await door.settle()
    const sent = door.server.world.sent.slice(-2)
    expect(sent.map((one) => one.text)).toEqual([expect.stringContaining(HELP), expect.stringContaining(MINE)])
    const waited = (sent[0]?.at ?? 0) - refused
    expect(waited).toBeGreaterThanOrEqual(7_000)
    expect(waited).toBeLessThanOrEqual(8_000)
    expect(door.server.counted().violations).toBe(0)
  })

  it('loses and doubles nothing in a storm of 429', async () => {
    door = await openTelegramHouse()
    const villagers = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => Promise.resolve(door.people.person(name))))
    for (const villager of villagers) door.people.say(villager, '/start')
    await door.settle()
    let calls = 0
    door.server.faults((method) => {
      if (method !== 'sendMessage') return undefined
      calls += 1
      return calls % 2 === 1 && calls < 40 ? { kind: 'too-many', seconds: 1 + (calls % 3) } : undefined
    })
    for (const villager of villagers) for (const said of ['帮助', '我的申请', '帮助']) door.people.say(villager, said)
    await door.settle()
    for (const villager of villagers) expect(door.heard(villager.id).slice(-3)).toEqual([HELP, MINE, HELP].map((text) => expect.stringContaining(text)))
    expect(door.server.counted().violations).toBe(0)
  })

  it.each<[string, Fault, number]>([
    ['the connection is cut before anything was done', { kind: 'cut-before' }, 1],
    ['the server fails', { kind: 'error', code: 500 }, 1],
    ['the connection is cut in the middle of the answer', { kind: 'cut-after' }, 2],
  ])('where %s, it is sent again', async (_, fault, times) => {
    door = await openTelegramHouse()
    const villager = await known()
    const before = door.heard(villager.id).length
    failing(fault, 1)
    door.people.say(villager, '帮助')
    await door.settle()
    // Twice only where nobody can know whether it arrived.
    expect(door.heard(villager.id).slice(before)).toHaveLength(times)
  })

  it('keeps everything in order while nobody can be reached for ten minutes', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    const before = door.heard(villager.id).length
    door.people.say(villager, '帮助')
    door.people.say(villager, '我的申请')
    await expect.poll(() => door.server.updates.unconfirmed()).toBe(0)
    await door.server.down()
    await door.run(600)
    await door.server.up()
    door.people.say(villager, '帮助')
    await door.run(40)
    await door.settle()
    expect(door.heard(villager.id).slice(before)).toEqual([HELP, MINE, HELP].map((text) => expect.stringContaining(text)))
  })

  it('tells staff once that Telegram is out of reach for long, says so to a monitor, and tells them when it is back', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    door.people.say(villager, '帮助')
    await expect.poll(() => door.server.updates.unconfirmed()).toBe(0)
    await door.server.down()
    await door.run(240)
    expect(await door.notices()).toEqual([])
    expect((await door.house().readiness()).doors['telegram']).toBe('down')
    await door.run(400)
    expect(await door.notices()).toEqual([expect.stringContaining('连不上')])
    await door.server.up()
    await door.run(40)
    await door.settle()
    expect(await door.notices()).toEqual([expect.stringContaining('连不上'), expect.stringContaining('又连上了')])
    expect(door.heard(villager.id).at(-1)).toContain(HELP)
    expect((await door.house().readiness()).doors['telegram']).toBe('up')
  })

  it('sets a message aside that fails for two minutes, tells staff, goes on with the next and sends it later', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    const before = door.heard(villager.id).length
    door.server.faults((method, params) => (method === 'sendMessage' && String(params['text']).includes(HELP) ? { kind: 'error', code: 500 } : undefined))
    door.people.say(villager, '帮助')
    door.people.say(villager, '我的申请')
    await expect.poll(() => door.server.updates.unconfirmed()).toBe(0)
    await door.run(60)
    expect(door.heard(villager.id)).toHaveLength(before)
    await door.run(120)
    expect(door.heard(villager.id).slice(before)).toEqual([expect.stringContaining(MINE)])
    expect(await door.notices()).toEqual([expect.stringContaining('先放一边')])
    door.server.faults(() => undefined)
    await door.run(320)
    expect(door.heard(villager.id).at(-1)).toContain(HELP)
    expect(await door.notices()).toHaveLength(1)
  })

  it('gives up on who blocked the bot, and goes on with others', async () => {
    door = await openTelegramHouse()
    const [blocker, other] = [await known('甲'), await known('乙')]
    door.people.say(blocker, '帮助')
    blocker.blocked = true
    door.people.say(other, '帮助')
    await door.settle()
    expect(door.heard(other.id).at(-1)).toContain(HELP)
    const before = door.heard(blocker.id).length
    await door.run(60)
    expect(door.heard(blocker.id)).toHaveLength(before)
    // Who opens the bot again is answered again.
    door.people.say(blocker, '/start')
    await door.settle()
    expect(door.heard(blocker.id).length).toBeGreaterThan(before)
  })

  it('keeps within every limit as the server counts them, with many people and busy groups', async () => {
    door = await openTelegramHouse()
    const villagers = Array.from({ length: 60 }, (_, n) => door.people.person(`${n}`))
    for (const villager of villagers) door.people.say(villager, '/start')
    const group = door.people.group('大群', { type: 'supergroup' })
    for (const villager of villagers.slice(0, 45)) door.people.say(villager, '@xiangfa_bot 我的申请', { group })
    await door.settle(900)
    expect(door.server.counted()).toMatchObject({ violations: 0, refused: 0 })
    expect(door.heard(group.id)).toHaveLength(45)
    for (const villager of villagers) expect(door.heard(villager.id).length).toBeGreaterThan(0)
  })
})

describe('receiving', () => {
  it('keeps the order where the first of two messages could not be stored', async () => {
    let failures = 1
    door = await openTelegramHouse({
      reached: (point) => {
        if (point === 'received' && failures-- > 0) throw new Error('the database is away')
      },
    })
    const villager = door.people.person('王')
    for (const said of ['帮助', '我的申请']) door.people.say(villager, said)
    await door.settle()
    expect(failures).toBeLessThan(0)
    // After the greeting.
    expect(door.heard(villager.id).slice(1)).toEqual([HELP, MINE].map((text) => expect.stringContaining(text)))
  })

  it('moves on only past what is stored: a failure before the commit brings the update again', async () => {
    let failures = 3
    door = await openTelegramHouse({
      reached: (point) => {
        if (point === 'received' && failures-- > 0) throw new Error('died here')
      },
    })
    const villager = door.people.person('王')
    door.people.say(villager, '帮助')
    await door.settle()
    expect(failures).toBeLessThan(0)
    expect(door.heard(villager.id).filter((text) => text.includes(HELP))).toHaveLength(1)
  })

  it('answers once what is given out twice, in the wrong order, and after ids began anew', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    door.server.updates.disorder()
    const before = door.heard(villager.id).length
    const ids = ['帮助', '我的申请', '帮助'].map((said) => door.people.say(villager, said))
    for (const id of [...ids].reverse()) door.server.updates.repeat(id)
    await door.settle()
    for (const id of ids) door.server.updates.repeat(id)
    await door.settle()
    const answers = door.heard(villager.id).slice(before)
    expect(answers).toEqual([HELP, MINE, HELP].map((text) => expect.stringContaining(text)))
    door.server.updates.jump(900_000_000)
    door.people.say(villager, '我的申请')
    await door.settle()
    expect(door.heard(villager.id).at(-1)).toContain(MINE)
  })

  it('takes up after a restart what was written meanwhile', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    await door.house().close()
    door.people.say(villager, '我的申请')
    await door.restart()
    await door.settle()
    expect(door.heard(villager.id).at(-1)).toContain(MINE)
  })

  it('asks again for a file that the server could not give', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    let cuts = 2
    door.server.faults((method) => (method === 'getFile' && cuts-- > 0 ? { kind: 'error', code: 502 } : undefined))
    const file_id = door.people.file(Buffer.from('%PDF-1.4\n%EOF'))
    door.people.say(villager, { document: { file_id, file_unique_id: 'x', file_name: '欠条.pdf' } })
    await door.settle()
    expect(door.heard(villager.id).at(-1)).toContain('文件收到了')
  })

  it('fetches a slow file while others are answered; the person is answered in order when it is there', async () => {
    door = await openTelegramHouse()
    const [slow, other] = [await known('甲'), await known('乙')]
    let release = (): void => undefined
    const until = new Promise<void>((resolve) => {
      release = resolve
    })
    door.server.faults((method) => (method === 'getFile' ? { kind: 'hold', until } : undefined))
    const file_id = door.people.file(Buffer.from('%PDF-1.4\n%EOF'))
    const before = door.heard(slow.id).length
    // More than are fetched at once, and more than the desk has lanes.
    const many = Array.from({ length: 20 }, (_, n) => door.people.person(`${n}`))
    for (const who of [slow, ...many]) door.people.say(who, { document: { file_id, file_unique_id: 'x', file_name: '欠条.pdf' } })
    door.people.say(slow, '我的申请')
    await expect.poll(() => door.server.updates.unconfirmed()).toBe(0)
    door.people.say(other, '帮助')
    await expect
      .poll(async () => {
        door.pass(1_000)
        await door.house().desk.sweep()
        return door.heard(other.id).at(-1)
      })
      .toContain(HELP)
    expect(door.heard(slow.id)).toHaveLength(before)
    release()
    await door.settle()
    expect(door.heard(slow.id).slice(before)).toEqual([expect.stringContaining('文件收到了'), expect.stringContaining(MINE)])
  })

  it('fetches after a restart what was not fetched before it', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    door.server.faults((method) => (method === 'getFile' ? { kind: 'hold', until: new Promise(() => undefined) } : undefined))
    const file_id = door.people.file(Buffer.from('%PDF-1.4\n%EOF'))
    door.people.say(villager, { document: { file_id, file_unique_id: 'x', file_name: '欠条.pdf' } })
    await expect.poll(() => door.server.updates.unconfirmed()).toBe(0)
    await door.house().desk.sweep()
    await expect.poll(() => door.server.calls.get('getFile') ?? 0).toBeGreaterThan(0)
    door.server.faults(() => undefined)
    await door.restart()
    await door.settle()
    expect(door.heard(villager.id).at(-1)).toContain('文件收到了')
  })

  it('says at once that a token is not taken', async () => {
    door = await openTelegramHouse()
    await expect(openTelegramHouse({ settings: { token: '1:wrong', api: door.server.url } })).rejects.toThrow(AppError)
  })

  it('starts while Telegram cannot be reached, and opens when it can', async () => {
    door = await openTelegramHouse()
    const villager = await known()
    await door.server.down()
    await door.restart()
    await door.server.up()
    door.people.say(villager, '我的申请')
    await door.settle()
    expect(door.heard(villager.id).at(-1)).toContain(MINE)
  })
})

describe('the webhook', () => {
  const secret = 'a-secret-of-tests'
  const post = async (body: string, token = secret) =>
    (await door.route()?.request('/', { method: 'POST', body, headers: { 'x-telegram-bot-api-secret-token': token } }))?.status
  const update = (id: number, text: string) =>
    JSON.stringify({
      update_id: id,
      message: {
        message_id: id,
        date: 1_795_399_200,
        chat: { id: 77, type: 'private', first_name: '王' },
        from: { id: 77, is_bot: false, first_name: '王' },
        text,
      },
    })
  const open = async (reached?: () => void) => {
    door = await openTelegramHouse({
      settings: { webhook: { url: 'https://law.example.org/telegram', secret } },
      ...(reached ? { reached: (point) => (point === 'received' ? reached() : undefined) } : {}),
    })
    door.server.world.users.set(77, { id: 77, firstName: '王', started: true, blocked: false })
    await expect.poll(() => door.server.world.webhook).toEqual({ url: 'https://law.example.org/telegram', secret })
  }

  it('takes what Telegram posts, once however often it is posted', async () => {
    await open()
    expect(await Promise.all([1, 2, 3].map(() => post(update(5, '帮助'))))).toEqual([200, 200, 200])
    await door.settle()
    expect(door.heard(77).filter((text) => text.includes(HELP))).toHaveLength(1)
  })

  it('answers 500 where it could not be stored, and takes it when it comes again', async () => {
    let failures = 2
    await open(() => {
      if (failures-- > 0) throw new Error('died here')
    })
    expect([await post(update(6, '帮助')), await post(update(6, '帮助')), await post(update(6, '帮助'))]).toEqual([500, 500, 200])
    await door.settle()
    expect(door.heard(77).filter((text) => text.includes(HELP))).toHaveLength(1)
  })

  it.each([
    ['without the secret', update(7, 'x'), '', 403],
    ['with another secret', update(7, 'x'), 'a-secret-of-testz', 403],
    ['that is no JSON', 'x{', secret, 400],
    ['that is no update', '{"a":1}', secret, 400],
    ['that is too large', JSON.stringify({ update_id: 1, x: 'x'.repeat(1_100_000) }), secret, 413],
  ])('refuses a post %s', async (_, body, token, status) => {
    await open()
    expect(await post(body, token)).toBe(status)
  })

  it('understands nothing of an update it does not know, and says it is done', async () => {
    await open()
    expect(await post('{"update_id":9,"poll_answer":{}}')).toBe(200)
    expect(await post('{"update_id":10,"message":{"chat":null}}')).toBe(200)
  })
})
