import { describe, expect, it } from 'vitest'
import { submitActions } from '../../src/desk/submit/submit.ts'
import { loadFlow } from '../../src/flow/index.ts'
import type { Flow } from '../../src/flow/index.ts'
import { begin, form, say, sayAll } from './walk.ts'

const text = (steps: string): string => `id: family
title: 家里人
version: 1
submit: papers.submit
steps:
  - id: town
    label: 哪里人
    ask: 哪里人？
    help: 写地名。
    field: { kind: text, max: 20 }
  - group: member
    label: 家里人
    max: 3
    more: 还有吗？
    steps:
${steps}
`
const family = `      - id: name
        label: 姓名
        ask: 第{n}个叫什么？
        help: 写姓名。
        field: { kind: name }
      - id: works
        label: 有没有活
        ask: '{name}有活干吗？'
        help: 回有或没有。
        field: { kind: yes-no }
      - id: pay
        label: 收入
        ask: '{name}一个月多少钱？'
        help: 写个数。
        field: { kind: money }
        when: { step: works, equals: true }
        depends: [works]
      - id: why
        label: 为什么没活
        ask: '{name}为什么没活？'
        help: 选一个。
        field:
          kind: choice
          options:
            - { value: young, label: 上学 }
            - { value: ill, label: 有病, when: { step: works, equals: false } }
        when: { step: works, equals: false }`
const loaded = (steps: string) => loadFlow({ file: 'flows/family.yml', text: text(steps) }, submitActions)
const flow = ((): Flow => {
  const { flow: found, faults } = loaded(family)
  if (!found) throw new Error(JSON.stringify(faults))
  return found
})()
const toReview = ['莱西', '王小明', '有', '2000', '有', '李小红', '没有', '有病', '有', '王小宝', '没有', '上学']
const shown = (walk: ReturnType<typeof begin>) => Object.fromEntries(Object.entries(walk.state.answers).map(([id, value]) => [id, value.shown]))

describe('a condition on an answer of the same member', () => {
  it('decides for each member apart', () => {
    const walk = sayAll(flow, begin(flow), toReview)
    expect(walk.said).toContain('填完了')
    expect(walk.said).toContain('家里人1收入：2,000元')
    expect(walk.said).toContain('家里人2为什么没活：有病')
    expect(walk.said).not.toContain('家里人2收入')
  })

  it('may be at an option too', () => {
    const asked = sayAll(flow, begin(flow), ['莱西', '王小明', '没有'])
    expect('say' in asked.outcome && asked.outcome.say[0]?.choices?.map((choice) => choice.label)).toEqual(['上学', '有病'])
  })

  it('that can never hold is found by the proof', () => {
    const { faults } = loaded(
      family.replace('when: { step: works, equals: true }\n', 'when: { all: [{ step: works, equals: false }, { step: works, equals: true }] }\n'),
    )
    expect(JSON.stringify(faults)).toMatch(/asked on no path/)
  })

  it('asks again for one member only what its changed answer decides', () => {
    const walk = sayAll(flow, sayAll(flow, begin(flow), toReview), ['修改 6', '有'])
    expect(walk.said).toContain('李小红一个月多少钱')
    const done = say(flow, walk, '1500')
    expect(done.said).toContain('家里人2收入：1,500元')
    expect(done.said).toContain('家里人1收入：2,000元')
  })
})

describe('a member more or fewer at the review', () => {
  const review = sayAll(flow, begin(flow), toReview)

  it('goes after a yes; those behind it move up and the rest stays', () => {
    const asked = say(flow, review, '删除第2个')
    expect(asked.said).toContain('确定删掉家里人2（李小红）吗')
    const kept = say(flow, asked, '不')
    expect(shown(kept)).toEqual(shown(review))
    const gone = say(flow, asked, '是')
    expect(gone.said).toContain('填完了')
    expect(gone.said).not.toContain('姓名：李小红')
    expect(shown(gone)).toEqual({
      town: '莱西',
      'member.1.name': '王小明',
      'member.1.works': '是',
      'member.1.pay': '2,000元',
      'member.1.more': '是',
      'member.2.name': '王小宝',
      'member.2.works': '不是',
      'member.2.why': '上学',
      'member.2.more': '不是',
    })
    const { outcome } = say(flow, gone, '提交')
    expect(outcome.kind === 'done' && Object.keys(outcome.answers).some((id) => id.startsWith('member.3'))).toBe(false)
  })

  it.each(['删除家里人3', '删掉 王小宝', '修改 删除第三个', '删除 8'])('is meant by “%s”', (words) => {
    expect(say(flow, review, words).said).toContain('家里人3（王小宝）')
  })

  it('is asked which where that is not said, and the last one stays', () => {
    expect(say(flow, review, '删除').said).toContain('家里人1（王小明）')
    const alone = sayAll(flow, review, ['删除第3个', '是', '删除第2个', '是'])
    expect(say(flow, alone, '删除第1个').said).toContain('只有这一个')
  })

  it('comes after the last, and no more than the form has room for', () => {
    const two = sayAll(flow, review, ['删除第1个', '是'])
    const added = say(flow, two, '加一个家里人')
    expect(added.said).toContain('第3个叫什么')
    const done = sayAll(flow, added, ['赵小丽', '有', '3000'])
    expect(done.said).toContain('家里人3姓名：赵小丽')
    expect(done.said).toContain('家里人1姓名：李小红')
    expect(say(flow, done, '再加一个').said).toContain('最多写 3 个')
  })

  it('of two groups is meant by the name of the group', () => {
    const aid = form('legal-aid-application')
    const toEnd = [
      '同意', '给我自己', '王小明', '同意', '370285199001011238', '13800138000', '店埠镇东庄头村', '要工钱', '老板', '工头老张', '跳过', '有', '某某公司', '跳过', '没有', '2026年2月7日', '三万五', '去年在工地干活，说好完工给钱，一直没给我。', '完',
      '还没开始', '本市', '都不是', '3', '李小红', '妻子', '种地', '0', '有', '王小宝', '儿子', '上学', '0', '没有', '2000', '没有', '没有', '同意', '2', '跳过', '没有', '王小明',
    ] // biome-ignore format: a list of words
    const both = sayAll(
      aid,
      begin(aid),
      toEnd.filter((line) => line !== '完'),
    )
    expect(both.said).toContain('填完了')
    expect(say(aid, both, '删除第2个').said).toContain('删哪一个')
    expect(say(aid, both, '删除对方2').said).toContain('对方2（某某公司）')
    const gone = sayAll(aid, both, ['删除 家里人1', '是'])
    expect(gone.said).toContain('家里人1姓名：王小宝')
    expect(gone.said).not.toContain('姓名：李小红')
  })
})
