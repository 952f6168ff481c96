import { afterEach, describe, expect, it } from 'vitest'
import { openDesk } from './open-desk.ts'
import type { OpenDesk } from './open-desk.ts'

const HOUR = 3_600_000
const MORNING = Date.parse('2026-11-23T09:00:00+08:00')

let open: OpenDesk | undefined
let time = MORNING
afterEach(async () => {
  await open?.close()
  open = undefined
  time = MORNING
})
const desk = async (...around: Parameters<typeof openDesk> extends [unknown, ...infer Rest] ? Rest : never): Promise<OpenDesk> => {
  open = await openDesk(() => time, ...around)
  return open
}
const heard = (chat: string) => (open?.sent ?? []).filter((one) => one.chat === chat).map((one) => one.text)
const statuses = async () =>
  (await open?.driver.all('SELECT "status" FROM "Inbox" WHERE "channel" <> \'internal\' ORDER BY "id"', []))?.map((row) => row['status'])

describe('a full disk', () => {
  it('takes no message that it cannot keep, and afterwards answers everything that it took, once and in order', async () => {
    const { driver, say, settle } = await desk()
    await say('first', '帮助')
    await settle()
    const pages = Number((await driver.all('PRAGMA page_count', []))[0]?.['page_count'])
    await driver.all(`PRAGMA max_page_count = ${pages + 3}`, [])
    const taken: string[] = []
    const refused: string[] = []
    for (let n = 0; n < 30; n += 1) {
      const text = `离婚孩子归谁，第${n}次问`
      await say('villager', text, `full-${n}`).then(
        () => taken.push(text),
        (error: unknown) => {
          expect(String(error)).toMatch(/full/i)
          refused.push(text)
        },
      )
    }
    await settle()
    expect(refused.length).toBeGreaterThan(0)
    await driver.all('PRAGMA max_page_count = 1073741823', [])
    await settle()
    // What was refused was not acknowledged: the network gives it again.
    for (const text of [...taken, ...refused]) await say('villager', text, `full-${Number(/\d+/.exec(text)?.[0])}`)
    await settle()
    expect(new Set(await statuses())).toEqual(new Set(['done']))
    const conversation = await open?.house.store.findConversation('telegram', '', 'villager', undefined)
    const lines = await driver.all('SELECT "externalId" FROM "Inbox" WHERE "conversationId" = ? ORDER BY "id"', [conversation ?? ''])
    expect(lines).toHaveLength(30)
    const answered = await driver.all('SELECT "inboxId" FROM "Outbox" WHERE "conversationId" = ? ORDER BY "id"', [conversation ?? ''])
    const order = answered.map((row) => Number(row['inboxId']))
    expect([...order].sort((a, b) => a - b)).toEqual(order)
    expect(new Set(order).size).toBe(30)
    expect(heard('villager')).toHaveLength(answered.length)
  }, 180_000)
})

describe('a clock that jumps', () => {
  it('back by a day: what waits, and what comes, is answered at once', async () => {
    const { door, say, settle } = await desk()
    door.fails = true
    await say('villager', '帮助')
    await settle()
    expect(heard('villager')).toEqual([])
    time -= 24 * HOUR
    door.fails = false
    await say('villager', '我的申请')
    await settle()
    expect(heard('villager').at(-1)).toContain('您还没有提交过申请')
    expect(heard('villager').join()).toContain('直接说')
  })

  it('forward by three days and back: nothing is given up, everything is said once and in order', async () => {
    const { say, settle, door } = await desk()
    await say('villager', '帮助')
    await settle()
    time += 72 * HOUR
    await say('villager', '我的申请')
    door.fails = true
    await settle()
    time -= 72 * HOUR
    door.fails = false
    await say('villager', '离婚孩子归谁')
    await settle()
    const all = heard('villager')
    const at = [/直接说/, /您还没有提交过申请/, /离婚/].map((words) => all.findIndex((text) => words.test(text)))
    expect(at.every((index) => index >= 0)).toBe(true)
    expect([...at].sort((a, b) => a - b)).toEqual(at)
    expect(new Set(all).size).toBe(all.length)
  })

  it('forward: a form under way is asked on, not thrown away', async () => {
    const { say, settle } = await desk()
    for (const line of ['申请法律援助', '同意', '给我自己']) await say('villager', line)
    await settle()
    time += 12 * HOUR
    await settle()
    time -= 12 * HOUR
    await say('villager', '王小明')
    await settle()
    expect(heard('villager').at(-1)).toMatch(/身份证|同意/)
  })
})

describe('a message that cannot be handled', () => {
  it('is parked with an apology, and holds up neither what its person says next nor anybody else', async () => {
    const { say, settle, driver } = await desk((store) => ({
      ...store,
      load: (row, now) => {
        const { body } = row
        if (body.kind === 'message' && body.content.kind === 'text' && body.content.text === '毒') return Promise.reject(new Error('cannot be handled'))
        return store.load(row, now)
      },
    }))
    for (const text of ['帮助', '毒', '我的申请']) await say('villager', text)
    await say('other', '帮助')
    await settle()
    expect(await statuses()).toEqual(['done', 'parked', 'done', 'done'])
    const said = heard('villager')
    expect(said.at(-1)).toContain('您还没有提交过申请')
    expect(said.at(-2)).not.toBe('')
    expect(heard('other')).not.toEqual([])
    expect(await driver.all('SELECT "kind" FROM "StaffNotice" WHERE "kind" = \'parked\'', [])).toHaveLength(1)
  })
})
