import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPdf } from '../document/office.ts'
import { apply, villagerSays } from './apply.ts'
import { openDesk } from './open-desk.ts'
import type { TestDesk } from './open-desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
  await apply(desk, 'villager-of-the-figures')
  await villagerSays(desk, 'villager-who-asks-for-two', ['人工', '店埠镇东庄头村', '没有对方', '宅基地'])
})
afterAll(() => desk.close())

it('shows the bureau each picture with its numbers and what they count', async () => {
  const bureau = await desk.signIn('演示司法局一')
  const shown = await (await bureau.get('/desk/figures?month=2026-11')).text()
  for (const text of ['各镇比较', '店埠镇', '接单率', '网上提交以本人确认提交为准', '收到申请', 'data-chart', '2026年11月']) expect(shown).toContain(text)
  expect(await (await bureau.get('/desk/figures?month=2026-02')).text()).toContain('这段时间还没有数据')
})

it('gives the same numbers as a workbook and as a bulletin of one page', async () => {
  const bureau = await desk.signIn('演示司法局一')
  const sheet = await bureau.get('/desk/figures/sheet?month=2026-11')
  expect(sheet.headers.get('content-disposition')).toContain('.xlsx')
  expect(new TextDecoder('latin1').decode((await sheet.arrayBuffer()).slice(0, 2))).toBe('PK')
  const bulletin = await bureau.get('/desk/figures/bulletin?month=2026-11')
  const pdf = new TextDecoder('latin1').decode(await bulletin.arrayBuffer())
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)
})

it.skipIf(!existsSync('/usr/bin/pdftotext'))('says in the bulletin what the page says, on a numbered page', async () => {
  const bureau = await desk.signIn('演示司法局一')
  const bulletin = await bureau.get('/desk/figures/bulletin?month=2026-11')
  const { text, pages } = readPdf(new Uint8Array(await bulletin.arrayBuffer()))
  for (const words of ['莱西市公共法律服务月报', '2026年11月', '店埠镇', '第 1 页，共 1 页']) expect(text).toContain(words)
  expect(text).toMatch(/收到申请\s+1件/)
  expect(pages).toBe(1)
})

it('shows the head of an office their own town by village, and a clerk nothing', async () => {
  const head = await desk.signIn('演示司法所所长一')
  const shown = await (await head.get('/desk/figures?month=2026-11')).text()
  expect(shown).toContain('各村比较')
  expect((await (await desk.signIn('演示司法所工作人员一')).get('/desk/figures')).status).toBe(403)
})
