import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDriver } from '../../src/database.ts'
import { sayAtDesk } from '../../src/say-at-desk.ts'
import type { AtDesk, TestDesk } from './open-desk.ts'
import { openDesk } from './open-desk.ts'

let desk: TestDesk
let counsel: AtDesk
beforeAll(async () => {
  desk = await openDesk()
  counsel = await desk.signIn('演示顾问一')
})
afterAll(() => desk.close())

let count = 0
/** What a villager writes on their page; everything that follows is done when it resolves. */
const tell = async (who: string, ...lines: readonly string[]) => {
  for (const text of lines) {
    count += 1
    await desk.house.desk.accept({
      role: 'villager',
      inbound: {
        externalId: `v${count}`,
        address: { channel: 'web', account: '', chat: who },
        sender: { id: who, name: '王大姐' },
        content: { kind: 'text', text },
        sentAt: desk.clock.at,
      },
    })
    await desk.house.desk.idle()
  }
}
const text = async (response: Response | Promise<Response>) => (await response).text()
const heard = async (who: string) => {
  const conversation = await desk.house.store.findConversation('web', '', who, undefined)
  return (await desk.house.store.transcript(conversation ?? '', 50)).flatMap(({ part }) => (part ? [`${part.from ?? ''}: ${part.text}`] : []))
}
const ASK = ['老板拖欠我三万块工资不给怎么办', '人工', '店埠镇东庄头村', '单位']

it('shows a waiting request without a name, and the talk with everything beside it once it is taken', async () => {
  await tell('visitor-a', ...ASK)
  const list = await text(counsel.get('/desk/talks'))
  expect(list).toContain('#1')
  expect(list).toContain('店埠镇')
  expect(list).not.toContain('王大姐')
  const card = await text(counsel.get('/desk/talks/1'))
  expect(card).not.toContain('王大姐')
  expect(card).not.toContain('三万')
  expect((await counsel.get('/desk/talks/1/lines')).status).toBe(403)
  const took = await counsel.post('/desk/talks/1/take')
  expect([took.status, took.headers.get('location')]).toEqual([303, '/desk/talks/1'])
  await desk.house.desk.idle()
  const talk = await text(counsel.get('/desk/talks/1'))
  for (const words of ['王大姐', '老板拖欠我三万块工资不给怎么办', '东庄头']) expect(talk).toContain(words)
})

it('passes words on once, however often the form is sent, also such as chat would take for a command', async () => {
  const form = { id: 'form-0001', text: '结束前先把工资条发我' }
  const said = await counsel.post('/desk/talks/1/say', form, { 'hx-request': 'true' })
  expect(said.headers.get('x-desk')).toBe('done')
  await counsel.post('/desk/talks/1/say', form, { 'hx-request': 'true' })
  await desk.house.desk.idle()
  expect((await heard('visitor-a')).filter((line) => line === '演示顾问一: 结束前先把工资条发我')).toHaveLength(1)
  expect((await desk.house.workbench.talks.byNumber(counsel.actor, 1))?.status).toBe('accepted')
})

it('counts what is unread until it is looked at', async () => {
  await tell('visitor-a', '工资条找不到了', '有转账记录行不行')
  expect(await text(counsel.get('/desk/talks'))).toContain('2条新')
  expect(await text(counsel.get('/desk/talks/1/lines'))).toContain('有转账记录行不行')
  expect(await text(counsel.get('/desk/talks'))).not.toContain('条新')
})

it('has answers of the knowledge base with their citations', async () => {
  const found = await text(counsel.get('/desk/talks/1/canned?q=欠条'))
  expect(found).toMatch(/《[^》]+》第/)
})

it('keeps notes from the person, and from whoever does not talk with them', async () => {
  await counsel.post('/desk/talks/1/note', { text: '她怕老板知道' })
  await desk.house.desk.idle()
  expect(await text(counsel.get('/desk/talks/1'))).toContain('她怕老板知道')
  expect((await heard('visitor-a')).join()).not.toContain('她怕老板知道')
  for (const name of ['演示顾问二', '演示系统管理员一', '演示司法局一', '演示网格员一', '演示调解员一']) {
    const other = await desk.signIn(name)
    for (const path of ['/desk/talks/1', '/desk/talks/1/lines', '/desk/talks/1/canned', '/desk/talks/1/files/x']) {
      const refused = await other.get(path)
      expect([name, path, refused.status]).toEqual([name, path, 403])
      expect(await refused.text()).not.toContain('王大姐')
    }
    for (const act of ['say', 'note', 'pass', 'add', 'close', 'take']) expect((await other.post(`/desk/talks/1/${act}`, { text: '我来' })).status).toBe(403)
  }
})

it('says why a colleague cannot take it over, and keeps the talk where it is', async () => {
  const page = await text(counsel.get('/desk/talks/1'))
  expect(page).toMatch(/演示顾问二（[^）]+）/)
  const refused = await counsel.post('/desk/talks/1/pass', { text: 'nobody' }, { 'hx-request': 'true' })
  expect(refused.headers.get('x-desk')).toBe('refused')
  expect((await desk.house.workbench.talks.byNumber(counsel.actor, 1))?.counselId).toBe(counsel.actor.staffId)
})

