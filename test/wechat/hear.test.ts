import { types } from 'wechaty-puppet'
import { describe, expect, it } from 'vitest'
import { createTown, openDoor } from './open-door.ts'

describe('what is heard', () => {
  it('is stored with who said it and when, and our own words are not', async () => {
    const town = createTown()
    const door = await openDoor(town)
    door.mock.text('张大爷', '工钱没给')
    const [arrival] = await door.heard()
    expect(arrival).toMatchObject({ role: 'villager', inbound: { sender: { name: '张大爷' }, content: { kind: 'text', text: '工钱没给' }, sentAt: town.now } })
    expect(arrival?.inbound.address.chat).toBe(arrival?.inbound.sender.id)
    expect(await door.send(arrival?.inbound.address.chat ?? '', '可以投诉')).toEqual({ kind: 'sent' })
    expect(await door.heard()).toHaveLength(1)
  })

  it('is stored once where WeChat gives it again under another id, and that is counted', async () => {
    const door = await openDoor(createTown())
    for (const _ of [1, 2, 3]) door.mock.text('张大爷', '老板拖欠工资')
    expect(await door.heard()).toHaveLength(1)
    expect(door.channel.status().duplicates).toBe(2)
  })

  it('tells apart the same words of two people, of two seconds, and short answers', async () => {
    const town = createTown()
    const door = await openDoor(town)
    door.mock.text('张大爷', '老板拖欠工资')
    door.mock.text('李大娘', '老板拖欠工资')
    for (const _ of [1, 2]) door.mock.text('张大爷', '1')
    await door.heard()
    town.now += 1_000
    door.mock.text('张大爷', '老板拖欠工资')
    expect(await door.heard()).toHaveLength(5)
    expect(new Set(door.arrivals.map((one) => one.inbound.externalId)).size).toBe(5)
    expect(door.channel.status().duplicates).toBe(0)
  })

  it('has the same name before and after a new login, old short answers too', async () => {
    const town = createTown()
    const first = await openDoor(town)
    first.mock.text('张大爷', '1')
    first.mock.text('张大爷', '老板拖欠工资')
    await first.heard()
    await first.channel.stop()
    const sent = Math.floor(town.now / 1_000)
    town.now += 3_600_000
    const second = await openDoor(town)
    for (const text of ['1', '老板拖欠工资']) second.mock.text('张大爷', text, undefined, { timestamp: sent })
    const again = (await second.heard()).map((one) => one.inbound.externalId)
    expect(again[1]).toBe(first.arrivals[1]?.inbound.externalId)
    const third = await openDoor(town)
    third.mock.text('张大爷', '1', undefined, { timestamp: sent })
    expect((await third.heard())[0]?.inbound.externalId).toBe(again[0])
  })

  it('is kept with the time at which it was said, however late it comes', async () => {
    const town = createTown()
    const door = await openDoor(town)
    door.mock.text('张大爷', '工钱没给', undefined, { timestamp: Math.floor(town.now / 1_000) - 7_200 })
    expect((await door.heard())[0]?.inbound.sentAt).toBe(town.now - 7_200_000)
  })

  it('is stored in order although the database is away for minutes', async () => {
    const town = createTown()
    const door = await openDoor(town)
    door.state.storeDown = 8
    for (const text of ['第一句话', '第二句话', '第三句话']) door.mock.text('张大爷', text)
    const began = town.now
    await door.heard()
    expect(door.contents()).toMatchObject([{ text: '第一句话' }, { text: '第二句话' }, { text: '第三句话' }])
    expect(town.now - began).toBeGreaterThan(60_000)
  })

  it('in a group is only what is said to us, under the village that the group’s name says', async () => {
    const door = await openDoor(createTown())
    door.mock.text('张大爷', '谁家的玉米卖了', '东庄头村群')
    door.mock.text('张大爷', '@小助手\u2005离婚孩子归谁', '东庄头村群')
    door.mock.text('张大爷', '@小助手 离婚孩子归谁', '打牌群')
    door.mock.text('李大娘', '救命，他正在打我', '东庄头村群')
    const heard = await door.heard()
    expect(heard).toHaveLength(3)
    const said = (group: string, kind: string) => heard.find(({ inbound }) => inbound.group?.name === group && inbound.content.kind === kind)
    const [village, cards, danger] = [said('东庄头村群', 'text'), said('打牌群', 'text'), said('东庄头村群', 'unsupported')]
    expect(village?.inbound).toMatchObject({ group: { name: '东庄头村群', village: '370285108200' }, content: { text: '离婚孩子归谁' } })
    expect(cards?.inbound.group).toEqual({ id: cards?.inbound.group?.id, name: '打牌群' })
    expect(danger?.inbound.content).toEqual({ kind: 'unsupported', what: 'danger:violence' })
    expect(JSON.stringify(danger)).not.toContain('打我')
  })

  it('in a group is for us where WeChat itself says so', async () => {
    const door = await openDoor(createTown())
    door.mock.text('张大爷', '@村里的律师\u2005工钱没给', '打牌群', { mentionIdList: [door.mock.bot.id] })
    door.mock.text('张大爷', '@小助手\u2005工钱没给', '打牌群', { mentionIdList: [] })
    await door.heard()
    expect(door.contents()).toEqual([
      { kind: 'text', text: '工钱没给' },
      { kind: 'text', text: '工钱没给' },
    ])
  })

  it('may be a file, a voice message, a place, a link, a sticker or money', async () => {
    const town = createTown()
    const door = await openDoor(town)
    door.mock.file('张大爷', '欠条.pdf', Buffer.from('%PDF'))
    door.mock.file('张大爷', '照片.dat', Buffer.from('x'), types.Message.Unknown)
    door.mock.file('张大爷', '1.sil', Buffer.from('\u0002#!SILK_V3'), types.Message.Audio)
    door.mock.place('张大爷', 36.9, 120.5)
    door.mock.link('张大爷', '欠薪怎么办', 'https://example.org/')
    door.mock.other('张大爷', types.Message.Emoticon)
    door.mock.other('张大爷', types.Message.RedEnvelope)
    door.mock.other('张大爷', types.Message.GroupNote)
    await door.heard()
    expect(door.contents()).toMatchObject([
      { kind: 'file', file: { name: '欠条.pdf', size: 4 } },
      { kind: 'file', file: { name: '照片.dat' } },
      { kind: 'voice', file: { mime: 'audio/silk' } },
      { kind: 'location', latitude: 36.9, longitude: 120.5 },
      { kind: 'unsupported', what: 'link:欠薪怎么办 https://example.org/' },
      { kind: 'unsupported', what: 'sticker' },
      { kind: 'unsupported', what: 'money' },
    ])
  })

  it('says why a file was not taken, and drops none of several that are lost', async () => {
    const town = createTown()
    const door = await openDoor(town)
    door.mock.file('张大爷', '病毒.exe', Buffer.from('MZ'))
    door.mock.file('张大爷', '录像.mp4', Buffer.alloc(20 * 1024 * 1024 + 1))
    await door.heard()
    door.mock.puppet.refuses = 'files'
    door.mock.file('张大爷', '一.pdf', Buffer.from('1'))
    door.mock.file('张大爷', '二.pdf', Buffer.from('2'))
    await door.heard()
    expect(door.contents().map((one) => one.kind === 'unsupported' && one.what)).toEqual(['file-type', 'file-too-large', 'file-lost', 'file-lost'])
    expect(town.files.size).toBe(0)
  })
})

