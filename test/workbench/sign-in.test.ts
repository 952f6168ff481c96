import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeAt } from '../../src/adapters/workbench/sign-in/one-time-code.ts'
import { openDesk } from './open-desk.ts'
import type { TestDesk } from './open-desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const PASSWORD = 'correct horse battery'
const post = (path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  desk.app.request(path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
  })
const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
const invite = async (id: string, token: string) => {
  await desk.house.workbench.accounts.invite(id, token, desk.clock.at, desk.clock.at + 86_400_000)
  return `/desk/join/${token}`
}

it('sends whoever is not signed in to the sign-in page, whatever they ask for', async () => {
  for (const path of ['/desk', '/desk/me', '/desk/cases/1', '/desk/nothing']) {
    const response = await desk.app.request(path)
    expect([path, response.status, response.headers.get('location')]).toEqual([path, 303, '/desk/sign-in'])
    expect(await response.text()).toBe('')
  }
  const piece = await desk.app.request('/desk/me', { headers: { 'hx-request': 'true' } })
  expect([piece.status, piece.headers.get('hx-redirect')]).toEqual([204, '/desk/sign-in'])
  expect((await post('/desk/sign-out', {})).headers.get('location')).toBe('/desk/sign-in')
})

it('lets a clerk choose a password by an invitation, once, and sign in with it', async () => {
  const path = await invite('staff:staff-demo-01', 'token-of-a-clerk')
  expect(await (await desk.app.request(path)).text()).toContain('演示司法所工作人员一')
  expect((await post(path, { password: 'short', again: 'short' })).status).toBe(400)
  const joined = await post(path, { password: PASSWORD, again: PASSWORD })
  expect([joined.status, joined.headers.get('location')]).toEqual([303, '/desk'])
  expect((await desk.app.request(path)).status).toBe(410)
  const wrong = await post('/desk/sign-in', { name: '演示司法所工作人员一', password: 'something else' })
  expect(wrong.status).toBe(400)
  const right = await post('/desk/sign-in', { name: 'staff-demo-01', password: PASSWORD })
  const cookie = right.headers.get('set-cookie') ?? ''
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
  const me = await (await desk.app.request('/desk/me', { headers: { cookie: cookieOf(right) } })).text()
  expect(me).toContain('演示司法所工作人员一')
})

it('wants a one-time code of those who see the whole county, and takes each once', async () => {
  const path = await invite('staff:staff-demo-04', 'token-of-the-bureau')
  const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(await (await desk.app.request(path)).text())?.[1] ?? ''
  const code = () => codeAt(secret, Math.floor(desk.clock.at / 30_000))
  expect((await post(path, { password: PASSWORD, again: PASSWORD, secret, code: '000000' })).status).toBe(400)
  expect((await post(path, { password: PASSWORD, again: PASSWORD, secret, code: code() })).status).toBe(303)
  const form = { name: '演示司法局一', password: PASSWORD }
  expect((await post('/desk/sign-in', form)).status).toBe(400)
  desk.clock.at += 60_000
  const used = code()
  expect((await post('/desk/sign-in', { ...form, code: used })).status).toBe(303)
  expect((await post('/desk/sign-in', { ...form, code: used })).status).toBe(400)
})

it('lets an account wait after wrong tries, also for the right password', async () => {
  await post(await invite('staff:staff-demo-05', 'token-of-another'), { password: PASSWORD, again: PASSWORD })
  for (let tries = 0; tries < 5; tries += 1) await post('/desk/sign-in', { name: 'staff-demo-05', password: 'wrong' })
  expect((await post('/desk/sign-in', { name: 'staff-demo-05', password: PASSWORD })).status).toBe(429)
  desk.clock.at += 61_000
  expect((await post('/desk/sign-in', { name: 'staff-demo-05', password: PASSWORD })).status).toBe(303)
})