it('brings a colleague in, who reads and answers as well, and hands over to another', async () => {
  await tell('visitor-c', ...ASK)
  const number = Math.max(...(await desk.house.workbench.talks.open(counsel.actor)).map((one) => one.number))
  const [second, third] = [await desk.signIn('演示顾问十一'), await desk.signIn('演示顾问五')]
  await counsel.post(`/desk/talks/${number}/take`)
  await desk.house.desk.idle()
  expect((await second.get(`/desk/talks/${number}/lines`)).status).toBe(403)
  await counsel.post(`/desk/talks/${number}/add`, { text: second.actor.staffId })
  await desk.house.desk.idle()
  await second.post(`/desk/talks/${number}/say`, { text: '我是另一位顾问' })
  await desk.house.desk.idle()
  expect(await text(counsel.get(`/desk/talks/${number}/lines`))).toContain('我是另一位顾问')
  const passed = await counsel.post(`/desk/talks/${number}/pass`, { text: third.actor.staffId }, { 'hx-request': 'true' })
  expect([passed.headers.get('x-desk'), passed.headers.get('hx-redirect')]).toEqual(['done', '/desk/talks'])
  await desk.house.desk.idle()
  expect((await counsel.get(`/desk/talks/${number}`)).status).toBe(403)
  expect(await text(third.get(`/desk/talks/${number}`))).toContain('王大姐')
  await third.post(`/desk/talks/${number}/close`, { text: '说完了' })
})

it('loads in less than 100 kB, scripts and styles with it', async () => {
  const page = Buffer.from(await (await counsel.get('/desk/talks/1')).arrayBuffer())
  const files = [...page.toString('utf8').matchAll(/\/desk\/assets\/[^"]+/g)].map(([path]) => path)
  let bytes = gzipSync(page).length
  for (const path of files) {
    const response = await desk.app.request(path, { headers: { 'accept-encoding': 'gzip' } })
    expect([path, response.headers.get('content-encoding')]).toEqual([path, 'gzip'])
    bytes += (await response.arrayBuffer()).byteLength
  }
  expect(files.length).toBeGreaterThan(2)
  expect(bytes).toBeLessThan(100_000)
})

it('takes the day of the next look in chat as well: 回访', async () => {
  const say = sayAtDesk(desk.house)
  const said = async (words: string) => {
    const answer = await say(counsel.actor, { kind: 'text', text: words }, `chat-${words}`)
    return answer.kind === 'done' ? answer.text : answer.kind
  }
  expect(await said('回访 #1 昨天')).toContain('哪天回访')
  expect(await said('回访 #1 12月5日 问钱到账没有')).toContain('2026年12月5日')
})

it('closes with a conclusion for the person and a day of the next look', async () => {
  expect((await counsel.post('/desk/talks/1/close', { text: ' ' }, { 'hx-request': 'true' })).headers.get('x-desk')).toBe('refused')
  const closed = await counsel.post('/desk/talks/1/close', { text: '先去镇上做调解，带转账记录', on: '2026-11-25' }, { 'hx-request': 'true' })
  expect(closed.headers.get('hx-redirect')).toBe('/desk/talks')
  await desk.house.desk.idle()
  expect((await heard('visitor-a')).join()).toContain('先去镇上做调解，带转账记录')
  desk.clock.at = Date.parse('2026-11-25T09:00:30+08:00')
  await desk.house.desk.sweep()
  await desk.house.desk.idle()
  const conversation = await desk.house.store.findConversation('web', 'desk', 'counsel:counsel-demo-01', undefined)
  const { lines } = await desk.house.workbench.talks.lines(conversation ?? '', desk.clock.at, 20)
  expect(lines.map((line) => line.text).join()).toContain('今天该回访 #1')
})

it('shows an office what waits in its towns, and never what is said', async () => {
  await tell('visitor-b', ...ASK)
  const number = Math.max(...(await desk.house.workbench.talks.open(counsel.actor)).map((one) => one.number))
  const [own, other] = [await desk.signIn('演示司法所工作人员一'), await desk.signIn('演示司法所工作人员二')]
  expect(await text(own.get('/desk/talks'))).toContain(`#${number}`)
  expect(await text(other.get('/desk/talks'))).not.toContain(`#${number}`)
  expect((await other.get(`/desk/talks/${number}`)).status).toBe(403)
})

it('writes down who looked at whose talk', async () => {
  const driver = openDriver(desk.house.config)
  const rows = await driver.all(`SELECT "actor","subjectKind" FROM "AuditRow" WHERE "action" = 'conversation-seen'`, [])
  await driver.close()
  expect(rows.map(({ actor, subjectKind }) => `${actor} ${subjectKind}`)).toEqual([
    'counsel:counsel-demo-01 handoff',
    'counsel:counsel-demo-01 handoff',
    'counsel:counsel-demo-05 handoff',
  ])
})
