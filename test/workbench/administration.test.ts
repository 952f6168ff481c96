import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openDesk } from './open-desk.ts'
import type { AtDesk, TestDesk } from './open-desk.ts'

let desk: TestDesk
let keeper: AtDesk
let bureau: AtDesk
beforeAll(async () => {
  desk = await openDesk({
    publicUrl: 'https://fa.example.cn',
    metricsToken: 'a secret that nobody may read',
    wechat: readConfig({ XIANGFA_WECHAT: 'on' }).wechat,
  })
  keeper = await desk.signIn('演示系统管理员一')
  bureau = await desk.signIn('演示司法局一')
})
afterAll(() => desk.close())

const PAGES = ['users', 'roster', 'registry', 'audit', 'doors', 'queue', 'retention', 'settings']
const read = async (who: AtDesk, path: string) => (await who.get(`/desk/administration${path}`)).text()

it('opens to who keeps the service, in part to the bureau, to nobody else', async () => {
  const may = async (who: AtDesk) => {
    const open = await Promise.all(PAGES.map(async (page) => [page, (await who.get(`/desk/administration/${page}`)).status] as const))
    return open.flatMap(([page, status]) => (status === 200 ? [page] : []))
  }
  expect(await may(keeper)).toEqual(PAGES)
  expect(await may(bureau)).toEqual(['roster', 'registry', 'audit'])
  for (const name of ['演示援助中心一', '演示司法所工作人员一', '演示顾问一']) expect([name, await may(await desk.signIn(name))]).toEqual([name, []])
  const index = await read(bureau, '')
  expect(index).toContain('/desk/administration/audit')
  expect(index).not.toContain('/desk/administration/users')
})

it('invites, signs out and shuts out, and says so in the log', async () => {
  const clerk = await desk.signIn('演示司法所工作人员一')
  const id = 'staff:staff-demo-01'
  const invited = await (await keeper.post('/desk/administration/users/act', { id, what: 'invite' })).text()
  const link = /https:\/\/fa\.example\.cn(\/desk\/join\/[\w-]+)/.exec(invited)?.[1] ?? ''
  expect(await (await desk.app.request(link)).text()).toContain('演示司法所工作人员一')
  await keeper.post('/desk/administration/users/act', { id, what: 'sign-out' })
  expect((await clerk.get('/desk/me')).status).toBe(303)
  await keeper.post('/desk/administration/users/act', { id, what: 'block' })
  expect((await desk.app.request(link)).status).toBe(410)
  expect(await (await keeper.post('/desk/administration/users/act', { id: 'staff:staff-demo-08', what: 'block' })).text()).toContain('不能停用自己的账号')
  const log = await read(bureau, `/audit?by=${encodeURIComponent('演示系统管理员一')}`)
  for (const what of ['发邀请', '让所有设备退出', '停用账号']) expect(log).toContain(what)
})

it('adds a member of the staff and gives another role, by the rules of the roster', async () => {
  await keeper.post('/desk/administration/users/staff', { id: '', name: '王新', role: 'clerk', officeId: 'office-370285108' })
  expect(desk.house.world().roster.staff.find(({ name }) => name === '王新')).toMatchObject({ role: 'clerk', officeId: 'office-370285108' })
  const wang = await desk.signIn('王新')
  const id = wang.actor.staffId
  const nowhere = await keeper.post('/desk/administration/users/staff', { id, name: '王新', role: 'mediator', officeId: '' })
  expect(await nowhere.text()).toContain('这个岗位要选一个司法所')
  await keeper.post('/desk/administration/users/staff', { id, name: '王新', role: 'agency', officeId: '' })
  expect(desk.house.world().roster.staff.find((one) => one.id === id)).toMatchObject({ role: 'agency' })
  // Whoever has another role signs in anew.
  expect((await wang.get('/desk/me')).status).toBe(303)
})

it('shows what a file of the roster would change and every bad row, and writes only what was seen', async () => {
  const send = (text: string) => bureau.post('/desk/administration/roster', { file: new File([text], 'roster.csv') })
  const bad = await send('类别,编号,身份,名称\n调解员和工作人员,s-1,chief,李四\n')
  expect(bad.status).toBe(400)
  expect(await bad.text()).toContain('不在可选的里面')
  const seen = await (await send('类别,编号,身份,名称\n调解员和工作人员,s-1,agency,李四\n')).text()
  expect(seen).toContain('新增 1，改动 0')
  expect(desk.house.world().roster.staff.some(({ name }) => name === '李四')).toBe(false)
  const key = /name="key" value="([^"]+)"/.exec(seen)?.[1] ?? ''
  expect((await bureau.post('/desk/administration/roster/take', { key })).status).toBe(303)
  expect(desk.house.world().roster.staff.some(({ name }) => name === '李四')).toBe(true)
  expect(await (await bureau.post('/desk/administration/roster/take', { key })).text()).toContain('请重新选文件')
  const file = await bureau.get('/desk/administration/roster/file.xlsx')
  expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
})