describe('who is who', () => {
  it('stays the same over a new login with new ids, and can be written to before saying a word', async () => {
    const town = createTown()
    const first = await openDoor(town)
    first.mock.text('张大爷', '工钱没给')
    first.mock.text('张大爷', '@小助手 工钱没给', '东庄头村群')
    const own = (await first.heard()).find(({ inbound }) => !inbound.group)
    const grouped = first.arrivals.find(({ inbound }) => inbound.group)
    expect(own?.inbound.sender.id).toBe(grouped?.inbound.sender.id)
    expect(town.account.aliases.get('张大爷')).toMatch(/^张大爷 xf[0-9a-z]{10}$/)
    await first.channel.stop()

    const second = await openDoor(town)
    second.mock.person('张大爷')
    second.mock.room('东庄头村群')
    expect(second.mock.person('张大爷').id).not.toBe(first.mock.person('张大爷').id)
    expect(await second.send(own?.inbound.address.chat ?? '', '顾问说')).toEqual({ kind: 'sent' })
    town.now += 60_000
    expect(await second.send(grouped?.inbound.address.chat ?? '', '群里说')).toEqual({ kind: 'sent' })
    expect(second.mock.said.map(({ to, text }) => `${to}: ${text.replace(/\u2005/gu, ' ').trim()}`)).toEqual(['张大爷: 顾问说', '东庄头村群: @张大爷 群里说'])
    second.mock.text('张大爷', '还在吗')
    second.mock.text('张大爷', '@小助手 还在吗', '东庄头村群')
    const again = (await second.heard()).find(({ inbound }) => !inbound.group)
    const groupedAgain = second.arrivals.find(({ inbound }) => inbound.group)
    expect(again?.inbound.sender.id).toBe(own?.inbound.sender.id)
    expect(groupedAgain?.inbound.address).toEqual(grouped?.inbound.address)
  })

  it('keeps the name that somebody gave a contact by hand', async () => {
    const town = createTown()
    town.account.aliases.set('微信名', '二组张三')
    const door = await openDoor(town)
    door.mock.text('微信名', '您好啊')
    await door.heard()
    expect(town.account.aliases.get('微信名')).toMatch(/^二组张三 xf[0-9a-z]{10}$/)
  })

  it('is known within a login although WeChat refuses the alias, and asked for once', async () => {
    const town = createTown()
    const door = await openDoor(town)
    door.mock.puppet.refuses = 'aliases'
    for (const text of ['第一句话', '第二句话']) door.mock.text('张大爷', text)
    const [one, two] = await door.heard()
    expect(one?.inbound.sender.id).toBe(two?.inbound.sender.id)
    expect(await door.send(one?.inbound.address.chat ?? '', '答')).toEqual({ kind: 'sent' })
  })

  it('never takes two groups of one name for the same', async () => {
    const town = createTown()
    const first = await openDoor(town)
    first.mock.text('张大爷', '@小助手 您好', '邻里群')
    await first.heard()
    const other = first.mock.puppet.mocker.createRoom({ topic: '邻里群', memberIdList: [first.mock.bot.id] })
    first.mock.text('张大爷', '@小助手 在吗', '邻里群', {})
    await first.heard()
    expect(other.id).not.toBe(first.mock.room('邻里群').id)
    await first.channel.stop()
    const second = await openDoor(town)
    second.mock.room('邻里群')
    second.mock.puppet.mocker.createRoom({ topic: '邻里群', memberIdList: [second.mock.bot.id] })
    expect(await second.send(first.arrivals[0]?.inbound.address.chat ?? '', '答')).toMatchObject({ kind: 'failed', code: 'wechat-nobody' })
    second.mock.text('张大爷', '@小助手 又来', '邻里群')
    expect((await second.heard())[0]?.inbound.group?.id).not.toBe(first.arrivals[0]?.inbound.group?.id)
  })
})
