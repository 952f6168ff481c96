import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../src/root.ts'
import { deskTexts } from '../../src/workbench.ts'
import { openKnowledge } from '../../src/workbench/open-knowledge.ts'
import { openDesk } from './open-desk.ts'
import type { AtDesk, TestDesk } from './open-desk.ts'

const ID = 'labour/unpaid-wages'
let desk: TestDesk
let agency: AtDesk
let clerk: AtDesk
beforeAll(async () => {
  desk = await openDesk()
  agency = await desk.signIn('演示援助中心一')
  clerk = await desk.signIn('演示司法所工作人员一')
})
afterAll(() => desk.close())

const askedByVillager = async (text: string) => {
  const { house, clock } = desk
  await house.desk.accept({
    role: 'villager',
    inbound: {
      externalId: text,
      address: { channel: 'web', account: '', chat: 'visitor' },
      sender: { id: 'visitor', name: '村民' },
      content: { kind: 'text', text },
      sentAt: clock.at,
    },
  })
  await house.desk.idle()
}

it('shows everybody who works here every answer as a villager gets it', async () => {
  const list = await (await clerk.get('/desk/knowledge')).text()
  expect(list).toContain('打工和工资')
  const found = await (await clerk.get(`/desk/knowledge?q=${encodeURIComponent('老板不给钱')}`)).text()
  expect(found).toContain(`/desk/knowledge/answer/${ID}`)
  const page = await (await clerk.get(`/desk/knowledge/answer/${ID}`)).text()
  expect(page).toContain('工钱被拖欠，先留好证据')
  expect(page).toContain('依据：《劳动合同法》第三十条')
  expect(page).toContain('帮我申请法律援助')
  expect(page).not.toContain('/desk/knowledge/edit/')
  expect((await clerk.get(`/desk/knowledge/edit/${ID}`)).status).toBe(403)
  expect((await clerk.get('/desk/knowledge/answer/labour/none')).status).toBe(404)
})

it('says in plain Chinese what is wrong with an edited answer, and keeps what was typed', async () => {
  const form = await (await agency.get(`/desk/knowledge/edit/${ID}`)).text()
  const version = /name="version" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const sent = await agency.post(`/desk/knowledge/edit/${ID}`, {
    version,
    what: 'check',
    short: '太长了'.repeat(60),
    cites: '劳动合同法 第999条',
    related: 'labour/nothing',
  })
  const page = await sent.text()
  expect(sent.status).toBe(400)
  expect(page).toContain('短答 180 个字，最多 120 个。')
  expect(page).toContain('劳动合同法一共 98 条，没有第 999 条。')
  expect(page).toContain('没有编号是“labour/nothing”的问题。')
  expect(page).toContain('劳动合同法 第999条')
  const unread = await agency.post(`/desk/knowledge/edit/${ID}`, { version, what: 'check', cites: '看劳动法' })
  expect(await unread.text()).toContain('依据这一行看不懂：看劳动法')
  const other = await agency.post(`/desk/knowledge/edit/${ID}`, { version: 'an older one', what: 'save', short: '改过的短答' })
  expect(other.status).toBe(409)
  expect(await other.text()).toContain('改过的短答')
})

it('writes an edited answer into its file only when it is kept, and only what differs', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'xiangfa-intents-')), 'intents')
  cpSync(join(root, 'intents'), folder, { recursive: true })
  const knowledge = openKnowledge(desk.house, deskTexts('knowledge'), folder)
  const before = readFileSync(join(folder, 'labour.yml'), 'utf8')
  const question = knowledge.read(ID)
  if (!question) throw new Error(ID)
  const form = { ...question.form, short: question.form.short.replace('不收费', '不要钱') }
  const draft = knowledge.draft(ID, form)
  expect(draft.kind === 'good' && draft.diff.filter(({ kind }) => kind !== 'same' && kind !== 'gap').length).toBe(2)
  expect(draft.kind === 'good' && draft.short.text).toContain('不要钱')
  expect(readFileSync(join(folder, 'labour.yml'), 'utf8')).toBe(before)
  // Tried out in a process of its own, before anything is written.
  const key = draft.kind === 'good' ? draft.key : ''
  await expect.poll(() => knowledge.effect(key).kind, { timeout: 200_000, interval: 200 }).toBe('done')
  const effect = knowledge.effect(key)
  expect(effect.kind === 'done' && effect.figures.map(({ name }) => name)).toContain('direct_precision')
  expect(await knowledge.save(agency.actor, ID, form, question.version, undefined)).toBe('saved')
  expect(readFileSync(join(folder, 'labour.yml'), 'utf8')).toBe(before.replace(question.form.short, form.short))
  // Somebody who opened the form before that writes over nothing.
  expect(await knowledge.save(agency.actor, ID, { ...form, title: '别的' }, question.version, undefined)).toBe('moved')
  rmSync(folder, { recursive: true, force: true })
}, 240_000)

it('lists what was not understood, and lets it be added to an answer or set aside', async () => {
  await askedByVillager('仓库里的老账本让虫蛀了可怎么弄')
  const page = await (await agency.get('/desk/knowledge/gaps?cause=missed')).text()
  expect(page).toContain('仓库里的老账本让虫蛀了可怎么弄')
  const id = /name="ids" value="(\d+)"/.exec(page)?.[1] ?? ''
  const edit = await (await agency.get(`/desk/knowledge/edit/${ID}?gap=${id}`)).text()
  expect(edit).toContain(`name="gap" value="${id}"`)
  expect(edit).toContain('老账本让虫蛀了')
  expect((await agency.post('/desk/knowledge/gaps', { ids: id, state: 'ignored', cause: 'missed', from: 'new' })).status).toBe(303)
  expect(await (await agency.get('/desk/knowledge/gaps?cause=missed')).text()).toContain('这里没有')
  expect(await (await agency.get('/desk/knowledge/gaps?cause=missed&state=ignored')).text()).toContain('老账本')
  expect((await clerk.get('/desk/knowledge/gaps')).status).toBe(403)
})

it('tells those who got a wrong answer what is right, as the agency would in chat', async () => {
  await askedByVillager('老板拖欠工资怎么办')
  const who = await (await agency.post('/desk/knowledge/correct', { id: ID, words: '', sent: 'form-1', what: 'list' })).text()
  expect(who).toContain('1')
  expect(await (await agency.post('/desk/knowledge/correct', { id: ID, words: '仲裁时效是一年。', sent: 'form-2', what: 'tell' })).text()).toContain(
    '老板拖欠工资怎么办',
  )
  await desk.house.desk.idle()
  const conversation = (await desk.house.store.findConversation('web', '', 'visitor', undefined)) ?? ''
  expect((await desk.house.store.transcript(conversation, 5)).at(-1)?.part?.text).toContain('仲裁时效是一年。')
})

it('shows which laws answers cite', async () => {
  const page = await (await clerk.get('/desk/knowledge/laws')).text()
  expect(page).toContain('《民法典》')
  expect(page).toContain('没有哪个回答要因为法律变动复核')
})

it('is searched also where a process serves pages alone', async () => {
  const pages = await openDesk({}, { roles: ['web'] })
  const counsel = await pages.signIn('演示顾问一')
  expect(await (await counsel.get(`/desk/knowledge?q=${encodeURIComponent('老板不给钱')}`)).text()).toContain(`/desk/knowledge/answer/${ID}`)
  await pages.close()
})
