import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FlowState } from '../../src/core/flow-state.ts'
import { declaredSteps, isSensitive, REVIEW, stepOf } from '../../src/flow/index.ts'
import type { Flow } from '../../src/flow/index.ts'
import { root } from '../../src/root.ts'
import { answerTo } from './answer-step.ts'
import { linkIn, openDoors, somebody } from './open-doors.ts'
import type { Browser, Doors } from './open-doors.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const MOST = 150

/** Where a person's form stands. */
const stateOf = async (who: string): Promise<FlowState | undefined> => {
  const { store, clock } = doors.house
  const conversationId = (await store.findConversation('telegram', '', who, undefined)) ?? ''
  const body = { kind: 'internal', event: { kind: 'notice', class: 'notice', parts: [] } } as const
  return (await store.load({ id: 0, conversationId, attempts: 0, receivedAt: 0, body }, clock.now())).run?.state
}

const yes = { kind: 'choice', value: 'yes', label: '是' } as const

/** Fills in a whole form: at the network's door what may pass there, on the page what may not. Gives what must never be seen at the door. */
const fillIn = async (flow: Flow, who: string): Promise<{ readonly secrets: readonly string[]; readonly links: number; readonly ended: boolean }> => {
  const secrets: string[] = []
  let page: Browser | undefined
  let links = 0
  let last = await doors.say('telegram', who, { kind: 'choice', value: `flow:${flow.id}`, label: flow.title })
  for (let turns = 0; turns < MOST; turns += 1) {
    const state = await stateOf(who)
    if (!state) return { secrets, links, ended: true }
    const step = stepOf(flow, state.step)
    const answer = state.echo ? { content: yes, secret: '' } : step ? answerTo(step, state.answers) : undefined
    if (isSensitive(flow, state)) {
      if (!page) {
        const link = linkIn(last)
        expect(link, `${flow.id} ${state.step}: a link instead of the question`).not.toBe('')
        // The question itself does not stand at the door.
        if (step) expect(last.map((one) => one.part.text).join('\n')).not.toContain(step.ask.split('\n')[0])
        page = doors.browser()
        expect(await page.open(link)).toBe(303)
        links += 1
      }
      if (step?.sensitive && answer && answer.secret.length >= 4) secrets.push(answer.secret)
      const before = doors.heard.length
      if (state.step === REVIEW) await page.say({ value: 'submit', label: '没错，提交' })
      else if (answer?.content.kind === 'text') await page.say(answer.content.text)
      else if (answer?.content.kind === 'choice') await page.say({ value: answer.content.value, label: answer.content.label })
      last = doors.heard.slice(before)
      continue
    }
    // The stretch is over: the door has asked the next question by itself.
    if (page && step) expect(last.map((one) => one.part.text).join('\n'), `${flow.id} ${state.step}: asked at the door`).toContain('接着填')
    page = undefined
    last = await doors.say('telegram', who, state.step === REVIEW ? { kind: 'choice', value: 'submit', label: '没错，提交' } : (answer?.content ?? yes))
  }
  return { secrets, links, ended: false }
}

const names = readdirSync(join(root, 'flows'))
  .filter((name) => name.endsWith('.yml'))
  .map((name) => name.slice(0, -4))

