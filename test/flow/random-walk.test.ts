import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declaredSteps, stepOf } from '../../src/flow/expand.ts'
import { isGroup } from '../../src/flow/index.ts'
import { isComplete } from '../../src/flow/relevant.ts'
import { migrateState } from '../../src/flow/migrate.ts'
import { begin, form, say } from './walk.ts'
import type { Walk } from './walk.ts'

const flow = form('legal-aid-application')
const lines = [
  '同意', '不同意', '给我自己', '替家里人', '王小明', '父亲', '370285199001011238', '13800138000', '店埠镇东庄头村', '夏家屯', '要工钱', '家暴、虐待、遗弃', '老板', '没有对方', '工头老张',
  '去年腊月二十', '是', '不是', '三万五', '干了半年，工钱一直没给我，现在人也找不到了。', '完', '1', '2', '1、2', '都没有', '都不是', '跳过', '没有', '还没开始', '上一步', '修改', '修改 3', '手机号', '暂停', '继续',
  '取消', '重来', '帮助', '要花钱吗', '', '？', '🙂', '37028519900101', 'constructor', '__proto__', '提交', '好',
] // biome-ignore format: a list of words

describe('whatever a person says', () => {
  it('leads to a state that can be stored and asked again, and submits complete answers only', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...lines) }, fc.string()), { maxLength: 60 }), (said) => {
        let walk: Walk = begin(flow)
        for (const line of said) {
          walk = say(flow, walk, line)
          const { outcome } = walk
          if (outcome.kind === 'done') expect(isComplete(flow, outcome.answers)).toBe(true)
          if (outcome.kind === 'done' || outcome.kind === 'cancelled' || outcome.kind === 'ended') walk = begin(flow)
          else if ('say' in outcome) {
            expect(outcome.say.length).toBeGreaterThan(0)
            for (const part of outcome.say) expect(part.text).not.toMatch(/\{\w+\}|undefined|\[object/)
          }
        }
      }),
      { numRuns: 400, seed: 20261123 },
    )
  })

  it('is kept when the form gets a new version, where it still fits', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 40 }), fc.subarray(declaredSteps(flow).map((step) => step.id)), (said, gone) => {
        let walk: Walk = begin(flow)
        for (const line of said) {
          walk = say(flow, walk, line)
          if (!('state' in walk.outcome)) walk = begin(flow)
        }
        const shorter = { ...flow, version: 2, steps: flow.steps.filter((item) => isGroup(item) || !gone.includes(item.id) || item.id === 'consent-general') }
        const moved = migrateState(shorter, walk.state)
        expect(moved.version).toBe(2)
        for (const [step, value] of Object.entries(moved.answers)) expect(walk.state.answers[step]).toEqual(value)
        expect(moved.step === '@review' || stepOf(shorter, moved.step) !== undefined).toBe(true)
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})
