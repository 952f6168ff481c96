import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { handIn } from '../../src/adapters/console/talk.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { readConfig } from '../../src/config.ts'
import type { Part } from '../../src/core/message.ts'
import { openHouse } from '../../src/wire.ts'
import { loadBase } from '../../src/world.ts'
import { openStubEndpoint, says } from './stub-endpoint.ts'
import type { StubEndpoint } from './stub-endpoint.ts'

const base = loadBase(createPinoLog('error'))
let stub: StubEndpoint
const closing: (() => Promise<void>)[] = []
// What intents/ teaches is learnt first where it is not stored: that may take minutes.
beforeAll(async () => {
  stub = await openStubEndpoint()
  await base
}, 300_000)
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(() => stub.close())

/** A house that asks the stub, as if it stood where `outside` says. */
const openHome = async (outside?: { readonly processor: string; readonly purpose: string; readonly version: string }) => {
  const data = mkdtempSync(join(tmpdir(), 'xiangfa-second-'))
  const config = readConfig({ XIANGFA_LLM_URL: stub.url, XIANGFA_LLM_MODEL: 'small' })
  if (!config.languageModel) throw new Error('no model')
  const languageModel = outside ? { ...config.languageModel, outside } : config.languageModel
  const house = await openHouse({ ...config, languageModel, data, log: 'silent' }, { base: await base, clock: { now: () => Date.UTC(2026, 10, 23, 2) } })
  const heard: Part[] = []
  house.console.listen({ hears: () => true, show: ({ part }) => void heard.push(part) })
  await house.start()
  closing.push(async () => {
    await house.close()
    rmSync(data, { recursive: true, force: true })
  })
  return {
    house,
    /** How often a second opinion was asked for, whatever came of it. */
    asked: async () =>
      [...(await house.metrics.text()).matchAll(/^xiangfa_second_opinions_total\{.*\} (\d+)$/gm)].reduce((sum, one) => sum + Number(one[1]), 0),
    async say(text: string, name = '张大爷'): Promise<readonly Part[]> {
      heard.length = 0
      await handIn(house.talk, { kind: 'text', id: 1, speaker: { role: 'villager', name }, text })
      await house.desk.idle()
      return [...heard]
    },
  }
}
const labels = (parts: readonly Part[]) => parts.flatMap((part) => part.choices ?? []).map(({ label }) => label)
const text = (parts: readonly Part[]) => parts.map((part) => part.text).join('\n')

/** Something that the matcher alone offers readings of. */
const VAGUE = '那个补偿的钱村里跟公司都说不管，我电话13800138000'

describe('with a model on this machine', () => {
  it('its pick stands first among the readings; what it gets is masked; nothing of its own words is said', async () => {
    const home = await openHome()
    const before = stub.asked.length
    stub.behave = says('{"id": null, "say": "您一定能赢"}')
    const alone = await home.say(VAGUE)
    expect(stub.asked.length).toBe(before + 1)
    const body = stub.asked.at(-1)?.body ?? ''
    expect(body).not.toContain('13800138000')
    expect(text(alone)).not.toContain('一定能赢')
    const { messages } = z.object({ messages: z.array(z.object({ content: z.string() })) }).parse(JSON.parse(body))
    const offered = [...(messages[0]?.content ?? '').matchAll(/^([a-z-]+\/[a-z0-9-]+): (.+)$/gmu)].map((match) => ({
      id: match[1] ?? '',
      title: match[2] ?? '',
    }))
    expect(offered.length).toBeGreaterThan(1)
    const last = offered.at(-1)
    stub.behave = says(JSON.stringify({ id: last?.id }))
    const picked = await home.say(VAGUE, '李大娘')
    expect(labels(picked)[0]).toBe(last?.title)
    expect(await home.house.metrics.text()).toContain('xiangfa_second_opinions_total{result="pick"} 1')
  })

  it('it is not asked of a clear question, a command, a form, or danger', async () => {
    const home = await openHome()
    const before = stub.asked.length
    for (const line of ['老板拖欠我三万块工资不给怎么办', '人工', '跳过', '申请法律援助', '嗯嗯那个', '有人拿刀要杀我']) await home.say(line)
    expect(stub.asked.length).toBe(before)
  })
})

describe('with a model elsewhere', () => {
  const outside = { processor: '某某科技', purpose: '听懂您问的是哪一类事', version: '2026-11' }

  it('nothing goes there before the person agreed; they are asked once, and may take it back', async () => {
    const home = await openHome(outside)
    stub.behave = says('{"id": null}')
    const before = stub.asked.length
    const first = await home.say(VAGUE)
    expect(text(first)).toContain('发给某某科技，只用来听懂您问的是哪一类事')
    expect(text(await home.say(VAGUE))).not.toContain('某某科技')
    expect(stub.asked.length).toBe(before)
    expect(text(await home.say('同意发送'))).toContain('不同意发送')
    expect(await home.asked()).toBe(0)
    await home.say(VAGUE)
    expect(await home.asked()).toBe(1)
    await home.say('不同意发送')
    await home.say(VAGUE)
    expect(await home.asked()).toBe(1)
  })
})

describe('the settings', () => {
  const model = { XIANGFA_LLM_MODEL: 'small' }

  it('refuse an address elsewhere unless processor, purpose and consent are named', () => {
    const url = { XIANGFA_LLM_URL: 'https://llm.example.com/v1' }
    expect(() => readConfig({ ...url, ...model })).toThrow(/XIANGFA_LLM_PROCESSOR, XIANGFA_LLM_PURPOSE, XIANGFA_LLM_CONSENT/)
    expect(() => readConfig({ ...url, ...model, XIANGFA_LLM_PROCESSOR: '某某科技', XIANGFA_LLM_PURPOSE: '听懂' })).toThrow(/set XIANGFA_LLM_CONSENT /)
    const named = { ...url, ...model, XIANGFA_LLM_PROCESSOR: '某某科技', XIANGFA_LLM_PURPOSE: '听懂', XIANGFA_LLM_CONSENT: '2026-11' }
    expect(readConfig(named).languageModel?.outside).toEqual({ processor: '某某科技', purpose: '听懂', version: '2026-11' })
  })

  it('need a model, and are off without an address', () => {
    expect(() => readConfig({ XIANGFA_LLM_URL: 'http://127.0.0.1:1/v1' })).toThrow(/XIANGFA_LLM_MODEL/)
    expect(readConfig(model).languageModel).toBeUndefined()
    expect(readConfig({ ...model, XIANGFA_LLM_URL: 'http://localhost:11434/v1' }).languageModel).toEqual({
      url: 'http://localhost:11434/v1',
      model: 'small',
      key: undefined,
    })
  })
})
