import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addPhrasing } from '../../src/adapters/content/add-phrasing.ts'
import { createPinoLog } from '../../src/adapters/observe/pino-log.ts'
import { changesOf } from '../../src/knowledge/index.ts'
import { root } from '../../src/root.ts'
import { loadBase } from '../../src/world.ts'
import type { Base } from '../../src/world.ts'

describe('a phrasing added to a file', () => {
  const file = `# written by hand
topic: labour
intents:
  - id: labour/one
    phrasings:
      - 工钱没给咋整   # said often
      - "老板：不给"
    not: [] # none
  - id: labour/two
    phrasings: [一, 二]
`

  it('stands behind the last, and everything else stays as it was', () => {
    const after = addPhrasing(file, 'labour/one', '干完活: 不给钱') ?? ''
    expect(after).toBe(file.replace('      - "老板：不给"\n', `      - "老板：不给"\n      - "干完活: 不给钱"\n`))
    expect(addPhrasing(file, 'labour/one', '- 是不是#问题')).toContain('      - "- 是不是#问题"\n')
  })

  it('keeps the line ends of the file', () => {
    const after = addPhrasing(file.replaceAll('\n', '\r\n'), 'labour/one', '工钱') ?? ''
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(after).toContain('\r\n      - 工钱\r\n')
  })

  it('is not put anywhere else', () => {
    expect(addPhrasing(file, 'labour/three', '工钱')).toBeUndefined()
    expect(addPhrasing(file, 'labour/two', '工钱')).toBeUndefined()
  })

  it('can be read again under every question there is', () => {
    for (const name of readdirSync(join(root, 'intents')).filter((one) => one.endsWith('.yml'))) {
      const text = readFileSync(join(root, 'intents', name), 'utf8')
      const before = parse(text)
      for (const [at, { id }] of before.intents.entries()) {
        if (at > 0 && at < before.intents.length - 1) continue
        const after = parse(addPhrasing(text, id, '试试：能不能加"一条"') ?? '')
        expect(after.intents[at].phrasings).toEqual([...before.intents[at].phrasings, '试试：能不能加"一条"'])
        expect({ ...after.intents[at], phrasings: [] }).toEqual({ ...before.intents[at], phrasings: [] })
      }
    }
  })
})

it('names the rows that changed for the right and for the wrong', () => {
  const rows = ['a', 'b', 'c', 'd'].map((q) => ({ q, ids: q === 'd' ? ['other'] : ['x/1'] }))
  const outcome = (first: string, direct = false) => ({ first, right: first === 'x/1', direct })
  const before = [outcome('x/2'), outcome('x/1', true), outcome('x/1'), outcome('x/2')]
  const after = [outcome('x/1'), outcome('x/1'), outcome('x/1'), outcome('x/2', true)]
  expect(changesOf(rows, before, after).map(({ q, now }) => `${q} ${now}`)).toEqual(['a right', 'b wrong', 'd wrong'])
})

describe('with the knowledge base as it is', () => {
  let base: Base
  beforeAll(async () => {
    base = await loadBase(createPinoLog('error'))
  }, 120_000)

  it('puts alike questions together, the largest group first', () => {
    const texts = ['厂里不给交社保咋办', '骑电动车被撞了谁赔', '老板不给我交社保怎么办', '俺骑电动车让车撞了谁给赔', '厂里不交社保', '']
    expect(base.knowledge.groups(texts)).toEqual([[0, 2, 4], [1, 3], [5]])
    expect(base.knowledge.groups([])).toEqual([])
  })

  it('knows names that stand in a text', () => {
    expect(base.segmenter.named('老板刘大伟在莱西市跑了')).toEqual([
      { word: '刘大伟', kind: 'person' },
      { word: '莱西市', kind: 'place' },
    ])
  })
})