it('refuses a form that another site sends, and one without the proof', async () => {
  const clerk = await desk.signIn('演示司法所工作人员一')
  expect((await clerk.post('/desk/me/end', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await clerk.post('/desk/me/end', { proof: 'guessed' })).status).toBe(403)
  expect((await clerk.get('/desk/me')).status).toBe(200)
})

it('signs out one device, or all of them', async () => {
  const [phone, computer] = [await desk.signIn('演示援助中心一'), await desk.signIn('演示援助中心一')]
  const other = /name="session" value="([^"]+)"/.exec(await (await phone.get('/desk/me')).text())?.[1] ?? ''
  await phone.post('/desk/me/end', { session: other })
  expect((await computer.get('/desk/me')).status).toBe(303)
  const third = await desk.signIn('演示援助中心一')
  await phone.post('/desk/me/end')
  expect([(await phone.get('/desk/me')).status, (await third.get('/desk/me')).status]).toEqual([303, 303])
})

it('counts one-time codes as the standard does', () => {
  // RFC 6238, appendix B, SHA-1: the last six figures.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const at = (seconds: number) => codeAt(secret, Math.floor(seconds / 30))
  expect([at(59), at(1_111_111_109), at(1_234_567_890), at(20_000_000_000)]).toEqual(['287082', '081804', '005924', '353130'])
})

it('lets an open page that asks by itself keep nobody signed in', async () => {
  const clerk = await desk.signIn('演示援助中心一')
  for (let minutes = 0; minutes < 130; minutes += 10) {
    desk.clock.at += 600_000
    await clerk.get('/desk/talks/list', { 'hx-request': 'true' })
  }
  expect((await clerk.get('/desk/talks')).headers.get('location')).toBe('/desk/sign-in')
})

it('ends a sign-in that is not used, sooner for who sees the county', async () => {
  const [clerk, bureau] = [await desk.signIn('演示司法所工作人员一'), await desk.signIn('演示司法局一')]
  desk.clock.at += 2 * 3_600_000 + 1_000
  expect([(await clerk.get('/desk/me')).status, (await bureau.get('/desk/me')).status]).toEqual([200, 303])
  desk.clock.at += 12 * 3_600_000 + 1_000
  expect((await clerk.get('/desk/me')).status).toBe(303)
})

it("sends a code to the person's own chat, which signs in once; who sees the county needs the phone as well", async () => {
  const codes = async (role: string, name: string) => {
    await desk.house.desk.sweep()
    await desk.house.desk.idle()
    const conversation = await desk.house.store.findConversation('console', '', `${role}:${name}`, undefined)
    const { lines } = await desk.house.workbench.talks.lines(conversation ?? '', desk.clock.at, 20)
    return lines.flatMap((line) => /验证码：(\d{6})/.exec(line.text)?.[1] ?? [])
  }
  const name = '演示网格员一'
  const [known, unknown] = [await post('/desk/sign-in/chat', { name }), await post('/desk/sign-in/chat', { name: '没有这个人' })]
  expect((await known.text()).replaceAll(name, '')).toBe((await unknown.text()).replaceAll('没有这个人', ''))
  await post('/desk/sign-in/chat', { name })
  const [code = '', ...more] = await codes('grid-worker', name)
  expect(more).toEqual([])
  expect((await post('/desk/sign-in/chat/code', { name, code: code === '000000' ? '111111' : '000000' })).status).toBe(400)
  const right = await post('/desk/sign-in/chat/code', { name, code })
  expect([right.status, right.headers.get('location')]).toEqual([303, '/desk'])
  expect((await post('/desk/sign-in/chat/code', { name, code })).status).toBe(400)
  await post('/desk/sign-in/chat', { name: '演示系统管理员一' })
  const [strict = ''] = await codes('administrator', '演示系统管理员一')
  expect((await post('/desk/sign-in/chat/code', { name: '演示系统管理员一', code: strict })).status).toBe(400)
})

it('gives a code that binds a chat, as chat itself would', async () => {
  for (const name of ['演示司法局一', '演示系统管理员一', '演示矫正人员一', '演示调解员一', '演示顾问二', '演示网格员一']) {
    const said = await (await (await desk.signIn(name)).post('/desk/me/bind')).text()
    expect([name, /绑定码：[\d ]{12,}/.test(said)]).toEqual([name, true])
  }
})
