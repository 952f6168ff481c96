import { describe, expect, it } from 'vitest'
import { createTown, openDoor } from './open-door.ts'
import type { Town } from './open-door.ts'

/** A door with somebody who has written, and where to answer them. */
const withPerson = async (town: Town, options: Parameters<typeof openDoor>[1] = {}) => {
  const door = await openDoor(town, options)
  door.mock.text('张大爷', '工钱没给')
  const [arrival] = await door.heard()
  return { door, chat: arrival?.inbound.address.chat ?? '' }
}

describe('what is sent', () => {
  it('is text with numbered choices, a counsel’s name, and files with their own bytes', async () => {
    const town = createTown()
    const { door, chat } = await withPerson(town)
    town.files.set('f9', { file: { id: 'f9', name: '申请表.docx', mime: 'application/msword', size: 3 }, bytes: Buffer.from('doc') })
    const file = { id: 'f9', name: '申请表.docx', mime: 'application/msword', size: 3 }
    const part = { text: '填好了', from: '演示顾问一', choices: [{ value: 'a', label: '提交' }], files: [file] }
    expect(await door.send(chat, part)).toEqual({ kind: 'later', afterMs: 3_000 })
    town.now += 3_000
    expect(await door.send(chat, part)).toEqual({ kind: 'sent' })
    expect(door.mock.said).toEqual([
      { to: '张大爷', text: 'speaker 演示顾问一\n填好了\n【1】提交\nchoose' },
      { to: '张大爷', text: '', file: { name: '申请表.docx', bytes: Buffer.from('doc') } },
    ])
  })

  it('goes on where it stopped, never saying a piece twice, also after a cut connection', async () => {
    const town = createTown()
    const { door, chat } = await withPerson(town)
    const text = Array.from({ length: 200 }, (_, n) => `第${n}句话说完了。`).join('')
    const results: string[] = []
    for (let tries = 0; tries < 40 && results.at(-1) !== 'sent'; tries += 1) {
      door.mock.puppet.refuses = tries === 1 ? 'sending' : 'nothing'
      const result = await door.send(chat, text)
      if (result.kind === 'failed') expect(result).toMatchObject({ code: 'wechat-send', certain: false })
      results.push(result.kind)
      town.now += 3_000
    }
    expect(results).toContain('failed')
    expect(door.mock.said.map((one) => one.text).join('')).toBe(text)
    for (const one of door.mock.said) expect(one.text.length).toBeLessThanOrEqual(600)
  })

  it('waits while the account is not logged in, and for who is gone or no friend', async () => {
    const town = createTown()
    const { door, chat } = await withPerson(town)
    await door.mock.logout()
    expect(await door.send(chat, '答')).toMatchObject({ kind: 'failed', code: 'wechat-offline', certain: true })
    await door.mock.login()
    expect(await door.send('xfnobody00000', '答')).toMatchObject({ kind: 'failed', code: 'wechat-nobody', certain: true })
    door.mock.person('生人', { friend: false })
    door.mock.text('生人', '@小助手 工钱没给', '打牌群')
    const stranger = (await door.heard()).at(-1)?.inbound
    expect(await door.send(stranger?.sender.id ?? '', '答')).toMatchObject({ kind: 'failed', code: 'wechat-not-a-friend', waits: true })
    expect(town.account.aliases.has('生人')).toBe(false)
    town.now += 60_000
    expect(await door.send(stranger?.address.chat ?? '', { text: '可以投诉', privately: true })).toEqual({ kind: 'sent' })
    expect(door.mock.said.at(-1)?.text).toContain('befriend')
    expect(door.mock.said).toHaveLength(1)
  })

  it('stays inside the day’s budgets, tells staff once, and never holds back what concerns danger', async () => {
    const town = createTown()
    const { door, chat } = await withPerson(town, { daily: { chat: 2, notice: 1 } })
    for (const text of ['一', '二']) {
      expect(await door.send(chat, text)).toEqual({ kind: 'sent' })
      town.now += 3_000
    }
    for (const text of ['三', '四']) expect(await door.send(chat, text)).toMatchObject({ kind: 'failed', code: 'wechat-budget-spent', certain: true })
    expect(await door.send(chat, '通知', 'notice')).toEqual({ kind: 'sent' })
    for (let n = 0; n < 5; n += 1) expect(await door.send(chat, `先打 110 ${n}`, 'safety')).toEqual({ kind: 'sent' })
    expect(town.notices).toEqual(['spent.chat'])
    expect(door.channel.status().today).toMatchObject({ chat: 2, notice: 1, safety: 5 })

    await door.channel.stop()
    const again = await openDoor(town, { daily: { chat: 2, notice: 1 } })
    again.mock.person('张大爷')
    expect(await again.send(chat, '五')).toMatchObject({ code: 'wechat-budget-spent' })
    town.now += 15 * 3_600_000
    expect(await again.send(chat, '五')).toEqual({ kind: 'sent' })
  })
})

