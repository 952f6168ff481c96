import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content } from '../../src/core/message.ts'
import { declaredSteps, stepOf } from '../../src/flow/expand.ts'
import { isGroup, relevantAnswers, reviewLines } from '../../src/flow/index.ts'
import { migrateState } from '../../src/flow/migrate.ts'
import { isComplete } from '../../src/flow/relevant.ts'
import { begin, form, formNames, say } from './walk.ts'
import type { Walk } from './walk.ts'

const lines = [
  '同意', '不同意', '给我自己', '替家里人', '好几个人同一件事，一起申请', '王小明', '父亲', '370285199001011238', '370285201501011234', '13800138000', '店埠镇东庄头村', '夏家屯', '要工钱', '家暴、虐待、遗弃', '刑事', '老板', '没有对方', '工头老张',
  '去年腊月二十', '是', '不是', '三万五', '干了半年，工钱一直没给我，现在人也找不到了。', '完', '1', '2', '3', '1、2', '都没有', '都不是', '跳过', '没有', '还没开始', '本市', '上一步', '下一步', '修改', '修改 3', '手机号', '暂停', '继续',
  '删除第2个', '删除对方1', '加一个', '取消', '重来', '帮助', '为什么', '要花钱吗', '', '？', '🙂', '37028519900101', 'constructor', '__proto__', '提交', '好',
] // biome-ignore format: a list of words
const file = { id: 'f', name: '照片.jpg', mime: 'image/jpeg', size: 10 }
const others: readonly Content[] = [
  { kind: 'file', file },
  { kind: 'voice', file: { ...file, name: '语音.amr', mime: 'audio/amr' } },
  { kind: 'location', latitude: 36.8, longitude: 120.5 },
  { kind: 'unsupported', what: 'sticker' },
  { kind: 'choice', value: 'edit:matter', label: '修改什么事' },
  { kind: 'choice', value: 'nothing', label: '' },
]
const saying: fc.Arbitrary<string | Content> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...lines) },
  { weight: 1, arbitrary: fc.constantFrom(...others) },
  { weight: 1, arbitrary: fc.string() },
)
/** What the last choices offered: so that random walks get far. */
const follow = (walk: Walk, which: number): Content | undefined => {
  const offered = 'say' in walk.outcome ? (walk.outcome.say.at(-1)?.choices ?? []) : []
  const choice = offered[which % Math.max(1, offered.length)]
  return choice && choice.value !== 'do:person' ? { kind: 'choice', ...choice } : undefined
}
const step = fc.tuple(saying, fc.nat({ max: 9 }), fc.boolean())

describe.each(formNames)('whatever a person says in %s', (name) => {
  const flow = form(name)

  it('leads to a state that can be stored and asked again, and submits complete answers only', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (said) => {
        let walk: Walk = begin(flow)
        for (const [line, which, chosen] of said) {
          const before = walk.state
          walk = say(flow, walk, (chosen ? follow(walk, which) : undefined) ?? line)
          const { outcome } = walk
          if (outcome.kind === 'done') expect(isComplete(flow, outcome.answers)).toBe(true)
          if (outcome.kind === 'done' || outcome.kind === 'cancelled' || outcome.kind === 'ended') walk = begin(flow)
          else {
            if ('say' in outcome) {
              expect(outcome.say.length).toBeGreaterThan(0)
              for (const part of outcome.say) expect(part.text).not.toMatch(/\{\w+\}|undefined|\[object/)
            }
            // An answer goes only where the person starts over, or to `former`, where an edit made it doubtful.
            if (!before.confirming)
              for (const id of Object.keys(before.answers))
                if (walk.state.answers[id] === undefined) expect(walk.state.former?.[id] ?? stepOf(flow, id)?.field.kind).toBeTruthy()
          }
        }
      }),
      { numRuns: 60, seed: 20261123 },
    )
  })

  it('is given back unchanged by going back and forward again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (said) => {
        let walk: Walk = begin(flow)
        for (const [line, which, chosen] of said) {
          const next = say(flow, walk, (chosen ? follow(walk, which) : undefined) ?? line)
          if ('state' in next.outcome && !next.state.confirming) walk = next
        }
        const { answers } = walk.state
        const there = say(flow, say(flow, walk, '上一步'), '下一步')
        expect(there.state.answers).toEqual(answers)
      }),
      { numRuns: 40, seed: 5 },
    )
  })

  it('is shown by the review as it is submitted', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (said) => {
        let walk: Walk = begin(flow)
        for (const [line, which, chosen] of said) {
          const { answers } = walk.state
          const next = say(flow, walk, (chosen ? follow(walk, which) : undefined) ?? line)
          if (next.outcome.kind === 'done') {
            const sent = next.outcome.answers
            expect(sent).toEqual(relevantAnswers(flow, answers))
            for (const shown of reviewLines(flow, answers)) expect(sent[shown.step.id]?.shown).toBe(shown.shown)
          }
          walk = 'state' in next.outcome && next.outcome.kind !== 'done' ? next : begin(flow)
        }
      }),
      { numRuns: 40, seed: 11 },
    )
  })

  it('is kept when the form gets a new version, where it still fits', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.subarray(declaredSteps(flow).map((one) => one.id)), (said, gone) => {
        let walk: Walk = begin(flow)
        for (const [line, which, chosen] of said) {
          walk = say(flow, walk, (chosen ? follow(walk, which) : undefined) ?? line)
          if (!('state' in walk.outcome)) walk = begin(flow)
        }
        const shorter = { ...flow, version: 99, steps: flow.steps.filter((item, index) => index === 0 || isGroup(item) || !gone.includes(item.id)) }
        const moved = migrateState(shorter, walk.state)
        expect(moved.version).toBe(99)
        for (const [id, value] of Object.entries(moved.answers)) expect(walk.state.answers[id]).toEqual(value)
        expect(moved.step === '@review' || stepOf(shorter, moved.step) !== undefined).toBe(true)
      }),
      { numRuns: 30, seed: 7 },
    )
  })
})
