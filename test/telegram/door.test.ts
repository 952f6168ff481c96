import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTelegramHouse } from './open-door.ts'
import type { TelegramHouse } from './open-door.ts'

let door: TelegramHouse
beforeEach(async () => {
  door = await openTelegramHouse()
})
afterEach(() => door.close())

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const document = (id: string, name: string) => ({ document: { file_id: id, file_unique_id: id, file_name: name } })

describe('in private', () => {
  it('a question is answered, and a button does what it says, once', async () => {
    const { people, server, settle, heard } = door
    const villager = people.person('王建国')
    people.say(villager, '/start')
    await settle()
    expect(heard(villager.id).join('\n')).toContain('是机器')
    people.say(villager, '老板拖欠我三万块工资不给怎么办')
    await settle()
    const answer = server.world.sent.findLast((one) => one.buttons.length > 0)
    expect(answer?.text).toContain('依据')
    const apply = answer?.buttons.find((one) => one.data === 'flow:legal-aid-application')
    expect(apply).toBeDefined()
    const before = heard(villager.id).length
    for (const _ of [1, 2, 3]) people.press(villager, villager.id, answer?.messageId ?? 0, apply?.data ?? '')
    await settle()
    expect(
      heard(villager.id)
        .slice(before)
        .filter((text) => text.includes('同意')),
    ).toHaveLength(1)
    await expect.poll(() => server.calls.get('answerCallbackQuery')).toBe(3)
    // What was chosen stays to be read, and nothing else can be pressed.
    const left = server.world.messages.get(`${villager.id}:${answer?.messageId}`)
    expect(left?.['reply_markup']).toEqual({ inline_keyboard: [[{ text: `✓ ${apply?.text}`, callback_data: '-' }]] })
  })

  it('every button that is offered fits into what Telegram takes', async () => {
    const { people, server, settle } = door
    const villager = people.person('王')
    for (const said of ['帮助', '填表', '离婚', '工伤', '土地', '打架']) people.say(villager, said)
    await settle()
    const data = server.world.sent.flatMap((one) => one.buttons.flatMap((button) => button.data ?? []))
    expect(data.length).toBeGreaterThan(8)
    expect(data.filter((one) => Buffer.byteLength(one) > 64)).toEqual([])
  })

  it('pictures are stored, an album is answered once, and the words under a picture are read', async () => {
    const { people, settle, heard } = door
    const villager = people.person('李')
    people.say(villager, '/start')
    await settle()
    const before = heard(villager.id).length
    for (const n of [1, 2, 3])
      people.say(villager, { photo: [{ file_id: people.file(PNG), file_unique_id: `${n}`, width: 1, height: 1, file_size: PNG.length }], media_group_id: '7' })
    await settle()
    expect(heard(villager.id).slice(before)).toEqual([expect.stringContaining('文件收到了')])
    people.say(villager, { photo: [{ file_id: people.file(PNG), file_unique_id: 'c', width: 1, height: 1 }], caption: '老板拖欠我三万块工资不给怎么办' })
    await settle()
    expect(heard(villager.id).at(-1)).toContain('依据')
  })

  it.each([
    ['too large', { size: 21 * 1024 * 1024 }, PNG, '太大'],
    ['of a type that is not taken', {}, Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000'), '收不了'],
    ['under a path that leads elsewhere', { path: '../../etc/passwd' }, PNG, '再发一次'],
    ['under a path from the root', { path: '/etc/passwd' }, PNG, '再发一次'],
    ['that is gone', { path: 'documents/file:gone' }, PNG, '再发一次'],
  ])('of a file %s the person is told', async (_, over, bytes, said) => {
    const { people, settle, heard } = door
    const villager = people.person('赵')
    people.say(villager, document(people.file(bytes, over), '欠条.pdf'))
    await settle()
    expect(heard(villager.id).join('\n')).toContain(said)
  })

  it('an edited message does not answer the step of a form', async () => {
    const { people, settle, heard } = door
    const villager = people.person('孙')
    people.say(villager, '申请法律援助')
    await settle()
    const id = people.latest()
    people.edit(villager, id, '申请法律援助吧')
    people.edit(villager, id - 1, '孙悟空')
    await settle()
    expect(heard(villager.id).join('\n')).toContain('改前面的话，表里不会跟着变')
  })

  it('a text of any length arrives whole, in pieces that Telegram takes, the buttons under the last', async () => {
    const { people, server, house, settle } = door
    const villager = people.person('周')
    people.say(villager, '/start')
    await settle()
    const text = Array.from({ length: 700 }, (_, n) => `第${n}句话说的是这件事要怎么办才好。`).join('')
    const channel = { channel: 'telegram', account: '4200', chat: String(villager.id) } as const
    await house().store.accept(
      { externalId: 'x', address: channel, sender: { id: String(villager.id), name: '周' }, content: { kind: 'text', text: '帮助' }, sentAt: door.now() },
      'villager',
      undefined,
      door.now(),
    )
    const id = (await house().store.findConversation('telegram', '4200', String(villager.id), undefined)) ?? ''
    const row = await house().store.nextInbox(id)
    if (!row) throw new Error('nothing waits')
    const { conversation, party } = await house().store.load(row, door.now())
    await house().store.commit({
      inboxId: row.id,
      conversationId: id,
      version: conversation.version,
      partyId: party.id,
      route: 'question',
      address: channel,
      now: door.now(),
      next: conversation.state,
      effects: [{ kind: 'send', class: 'chat', part: { text, choices: [{ value: 'do:help', label: '帮助' }] } }],
    })
    const before = server.world.sent.length
    await settle()
    const pieces = server.world.sent.slice(before)
    expect(pieces.map((one) => one.text).join('')).toBe(text)
    expect(pieces.every((one) => one.text.length <= 4_096 && one.text.endsWith('。'))).toBe(true)
    expect(pieces.map((one) => one.buttons.length)).toEqual([...pieces.slice(1).map(() => 0), 1])
  })

  it('files go out as documents', async () => {
    const { people, server, settle } = door
    const villager = people.person('张大爷')
    const counsel = people.person('演示顾问一')
    await door
      .house()
      .store.enrol(
        { channel: 'telegram', account: '4200', chat: String(counsel.id) },
        { id: String(counsel.id), name: '演示顾问一' },
        'counsel',
        'counsel-demo-01',
        true,
        door.now(),
      )
    people.say(counsel, '/start')
    for (const said of ['人工', '店埠镇东庄头村', '老板']) {
      people.say(villager, said)
      await settle()
    }
    people.say(counsel, '接单')
    await settle()
    people.say(villager, document(people.file(PNG), '欠条.png'))
    await settle()
    const sent = server.world.sent.findLast((one) => one.chat === counsel.id && one.document)
    expect(sent?.document?.name).toBe('欠条.png')
    expect(Buffer.from(sent?.document?.bytes ?? [])).toEqual(PNG)
    people.say(counsel, '您好，我看到了')
    await settle()
    expect(door.heard(villager.id).at(-1)).toBe('演示顾问一：\n您好，我看到了')
  })
})

describe('in a group', () => {
  it('what is to be said in private waits until the person opens the bot, and then comes once', async () => {
    const { people, server, settle, run, heard } = door
    const group = people.group('东庄头村群')
    const villager = people.person('刘')
    people.say(villager, '@xiangfa_bot 离婚孩子归谁', { group })
    await settle()
    const answer = server.world.sent.findLast((one) => one.chat === group.id)
    const way = answer?.buttons.find((one) => one.url !== undefined)
    expect(way?.url).toBe('https://t.me/xiangfa_bot?start=more')
    expect(answer?.text.split('\n').length).toBeLessThanOrEqual(6)
    await run(300)
    expect(heard(villager.id)).toEqual([])
    people.say(villager, '/start more')
    await settle()
    expect(heard(villager.id).filter((text) => text.includes('您刚才在群里问的'))).toHaveLength(1)
    expect(heard(villager.id).join('\n')).toContain('接着说就行')
  })

  it('its administrator binds it to its village, and questions from it know the office', async () => {
    const { people, settle, heard } = door
    const chief = people.person('支书')
    const group = people.group('东庄头村群', { administrators: [chief.id] })
    const villager = people.person('陈')
    people.say(villager, '/bind 店埠镇东庄头村', { group })
    await settle()
    expect(heard(group.id).at(-1)).toContain('只有群管理员')
    people.say(chief, '/bind 没有这个村子啊', { group })
    await settle()
    expect(heard(group.id).at(-1)).toContain('没找到这个村')
    people.say(chief, '/bind 店埠镇东庄头村', { group })
    await settle()
    expect(heard(group.id).at(-1)).toContain('本群是店埠镇东庄头村的')
    people.say(villager, '@xiangfa_bot 司法所在哪', { group })
    await settle()
    expect(heard(group.id).at(-1)).toContain('店埠镇司法所')
    // In private the village is offered, never taken for granted.
    people.say(villager, '@xiangfa_bot 离婚孩子归谁', { group })
    people.say(villager, '/start more')
    await settle()
    people.say(villager, '人工')
    await settle()
    const asked = door.server.world.sent.findLast((one) => one.chat === villager.id)
    expect(asked?.text).toContain('哪个村')
    expect(asked?.buttons.map((one) => one.text)).toEqual(['店埠镇东庄头村'])
  })

  it('it is found again under its new id, with its village and what was waiting', async () => {
    const { people, settle, heard, server } = door
    const chief = people.person('支书')
    const group = people.group('东庄头村群', { administrators: [chief.id] })
    people.say(chief, '/bind 店埠镇东庄头村', { group })
    await settle()
    // The question was stored, but its answer finds the group gone.
    server.faults((method) => (method === 'sendMessage' ? { kind: 'error', code: 500 } : undefined))
    people.say(chief, '@xiangfa_bot 司法所在哪', { group })
    await settle(2)
    const grown = people.upgrade(group)
    server.faults(() => undefined)
    await settle()
    expect(heard(grown.id).at(-1)).toContain('店埠镇司法所')
    people.say(chief, '@xiangfa_bot 司法所在哪', { group: grown })
    await settle()
    expect(heard(grown.id)).toHaveLength(2)
  })

  it('in a topic the answer stands in the topic', async () => {
    const { people, settle, server } = door
    const group = people.group('村民大群', { type: 'supergroup', topics: [45] })
    people.say(people.person('何'), '/ask 离婚孩子归谁', { group, topic: 45 })
    await settle()
    expect(server.world.sent.find((one) => one.chat === group.id)?.topic).toBe(45)
  })

  it('who is in danger is answered there and in private, and the words are nowhere kept', async () => {
    const { people, settle, heard } = door
    const group = people.group('东庄头村群')
    const villager = people.person('苏')
    people.say(villager, '/start')
    people.say(villager, '救命，他正在打我', { group })
    await settle()
    expect(heard(group.id).at(-1)).toContain('110')
    expect(heard(villager.id).join('\n')).toContain('先打 110')
    const id = (await door.house().store.findConversation('telegram', '4200', String(villager.id), String(group.id))) ?? ''
    expect(JSON.stringify(await door.house().store.transcript(id, 10))).not.toContain('打我')
  })
})