describe('the login', () => {
  it('shows its code, and tells staff of a loss once and of its end', async () => {
    const town = createTown()
    const door = await openDoor(town)
    expect(door.channel.status()).toMatchObject({ state: 'online', account: '小助手', since: town.now })
    await door.mock.logout()
    town.now += 60_000
    for (const link of ['https://wx.example/1', 'https://wx.example/1', 'https://wx.example/2']) await door.mock.scan(link)
    expect(door.channel.status()).toMatchObject({ state: 'lost', since: town.now - 60_000, qr: 'https://wx.example/2' })
    // The workbench shows the code from what the door wrote down.
    await expect.poll(() => town.notes.get('login')).toMatchObject({ state: 'lost', qr: 'https://wx.example/2' })
    expect(town.shown).toEqual(['https://wx.example/1', 'https://wx.example/2'])
    expect(town.notices).toHaveLength(1)
    expect(town.notices[0]).toMatch(/^login\.lost/)
    await door.mock.login()
    expect(door.channel.status()).toMatchObject({ state: 'online' })
    expect(door.channel.status().qr).toBeUndefined()
    expect(town.notices.map((one) => one.split(' ')[0])).toEqual(['login.lost', 'login.back'])
  })

  it('that is asked for again after a restart is a loss; the first one is none', async () => {
    const town = createTown()
    const first = await openDoor(town, { login: false })
    await first.mock.scan('https://wx.example/1')
    expect(first.channel.status()).toMatchObject({ state: 'scan', qr: 'https://wx.example/1' })
    expect(town.notices).toEqual([])
    await first.mock.login()
    await first.channel.stop()
    expect(first.channel.status().state).toBe('stopped')
    const second = await openDoor(town, { login: false })
    await second.mock.scan('https://wx.example/2')
    expect(second.channel.status().state).toBe('lost')
    expect(town.notices).toHaveLength(1)
  })
})

describe('at the doorstep', () => {
  it('who writes an agreed word is taken for a friend and greeted once; the others are left to staff', async () => {
    const town = createTown()
    const door = await openDoor(town)
    const wanted = door.mock.asks('张大爷', '我是东庄头村的，问法律')
    door.mock.asks('卖茶的', '加我有优惠')
    await door.settled(() => door.arrivals.length === 1 && town.notices.length === 1)
    expect(door.mock.puppet.accepted).toEqual([wanted])
    expect(door.arrivals[0]).toMatchObject({ opens: true, inbound: { sender: { name: '张大爷' }, content: { kind: 'text', text: '/start' } } })
    expect(town.account.aliases.get('张大爷')).toMatch(/xf[0-9a-z]{10}$/)
    expect(town.notices[0]).toContain('加我有优惠')
    expect(door.channel.status().today.join).toBe(1)
  })

  it('takes on no more a day than the budget says', async () => {
    const town = createTown()
    const door = await openDoor(town, { daily: { join: 1 } })
    door.mock.asks('张大爷', '问法律')
    await door.settled(() => door.arrivals.length === 1)
    door.mock.asks('李大娘', '问法律')
    door.mock.invites('打牌群')
    await door.settled(() => town.notices.length === 2)
    expect(door.mock.puppet.accepted).toHaveLength(1)
    expect(town.notices.map((one) => one.split(' ')[0]).sort()).toEqual(['friend.spent', 'invitation.spent'])
  })

  it('goes into a group that invites us, or says that it could not', async () => {
    const town = createTown()
    const door = await openDoor(town)
    const invitation = door.mock.invites('东庄头村群')
    await door.settled(() => door.mock.puppet.accepted.length === 1)
    expect(door.mock.puppet.accepted).toEqual([invitation])
    door.mock.puppet.refuses = 'invitations'
    door.mock.invites('西庄头村群')
    await door.settled(() => town.notices.length === 1)
    expect(town.notices[0]).toMatch(/^invitation\.failed 西庄头村群/)
  })
})