it('shows what a list of a department would change, and what each import changed, never an id', async () => {
  const page = await read(bureau, '/registry')
  const department = /<option value="([^"]+)">[^<]*民政/.exec(page)?.[1] ?? ''
  const list = '身份证号,姓名,救助类别\n370285199001011237,张三,低保\n'
  const seen = await (await bureau.post('/desk/administration/registry', { department, file: new File([list], 'list.csv') })).text()
  expect(seen).toMatch(/新列入 \d+|第 \d+ 行/)
  expect(seen).not.toContain('370285199001011237')
})

it('finds in the log who looked at what; what was said there is for the bureau alone', async () => {
  await desk.house.workbench.accounts.audit({
    at: desk.clock.at,
    actor: 'staff:staff-demo-01',
    action: 'case-seen',
    subject: { kind: 'case', id: 'case-7' },
    detail: '欠薪的事',
  })
  const found = await read(bureau, '/audit?action=looks&about=case-7')
  expect(found).toContain('演示司法所工作人员一')
  expect(found).toContain('查看案件')
  expect(found).toContain('欠薪的事')
  expect(await read(keeper, '/audit?action=looks&about=case-7')).not.toContain('欠薪的事')
  expect(await read(bureau, '/audit?action=looks&about=case-8')).toContain('没有符合的记录')
  expect(await read(bureau, '/audit?from=2026-11-24')).toContain('没有符合的记录')
  const moved = { at: desk.clock.at, actor: 'system', action: 'case-receive', subject: { kind: 'case', id: 'case-9' }, detail: '' }
  await desk.house.workbench.accounts.audit(moved)
  expect(await read(bureau, '/audit?about=case-9')).toContain('案件 收件')
  // Looking at the log is in the log.
  expect(await read(bureau, '/audit?action=audit-read')).toContain('演示系统管理员一')
})

it('puts back what was not sent or not decided, without showing a word of it', async () => {
  const { house, clock } = desk
  const said = { externalId: 'm-1', address: { channel: 'telegram', account: 'bot', chat: '9' }, sender: { id: '9', name: '赵六' } } as const
  await house.desk.accept({ role: 'villager', inbound: { ...said, content: { kind: 'text', text: '我的秘密问题' }, sentAt: clock.at } })
  await house.desk.idle()
  const [row] = await house.store.pendingOutbox((await house.store.findConversation('telegram', 'bot', '9', undefined)) ?? '')
  if (!row) throw new Error('nothing waits to be sent')
  await house.store.settle(row, { kind: 'dead', at: clock.at, error: 'channel.refused' }, undefined)
  const page = await read(keeper, '/queue')
  expect(page).toContain('channel.refused')
  expect(page).not.toContain('秘密')
  expect((await keeper.post('/desk/administration/queue', { what: 'sendings', ids: String(row.id) })).status).toBe(303)
  expect(await read(keeper, '/queue')).toContain('都发出去了')
  expect((await house.store.pendingOutbox(row.conversationId)).some(({ id }) => id === row.id)).toBe(true)
})

it('shows the doors, WeChat with the code to scan, the settings without a secret, and deletes what is over', async () => {
  await desk.house.store.remember('wechat', 'login', { state: 'scan', since: desk.clock.at, qr: 'https://login.weixin.qq.com/l/x' }, desk.clock.at)
  const doors = await read(keeper, '/doors')
  expect(doors).toContain('设 XIANGFA_TELEGRAM_TOKEN 后重启就开')
  expect(doors).toContain('等扫码')
  expect(doors).toContain('<svg')
  await desk.house.store.remember('wechat', 'login', { state: 'online', since: desk.clock.at, account: '莱西法律援助' }, desk.clock.at)
  expect(await read(keeper, '/doors/now')).toContain('莱西法律援助')
  const settings = await read(keeper, '/settings')
  expect(settings).toContain('https://fa.example.cn')
  expect(settings).not.toContain('a secret that nobody may read')
  desk.clock.at += 200 * 86_400_000
  const later = await desk.signIn('演示系统管理员一')
  expect((await later.post('/desk/administration/retention')).status).toBe(303)
  expect(await (await later.get('/desk/administration/retention')).text()).toContain('手工')
})
