import { afterAll, beforeAll, expect, it } from 'vitest'
import { sayAtDesk } from '../../src/say-at-desk.ts'
import { apply, villagerSays } from './apply.ts'
import { openDesk } from './open-desk.ts'
import type { AtDesk, TestDesk } from './open-desk.ts'

let desk: TestDesk
let clerk: AtDesk
let agency: AtDesk
beforeAll(async () => {
  desk = await openDesk({ publicUrl: 'https://example.org' })
  clerk = await desk.signIn('演示司法所工作人员一')
  agency = await desk.signIn('演示援助中心一')
})
afterAll(() => desk.close())

const page = async (who: AtDesk, path: string): Promise<string> => (await who.get(path)).text()

it('says what to do where the calendar is empty, and shows last days and appointments with their hour', async () => {
  expect(await page(clerk, '/desk/calendar')).toContain('没有开庭、预约和到期的事')
  await apply(desk, 'villager-of-the-calendar')
  await villagerSays(
    desk,
    'villager-of-a-meeting-2',
    '预约法律顾问|店埠镇东庄头村|没有对方|想问问宅基地的事|打电话|明天上午9点|王小明|0532-88401234|提交'.split('|'),
  )
  const list = await page(clerk, '/desk/calendar')
  for (const text of ['11月30日 周一（还剩7天）', '审查决定最后一天', '预约：王小明', '11月24日 周二（还剩1天） 9:00']) expect(list).toContain(text)
  const month = await page(clerk, '/desk/calendar?view=month&month=2026-11')
  expect(month).toContain('9:00 预约：王小明')
  expect(await page(clerk, '/desk/calendar?month=2026-13')).toContain('2026年11月')
})

it('gives an address to subscribe to as chat does, and ends it', async () => {
  const given = await (await clerk.post('/desk/calendar/address', { id: 'a-1', what: 'issue' })).text()
  const address = /https:\/\/example\.org(\/calendar\/[\w-]+\.ics)/.exec(given)?.[1] ?? ''
  expect((await desk.app.request(address)).status).toBe(200)
  await clerk.post('/desk/calendar/address', { id: 'a-2', what: 'off' })
  expect((await desk.app.request(address)).status).not.toBe(200)
})

it('shows who waits for a counsel, who was asked, and which villages nobody answers for', async () => {
  expect(await page(agency, '/desk/dispatch')).toContain('没有等人接的请求')
  await villagerSays(desk, 'villager-who-asks-for-one', ['人工', '店埠镇东庄头村', '没有对方', '宅基地'])
  const shown = await page(agency, '/desk/dispatch')
  for (const text of ['店埠镇', '正在问', '还没回', '管的村', '在岗']) expect(shown).toContain(text)
  desk.clock.at += 12 * 3_600_000
  // Ten in the evening, and the one who is there day and night is not; the sign-in of the morning is over.
  await sayAtDesk(desk.house)((await desk.signIn('演示顾问一')).actor, { kind: 'text', text: '下线' }, 'off-duty-1')
  expect(await page(await desk.signIn('演示援助中心一'), '/desk/dispatch')).toMatch(/个村没人在岗/)
  desk.clock.at -= 12 * 3_600_000
  const other = await page(await desk.signIn('演示司法所工作人员二'), '/desk/dispatch')
  expect(other).toContain('没有等人接的请求')
})
