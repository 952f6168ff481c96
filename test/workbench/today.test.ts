import { afterAll, beforeAll, expect, it } from 'vitest'
import { apply, heardBy, villagerSays } from './apply.ts'
import { openDesk } from './open-desk.ts'
import type { AtDesk, TestDesk } from './open-desk.ts'

let desk: TestDesk
let clerk: AtDesk
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.signIn('演示司法所工作人员一')
  await villagerSays(
    desk,
    'villager-of-a-meeting',
    '预约法律顾问|店埠镇东庄头村|没有对方|想问问宅基地的事|打电话|明天上午9点|王小明|0532-88401234|提交'.split('|'),
  )
  await villagerSays(
    desk,
    'villager-with-neighbour',
    '申请调解|邻里|王小明|13800138000|店埠镇东庄头村|邻居老李|村西头|没有|不是|去年三月|是|他盖房子占了我家半米地，说了好几回也不让，还骂人。|把占的地让出来|跳过|跳过|王小明|提交'.split(
      '|',
    ),
  )
  await apply(desk, 'villager-who-applies-01')
})
afterAll(() => desk.close())

const page = async (who: AtDesk, path: string): Promise<string> => (await who.get(path)).text()
const linkIn = (shown: string, kind: string): string => new RegExp(`href="(/desk/${kind}/[^"]+)"`).exec(shown)?.[1] ?? ''

it('begins a clerk’s day with what waits for them, and nobody else’s', async () => {
  const shown = await page(clerk, '/desk/today')
  for (const text of ['要工钱', '预约', '11月24日 周二 9:00', '邻里', '已申请']) expect(shown).toContain(text)
  const other = await page(await desk.signIn('演示司法所工作人员二'), '/desk/today')
  expect(other).toContain('现在没有等您办的')
  const agency = await page(await desk.signIn('演示援助中心一'), '/desk/today')
  expect(agency).not.toContain('邻里')
})

it('closes what was asked for with a result that the person is told', async () => {
  const task = linkIn(await page(clerk, '/desk/today'), 'tasks')
  expect(await page(clerk, task)).toContain('想问问宅基地的事')
  expect((await (await desk.signIn('演示司法所工作人员二')).get(task)).status).toBe(403)
  expect((await clerk.post(task, { id: 'task-form-1', result: ' ' })).status).toBe(409)
  const done = await clerk.post(task, { id: 'task-form-2', result: '打过电话了，明天九点见' })
  expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/today'])
  expect(await heardBy(desk, 'villager-of-a-meeting')).toContain('打过电话了，明天九点见')
  expect(await page(clerk, '/desk/today')).not.toContain('11月24日 周二 9:00')
})

it('goes on with a mediation, and keeps what was typed where it cannot', async () => {
  const mediation = linkIn(await page(clerk, '/desk/mediations'), 'mediations')
  const shown = await page(clerk, mediation)
  for (const text of ['邻居老李', '对方同意', '征求对方意见']) expect(shown).toContain(text)
  expect((await clerk.post(mediation, { id: 'm-1', move: 'consent', text: '电话里同意' })).status).toBe(303)
  const wrong = await clerk.post(mediation, { id: 'm-2', move: 'name-mediators', text: '' })
  expect(wrong.status).toBe(409)
  expect(await wrong.text()).toContain('请写上调解员')
  expect((await clerk.post(mediation, { id: 'm-3', move: 'name-mediators', text: '张三、李四' })).status).toBe(303)
  expect(await page(clerk, mediation)).toContain('张三、李四')
})

it('shows what somebody of the green channel asks for before what is older', async () => {
  const asks = (who: string, lines: string) => villagerSays(desk, who, lines.split('|'))
  await asks('villager-with-time', '预约法律顾问|店埠镇东庄头村|没有对方|想问问盖房子的事|打电话|后天上午9点|王小明|0532-88401234|提交')
  desk.clock.at += 60_000
  await asks('villager-who-applies-01', '预约法律顾问|是|没有对方|想问问工钱要到哪一步了|打电话|后天上午9点|是|是|提交')
  const open = await desk.house.workbench.tasks.open(['office', 'agency', 'bureau'], undefined)
  const place = (facts: string): number => open.findIndex(({ answers }) => JSON.stringify(answers).includes(facts))
  expect([place('工钱要到'), place('盖房子') > 0], await heardBy(desk, 'villager-who-applies-01')).toEqual([0, true])
})

it('brings complaints before the bureau alone, with who complains only where they gave their name', async () => {
  desk.clock.at += 60_000
  await villagerSays(desk, 'villager-who-applies-01', ['投诉 莱法援申〔2026〕0001号 约好了两次都没有来'])
  const bureau = await desk.signIn('演示司法局一')
  const today = await page(bureau, '/desk/today')
  expect(today).toContain('等处理的投诉')
  const complaint = linkIn(today, 'complaints')
  expect(await page(bureau, complaint)).toContain('约好了两次都没有来')
  expect((await (await desk.signIn('演示援助中心一')).get(complaint)).status).toBe(403)
  expect((await bureau.get('/desk/complaints/nothing')).status).toBe(404)
  expect((await bureau.post(complaint, { id: 'c-1', move: 'take' })).status).toBe(303)
  const wrong = await bureau.post(complaint, { id: 'c-2', move: 'answer', text: '' })
  expect(wrong.status).toBe(409)
  const answered = await bureau.post(complaint, { id: 'c-3', move: 'answer', text: '查过了，已经换人' })
  expect([answered.status, answered.headers.get('location')]).toEqual([303, '/desk/today'])
  expect(await heardBy(desk, 'villager-who-applies-01')).toContain('查过了，已经换人')
})