describe('a form at a door that must not carry sensitive data', () => {
  it.each(names)('%s: sensitive questions are asked and answered on the page only', async (name) => {
    const flow = doors.house.world().flows.get(name)
    if (!flow) throw new Error(`no form ${name}`)
    const who = somebody()
    const { secrets, links, ended } = await fillIn(flow, who)
    if (flow.for === 'villager') expect(ended, 'comes to its end').toBe(true)
    const sensitive = declaredSteps(flow).filter((step) => step.sensitive)
    if (sensitive.length === 0) expect(links).toBe(0)
    if (name === 'legal-aid-application') expect(links).toBeGreaterThan(0)
    const seen = doors.heard.filter((one) => one.door.chat === who)
    expect(seen.some((one) => one.part.sensitive)).toBe(false)
    const words = seen.map((one) => one.part.text).join('\n')
    for (const secret of secrets) expect(words).not.toContain(secret)
    expect(words).not.toMatch(/\{\w+\}|undefined|\[object/)
  })

  it('has marked every number of an identity document as sensitive', () => {
    const open = [...doors.house.world().flows.values()].flatMap((flow) =>
      declaredSteps(flow)
        .filter(({ field, sensitive }) => (field.kind === 'resident-id' || field.kind === 'document-number') && !sensitive)
        .map((step) => `${flow.id} ${step.id}`),
    )
    expect(open).toEqual([])
  })
})

describe('in production without an address of the page', () => {
  it('the person is sent to the office in plain words, and what was filled in is kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiangfa-key-'))
    const key = join(folder, 'key')
    writeFileSync(key, 'ab'.repeat(32))
    const production = await openDoors({ XIANGFA_MODE: 'production', XIANGFA_KEY_FILE: key })
    try {
      const who = somebody()
      let said = ''
      for (const line of ['申请法律援助', '同意', '给我自己', '王小明'])
        said = (await production.say('telegram', who, line)).map((one) => one.part.text).join('\n')
      expect(said).toContain('不能在这里发')
      expect(said).toContain('前面填的都存着')
      expect(said).toContain('司法所')
      expect(said).toContain('12348')
      expect(said).not.toMatch(/https?:|undefined|\{\w+\}|单独同意/)
      // Typed all the same it is not taken for an answer, and the way back is said again.
      const typed = (await production.say('telegram', who, '370285199001011238')).map((one) => one.part.text).join('\n')
      expect(typed).toContain('不能在这里发')
      const asked = (await production.say('telegram', who, '老板拖欠我三万块工资不给怎么办')).map((one) => one.part.text).join('\n')
      expect(asked).toContain('依据：')
    } finally {
      await production.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the link', () => {
  /** Somebody who stands before the first sensitive question of an application. */
  const atConsent = async () => {
    const who = somebody()
    await doors.say('telegram', who, '申请法律援助')
    const flow = doors.house.world().flows.get('legal-aid-application')
    let last: Awaited<ReturnType<Doors['say']>> = []
    for (let turns = 0; turns < MOST && flow; turns += 1) {
      const state = await stateOf(who)
      if (!state || isSensitive(flow, state)) break
      const step = stepOf(flow, state.step)
      last = await doors.say('telegram', who, state.echo || !step ? yes : answerTo(step, state.answers).content)
    }
    return { who, link: linkIn(last) }
  }

  it('works once, and is not used up by a look at it', async () => {
    const { link } = await atConsent()
    const mine = doors.browser()
    expect(await mine.open(link)).toBe(303)
    expect((await mine.lines()).at(-1)?.text).toContain('单独同意')
    expect(await doors.browser().open(link)).toBe(410)
  })

  it('is over after half an hour, and 继续 gives a new one', async () => {
    const { who, link } = await atConsent()
    doors.pass(31 * 60_000)
    expect(await doors.browser().open(link)).toBe(410)
    const again = linkIn(await doors.say('telegram', who, '继续'))
    expect(again).not.toBe(link)
    expect(await doors.browser().open(again)).toBe(303)
  })

  it('cannot be guessed, and leaves what the browser had before untouched', async () => {
    const shared = doors.browser()
    await shared.say('邻居盖房挡了俺家的光')
    expect(await shared.open('https://fa.example.cn/in/AAAAAAAAAAAAAAAAAAAAAA')).toBe(410)
    expect((await shared.lines())[0]?.text).toContain('邻居盖房')
    const { link } = await atConsent()
    await shared.open(link)
    expect((await shared.lines()).map((line) => line.text).join()).not.toContain('邻居盖房')
  })

  it('is given again for words that are no command, which are not taken for an answer; a question is answered in the chat', async () => {
    const { who } = await atConsent()
    const state = await stateOf(who)
    const answered = await doors.say('telegram', who, '370285199001011238')
    expect(linkIn(answered)).not.toBe('')
    expect((await stateOf(who))?.answers).toEqual(state?.answers)
    const asked = await doors.say('telegram', who, '老板拖欠我三万块工资不给怎么办')
    expect(asked.map((one) => one.part.text).join('\n')).toContain('依据：')
    expect((await doors.say('telegram', who, '暂停')).map((one) => one.part.text).join('\n')).toContain('先放着')
  })

  it('lets nobody read in a history what was answered on the page', async () => {
    const { who, link } = await atConsent()
    const page = doors.browser()
    await page.open(link)
    await page.say({ value: 'yes', label: '同意' })
    await page.say('370285199001011238')
    const { store, clock } = doors.house
    const conversationId = (await store.findConversation('telegram', '', who, undefined)) ?? ''
    const event = { kind: 'claimed', handoffId: 'h', number: 1, counselId: 'c', counselName: '' } as const
    const { history } = await store.load({ id: 0, conversationId, attempts: 0, receivedAt: 0, body: { kind: 'internal', event } }, clock.now())
    expect(history.length).toBeGreaterThan(0)
    expect(history.map((line) => line.text).join('\n')).not.toContain('370285199001011238')
  })
})
