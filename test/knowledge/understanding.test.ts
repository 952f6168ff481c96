import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { evalRowSchema, evaluateAll, isBeyond } from '../../src/knowledge/index.ts'
import type { Evaluation } from '../../src/knowledge/index.ts'
import { loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'

let base: Base
beforeAll(async () => {
  base = await loadBase(createPinoLog('error'))
}, 120_000)

const measured = (file: string): Promise<Evaluation> => {
  const rows = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => evalRowSchema.parse(JSON.parse(line)))
  const beyond = new Set(base.material.intents.filter(isBeyond).map((intent) => intent.id))
  return evaluateAll(
    rows,
    (text) => ({ ranked: base.knowledge.match(text).flatMap((one) => (one.intent === '' ? [] : [one.intent])) }),
    (text) => base.knowledge.understand(text, { misses: 0 }),
    (intent) => beyond.has(intent),
    () => performance.now(),
  )
}

it('understands what villagers ask, and declines what it cannot answer', async () => {
  const result = await measured('questions.jsonl')
  expect(result.n).toBeGreaterThanOrEqual(300)
  expect(result.top1).toBeGreaterThanOrEqual(0.87)
  expect(result.top3).toBeGreaterThanOrEqual(0.96)
  expect(result.direct_precision).toBeGreaterThanOrEqual(0.95)
  expect(result.direct_rate).toBeGreaterThanOrEqual(0.55)
  expect(result.other_direct).toBeLessThanOrEqual(0.15)
})

it('leaves small talk alone', async () => {
  const result = await measured('chatter.jsonl')
  expect(result.n).toBeGreaterThanOrEqual(100)
  expect(result.oos_direct).toBeLessThanOrEqual(0.05)
})

it('asks about text that stands in no intent of its own', () => {
  const written = new Set(base.material.intents.flatMap((intent) => intent.phrasings))
  for (const file of ['questions.jsonl', 'chatter.jsonl'])
    for (const line of readFileSync(join(import.meta.dirname, file), 'utf8')
      .trim()
      .split('\n'))
      expect(written.has(evalRowSchema.parse(JSON.parse(line)).q), line).toBe(false)
})

it('reads a follow-up with the topic under discussion, and leaves it when told', () => {
  const { understand } = base.knowledge
  const about = understand('要什么材料', { misses: 0, intent: 'labour/unpaid-wages' })
  expect(about).toMatchObject({ kind: 'answer', intent: expect.stringMatching(/^labour\//) })
  expect(understand('换个问题', { misses: 0, intent: 'labour/unpaid-wages' })).toEqual({ kind: 'leave' })
})

it('takes what stands word for word under an intent for it, greetings too', () => {
  for (const [text, intent] of [
    ['你好！', 'service/greeting'],
    ['谢谢', 'service/thanks'],
  ] as const)
    expect(base.knowledge.understand(text, { misses: 0 })).toMatchObject({ kind: 'answer', intent })
})

it('finds the other question of a message that asks two', () => {
  const found = base.knowledge.understand('老板拖欠我三万块工资不给怎么办？另外低保去哪申请？', { misses: 0 })
  const intents = found.kind === 'answer' ? [found.intent, ...(found.further ?? [])] : []
  expect([...intents].sort()).toEqual(['labour/unpaid-wages', 'welfare/minimum-living'])
})
