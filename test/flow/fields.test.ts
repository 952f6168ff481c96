import { describe, expect, it } from 'vitest'
import { loadFlow } from '../../src/flow/index.ts'
import type { Flow } from '../../src/flow/index.ts'
import { begin, context, say, sayAll } from './walk.ts'

/** A form of one step with this field, and one after it. */
const one = (field: string, more = ''): Flow => {
  const text = `id: f\ntitle: 表\nversion: 1\nsubmit: s\nsteps:\n  - { id: who, label: 姓名, ask: 姓名, help: h, field: { kind: name } }\n  - { id: x, label: 项, ask: 问, help: h, field: ${field}${more} }\n`
  const { flow, faults } = loadFlow({ file: 'f.yml', text }, ['s'])
  if (!flow) throw new Error(JSON.stringify(faults))
  return flow
}
const asked = (field: string, more?: string) => {
  const flow = one(field, more)
  const at = say(flow, begin(flow), '王小明')
  return (...lines: Parameters<typeof sayAll>[2]) => sayAll(flow, at, lines)
}
const answer = (field: string, ...lines: Parameters<typeof sayAll>[2]) => asked(field)(...lines).state.answers['x']

describe('a typed field', () => {
  it.each([
    [
      '{ kind: resident-id }',
      '370285199001011238',
      { value: '370285199001011238', sex: 'male', age: 36, birth: { year: 1990, month: 1, day: 1 }, shown: '370285********1238' },
    ],
    ['{ kind: resident-id, or-other: true }', '没有身份证', { kind: 'choice', value: 'other-document' }],
    ['{ kind: document-number }', '护照 E1234 5678', { value: 'E12345678', shown: 'E1****678' }],
    ['{ kind: birth-date }', '1958年3月2日', { kind: 'date', age: 68 }],
    ['{ kind: phone }', '0532 88401234', { value: '0532-88401234' }],
    ['{ kind: phone }', '我的电话138 0013 8000', { value: '13800138000' }],
    ['{ kind: percentage }', '三成', { kind: 'percent', value: 30 }],
    ['{ kind: percentage }', '百分之二十五', { value: 25 }],
    ['{ kind: percentage }', '一半', { value: 50, shown: '50%' }],
    [
      '{ kind: date-span }',
      '2025年3月1日到2025年8月31日',
      { kind: 'span', value: { from: { year: 2025, month: 3, day: 1 }, to: { year: 2025, month: 8, day: 31 } } },
    ],
    ['{ kind: date-span }', '2025-3-1至今', { value: { to: { year: 2026, month: 11, day: 23 } } }],
    ['{ kind: town }', '院上', { kind: 'town', value: '370285109' }],
    ['{ kind: town }', '1', { value: '370285108', shown: '店埠镇' }],
    ['{ kind: address }', '店埠镇东庄头村12号', { value: '店埠镇东庄头村12号' }],
    ['{ kind: location }', '村委会东屋', { kind: 'text' }],
    ['{ kind: choice, options: [{ value: a, label: 工资 }, { value: b, label: 赔偿 }] }', 'gz', { value: 'a' }],
    ['{ kind: choices, options: [{ value: a, label: 合同 }, { value: b, label: 照片, words: [相片] }] }', '有相片', { value: ['b'] }],
    ['{ kind: integer }', '三口人', { value: 3 }],
    ['{ kind: yes-no }', '没有', { kind: 'yes-no', value: false }],
    ['{ kind: listed, list: cases }', '莱法援申〔2026〕0001号', { kind: 'text' }],
    ["{ kind: signature, of: who, version: '1', refusal: r }", '我是王小明', { kind: 'signature', value: '王小明', version: '1' }],
  ])('%s reads “%s”', (field, line, expected) => expect(answer(field, line)).toMatchObject(expected))

  it.each([
    ['{ kind: document-number }', '不知道', '证件号'],
    ['{ kind: birth-date }', '1800年1月1日', '哪天'],
    ['{ kind: phone }', '12345', '座机'],
    ['{ kind: percentage }', '百分之二百', '0 到 100'],
    ['{ kind: date-span }', '2025年8月1日到2025年3月1日', '早于'],
    ['{ kind: town }', '火星镇', '没找到这个镇'],
    ['{ kind: address }', 'abc', '详细地址'],
    ["{ kind: signature, of: who, version: '1', refusal: r }", '王大明', '请打出姓名“王小明”'],
    ['{ kind: integer, max: 10 }', '30', '0 到 10'],
  ])('%s says what is wrong with “%s”', (field, line, why) => {
    const wrong = asked(field)(line)
    expect(wrong.outcome.kind).toBe('invalid')
    expect(wrong.said).toContain(why)
  })

  it('a span that leaves something to guess is shown in full for a yes', () => {
    const said = asked('{ kind: date-span }')('去年三月到八月')
    expect(said.said).toContain('2025年3月到2025年8月')
  })

  it('a pin on the map is kept where a place may be one, and refused elsewhere', () => {
    const pin = { kind: 'location', latitude: 36.87, longitude: 120.52 } as const
    expect(answer('{ kind: location }', pin)).toMatchObject({ kind: 'location', latitude: 36.87 })
    expect(asked('{ kind: address }')(pin).outcome.kind).toBe('invalid')
  })

  it('a recording is kept beside the words, and enough by itself', () => {
    const voice = { kind: 'voice', file: { id: 'v', name: '语音', mime: 'audio/amr', size: 9 } } as const
    const told = asked('{ kind: long-text }')(voice)
    expect(told.said).toContain('语音收到 1 段')
    expect(answer('{ kind: long-text }', voice, '完')).toMatchObject({ kind: 'text', files: [{ id: 'v' }], shown: '（语音 1 段）' })
    expect(answer('{ kind: long-text }', voice, '老板欠我钱')).toMatchObject({ value: '老板欠我钱', files: [{ id: 'v' }] })
  })

  it('a file of a wrong kind or size is named and not taken; the others stay', () => {
    const file = (name: string, mime: string, size: number) => ({ kind: 'file', file: { id: name, name, mime, size } }) as const
    const field = '{ kind: files, types: [image], megabytes: 1 }'
    const at = asked(field)
    expect(at(file('a.pdf', 'application/pdf', 10)).said).toContain('“a.pdf”这种文件收不了。请发照片')
    expect(at(file('b.jpg', 'image/jpeg', 2_000_000)).said).toContain('最多 1 MB')
    expect(answer(field, file('c.jpg', 'image/jpeg', 10), file('a.pdf', 'application/pdf', 10), '完')).toMatchObject({ value: [{ name: 'c.jpg' }] })
  })

  it('a refused signature ends the form', () => {
    expect(asked("{ kind: signature, of: who, version: '1', refusal: 那先不交 }")('不同意').outcome).toMatchObject({ kind: 'ended', refused: true })
  })
})

describe('what is known already', () => {
  const flow = one('{ kind: money }', ', known: { heard: amount, text: 一千 }')
  const known = { ...context, known: { 'heard.amount': '30,000 元' } }
  it('is shown for a yes, never assumed', () => {
    const shown = say(flow, begin(flow, known), '王小明', known)
    expect(shown.said).toContain('您刚才说过')
    expect(shown.state.answers['x']).toBe(undefined)
    expect(say(flow, shown, '是', known).state.answers['x']).toMatchObject({ value: 3_000_000 })
    expect(say(flow, say(flow, shown, '不是', known), '两万', known).state.answers['x']).toMatchObject({ value: 2_000_000 })
    expect(say(flow, shown, '两万', known).state.answers['x']).toMatchObject({ value: 2_000_000 })
  })
  it('falls back to the usual answer', () => expect(say(flow, begin(flow), '王小明').said).toContain('1,000'))
})
