import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountIdOf } from '../../src/core/actor.ts'
import { newSetUpLink } from '../../src/workbench/set-up-link.ts'
import { openDesk } from './open-desk.ts'
import type { TestDesk } from './open-desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const send = (path: string, form: Readonly<Record<string, string>>) =>
  desk.app.request(path, { method: 'POST', body: new URLSearchParams(form), headers: { 'sec-fetch-site': 'same-origin' } })

it('makes one administrator by the newest link, and gives no link once there is one', async () => {
  const { house } = desk
  const older = (await newSetUpLink(house)) ?? ''
  const link = (await newSetUpLink(house)) ?? ''
  expect((await desk.app.request(older)).status).toBe(410)
  expect((await send(link, { name: '演示司法局一' })).status).toBe(400)
  const begun = await send(link, { name: '姜管理' })
  expect(begun.headers.get('location')).toMatch(/^\/desk\/join\//)
  expect((await send(link, { name: '另一个' })).status).toBe(410)
  const token = (begun.headers.get('location') ?? '').split('/').at(-1) ?? ''
  await house.workbench.accounts.join(token, { password: 'hash', secret: 'A'.repeat(32) }, desk.clock.at)
  expect(await newSetUpLink(house)).toBeUndefined()
})

it('removes the demonstration county with one button, for a real administrator alone', async () => {
  const [demo, real] = [await desk.signIn('演示系统管理员一'), await desk.signIn('姜管理')]
  expect((await (await desk.signIn('演示司法局一')).get('/desk/set-up')).status).toBe(403)
  expect(await (await real.get('/desk/set-up')).text()).toContain('清除演示数据')
  expect((await real.post('/desk/set-up/demo')).status).toBe(303)
  const { roster } = desk.house.world()
  expect([roster.villages.length, roster.counsel.length, roster.staff.map(({ name }) => name)]).toEqual([0, 0, ['姜管理']])
  expect((await demo.get('/desk/me')).status).toBe(303)
  const page = await (await real.get('/desk/set-up')).text()
  expect(page).not.toContain('清除演示数据')
  expect(page).toContain('还剩 5 步')
})

it('fills every town and village of a county by the official codes, and says which row is wrong', async () => {
  const real = await desk.signIn('姜管理')
  const wrong = await real.post('/desk/set-up/row', { kind: 'county', county: '莱西市', code: '37028' })
  expect([wrong.status, (await wrong.text()).includes('要统计代码')]).toEqual([400, true])
  await real.post('/desk/set-up/row', { kind: 'county', county: '莱西市', code: '370285' })
  expect((await real.post('/desk/set-up/fill')).status).toBe(303)
  expect(desk.house.world().roster.villages.length).toBeGreaterThan(100)
  const counsel = { kind: 'counsel', counsel: '于律师', firm: '某所', licence: '1', villages: '370285108', duty: 'always' }
  expect(await (await real.post('/desk/set-up/row', counsel)).text()).toContain('时间写成')
  expect(accountIdOf(real.actor)).toMatch(/^staff:/)
})
