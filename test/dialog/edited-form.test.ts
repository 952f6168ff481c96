import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { handIn } from '../../src/adapters/console/talk.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { readConfig } from '../../src/config.ts'
import { isGroup } from '../../src/flow/index.ts'
import type { Flow } from '../../src/flow/index.ts'
import { openHouse } from '../../src/wire.ts'
import { loadBase } from '../../src/world.ts'

const base = await loadBase(createPinoLog('error'))
const form = base.content.flows.get('legal-aid-application')
if (!form) throw new Error('no form')

const inside = ['申请法律援助', '同意', '给我自己', '王小明', '同意', '370285199001011238', '13800138000', '店埠镇东庄头村', '要工钱', '老板']

/** Talks with the form as it is, then goes on after its file was changed. */
const talk = async (changed: Flow, before: readonly string[], after: readonly string[]): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-edited-'))
  const heard: string[] = []
  const say = async (flows: Flow, lines: readonly string[]) => {
    const edited = { ...base, content: { ...base.content, flows: new Map(base.content.flows).set(flows.id, flows) } }
    const house = await openHouse(
      { ...readConfig({}), data: join(folder, 'data'), log: 'error' },
      { base: edited, clock: { now: () => Date.UTC(2026, 10, 23, 2) } },
    )
    house.console.listen({ hears: () => true, show: ({ part }) => void heard.push(part.text) })
    await house.start()
    for (const line of lines) {
      heard.length = 0
      await handIn(house.talk, { kind: 'text', id: 1, speaker: { role: 'villager', name: '张大爷' }, text: line })
      await house.desk.idle()
    }
    await house.close()
  }
  try {
    await say(form, before)
    await say(changed, after)
    return heard.join('\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const without = (id: string) => form.steps.filter((item) => isGroup(item) || item.id !== id)

it('people inside a form that gets a new version keep what still fits, and are asked politely what changed', async () => {
  const steps = form.steps.map((item) =>
    !isGroup(item) && item.id === 'consent-sensitive' && item.field.kind === 'consent' ? { ...item, field: { ...item.field, version: '2027-01-01' } } : item,
  )
  const heard = await talk({ ...form, version: form.version + 1, steps }, inside, ['工头老张'])
  expect(heard).toContain('这张表更新过，您填好的都还在')
  expect(heard).toContain('单独同意')
  expect(await talk({ ...form, version: form.version + 1, steps }, inside, ['工头老张', '同意', '工头老张'])).toContain('电话、地址')
})

it('where only words or later questions changed, nobody notices', async () => {
  expect(await talk({ ...form, steps: without('safe-contact') }, inside, ['工头老张'])).toContain('电话、地址')
})

it('where the question under way is gone without a new version, the next open one is asked', async () => {
  const heard = await talk({ ...form, steps: form.steps.filter((item) => !isGroup(item) || item.group !== 'opponents') }, inside, ['工头老张'])
  expect(heard).toContain('什么时候')
})

it('an option that somebody chose and that is gone is asked again', async () => {
  const steps = form.steps.map((item) =>
    !isGroup(item) && item.id === 'matter' && item.field.kind === 'choice'
      ? { ...item, field: { ...item.field, options: item.field.options.filter((one) => one.value !== 'wages') } }
      : item,
  )
  const heard = await talk({ ...form, steps }, inside, ['工头老张'])
  expect(heard).toContain('这张表更新过')
  expect(heard).toContain('是哪一类事')
})
