import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseFile } from '../../src/database.ts'
import { apply, heardBy } from './apply.ts'
import { openDesk } from './open-desk.ts'
import type { AtDesk, TestDesk } from './open-desk.ts'

let desk: TestDesk
let clerk: AtDesk
let other: AtDesk
let agency: AtDesk
let id = ''
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.signIn('演示司法所工作人员一')
  other = await desk.signIn('演示司法所工作人员二')
  agency = await desk.signIn('演示援助中心一')
  id = await apply(desk, 'villager-of-a-case-0001')
})
afterAll(() => desk.close())

const page = async (who: AtDesk, path: string): Promise<string> => (await who.get(path)).text()

it('shows a new application to its own office with its last day, and to no other', async () => {
  const list = await page(clerk, '/desk/cases')
  expect(list).toContain('王小明')
  expect(list).toContain('11月24日 周二（还剩1天）')
  expect(await page(other, '/desk/cases?whose=all')).not.toContain('王小明')
  expect((await other.get(`/desk/cases/${id}`)).status).toBe(403)
  expect((await other.post(`/desk/cases/${id}/moves/receive`)).status).toBe(403)
})

it('finds a case by name and leaves a filter that finds nothing with what to do', async () => {
  expect(await page(clerk, '/desk/cases?whose=all&q=王小明')).toContain('共 1 件')
  expect(await page(clerk, '/desk/cases?whose=all&q=没有的人')).toContain('换个条件')
  expect(await page(clerk, '/desk/cases?view=board&whose=all')).toContain('已提交')
})

it('shows a case with what was filled in, who may do what next, and writes down who looked', async () => {
  const shown = await page(clerk, `/desk/cases/${id}`)
  for (const text of ['工头老王', '收件', '转出', '审查决定', '11月30日 周一', '第十二、十三条']) expect(shown).toContain(text)
  expect(shown).not.toContain('>给予<')
  const looked = new Database(databaseFile(desk.house.config), { readonly: true })
    .prepare(`SELECT "actor" FROM "AuditRow" WHERE "action" = 'case-seen' AND "subjectId" = ?`)
    .all(id)
  expect(looked).toEqual([{ actor: 'staff:staff-demo-01' }])
})

it('shows the paper and the words before a move is made, and makes it as the chat would', async () => {
  const before = await (await clerk.post(`/desk/cases/${id}/outlook/receive`, {}, { 'hx-request': 'true' })).text()
  expect(before).toContain('接收凭证')
  expect(before).toContain('会告诉申请人')
  expect(await page(clerk, `/desk/cases/${id}`)).not.toContain('已收件')
  const made = await clerk.post(`/desk/cases/${id}/moves/receive`, { id: 'form-1' })
  expect([made.status, made.headers.get('location')]).toEqual([303, `/desk/cases/${id}`])
  expect(await page(clerk, `/desk/cases/${id}`)).toContain('已收件')
  expect(await heardBy(desk, 'villager-of-a-case-0001')).toContain('收下了')
})

it('keeps what was typed where a move cannot be made, with what would make it possible', async () => {
  const refused = await clerk.post(`/desk/cases/${id}/moves/ask-supplement`, { id: 'form-2', items: '考勤表\n工友证言', due: '2026-11-01' })
  expect(refused.status).toBe(409)
  const shown = await refused.text()
  expect(shown).toContain('今天以后的期限')
  expect(shown).toContain('工友证言')
  const made = await clerk.post(`/desk/cases/${id}/moves/ask-supplement`, { id: 'form-3', items: '考勤表\n工友证言', due: '2026-12-01' })
  expect(made.status).toBe(303)
  expect(await heardBy(desk, 'villager-of-a-case-0001')).toContain('2 工友证言')
})

it('makes a form that is sent twice once', async () => {
  const again = await clerk.post(`/desk/cases/${id}/moves/ask-supplement`, { id: 'form-3', items: '考勤表', due: '2026-12-01' })
  expect(again.status).toBe(303)
  expect((await desk.house.workbench.cases.find(id))?.events.filter(({ move }) => move === 'ask-supplement')).toHaveLength(1)
})

it('goes on to the agency, which grants with a paper to read, and gives several cases to counsel at once', async () => {
  await clerk.post(`/desk/cases/${id}/moves/supplement`, { id: 'form-4', items: '考勤表' })
  await clerk.post(`/desk/cases/${id}/moves/transfer`, { id: 'form-5', reason: '材料齐全\n请审查' })
  const grant = await agency.post(`/desk/cases/${id}/moves/grant`, { id: 'form-6' })
  expect(grant.status).toBe(303)
  const seq = (await desk.house.workbench.cases.find(id))?.events.at(-1)?.seq
  expect(await page(agency, `/desk/cases/${id}/papers/${seq}/grant-decision`)).toContain('决定给予法律援助')
  const pdf = await agency.get(`/desk/cases/${id}/papers/${seq}/grant-decision.pdf`)
  expect([pdf.headers.get('content-type'), (await pdf.text()).slice(0, 5)]).toEqual(['application/pdf', '%PDF-'])
  const proposals = await (await agency.post('/desk/cases/assign', { [`case-${id}`]: '1' })).text()
  const counsel = new RegExp(`name="counsel-${id}".*?<option value="([^"]+)" selected`, 's').exec(proposals)?.[1] ?? ''
  expect(counsel).not.toBe('')
  const done = await agency.post('/desk/cases/assign/all', { id: 'form-7', [`counsel-${id}`]: counsel })
  expect(await done.text()).toContain('已指派')
  expect((await clerk.post('/desk/cases/assign', {})).status).toBe(403)
})

it('tells the applicant what somebody of the case writes, and keeps it with the case', async () => {
  await agency.post(`/desk/cases/${id}/tell`, { id: 'form-8', reason: '明天上午带身份证来' })
  expect(await heardBy(desk, 'villager-of-a-case-0001')).toContain('明天上午带身份证来')
  expect(await page(agency, `/desk/cases/${id}`)).toContain('明天上午带身份证来')
})

it('asks the registers for the agency and for nobody who does not decide', async () => {
  const counsel = await desk.signIn('演示顾问一')
  expect((await counsel.post(`/desk/cases/${id}/registers`, { id: 'form-9' })).status).toBe(403)
  const asked = await agency.post(`/desk/cases/${id}/registers`, { id: 'form-10' })
  expect(asked.status).toBe(303)
  const rows = new Database(databaseFile(desk.house.config), { readonly: true })
    .prepare(`SELECT "action" FROM "AuditRow" WHERE "action" = 'screening-asked'`)
    .all()
  expect(rows).toHaveLength(1)
  expect(await page(agency, `/desk/cases/${id}`)).toContain('部门登记核对')
  expect(await page(await desk.signIn('演示司法局一'), `/desk/cases/${id}`)).not.toContain('部门登记核对')
})
