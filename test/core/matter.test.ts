import { describe, expect, it } from 'vitest'
import { peopleOf } from '../../src/core/claim-table.ts'
import { elect, matterNamed, rollOf, sizeOf, totalsOf } from '../../src/core/matter.ts'
import type { MatterCase, MatterPerson, MatterView } from '../../src/core/matter.ts'

const person = (name: string, ...fen: readonly number[]): MatterPerson => ({
  name,
  mobile: '',
  claims: fen.map((one, index) => ({ item: `项${index}`, fen: one, note: '' })),
})
const applied = (id: string, name: string): MatterCase => ({ id, number: id, status: 'submitted', name, conversationId: id })
const matter = (more: Partial<MatterView> = {}): MatterView => ({
  ...{ id: 'm', number: '集体〔2026〕0001号', version: 0, status: 'open', title: '要工钱', opponents: [], expected: 1, people: [], representatives: [] },
  ...{ team: [], evidence: [], openedAt: 0, events: [], cases: [] },
  ...more,
})

describe('a collective matter', () => {
  it('has a roll of who asks and who has applied, namesakes each once', () => {
    const one = matter({ people: [person('张三'), person('张三'), person('李四')], cases: [applied('a', '张三'), applied('b', '王五')] })
    expect(rollOf(one).map(({ name, applied: by }) => [name, by?.id])).toEqual([
      ['张三', 'a'],
      ['张三', undefined],
      ['李四', undefined],
      ['王五', 'b'],
    ])
    expect(sizeOf(one)).toBe(4)
    expect(sizeOf({ ...one, expected: 84 })).toBe(84)
    expect(totalsOf([person('张三', 100, 30), person('李四', 5)])).toEqual({
      all: 135,
      items: [
        ['项0', 105],
        ['项1', 30],
      ],
    })
  })

  it('chooses representatives only from ten on, and from among themselves', () => {
    const nine = matter({ people: Array.from({ length: 9 }, (_, n) => person(`人${n}`)) })
    expect(elect(nine, ['人1'], 1, '所')).toEqual({ kind: 'few', size: 9 })
    const ten = matter({ people: nine.people, expected: 10 })
    expect(elect(ten, [], 1, '所')).toEqual({ kind: 'none' })
    expect(elect(ten, ['人1', '外人'], 1, '所')).toEqual({ kind: 'strangers', names: ['外人'] })
    expect(elect(ten, ['人1', '人2'], 1, '所')).toMatchObject({ version: 1, representatives: ['人1', '人2'], events: [{ what: 'elected', note: '人1、人2' }] })
  })

  it('is named only in full: a bare number is a case', () => {
    const all = [matter()]
    expect(['给予 集体〔2026〕0001号', '给予 集体[2026]1'].map((text) => matterNamed(all, text)?.id)).toEqual(['m', 'm'])
    expect(['给予 2026-1', '给予 莱法援申〔2026〕0001号', '给予 集体〔2026〕0002号'].map((text) => matterNamed(all, text))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('takes a table of claims, a line a claim, and names every fault by its line', () => {
    const row = (line: number, name: string, item: string, amount: string, mobile = '', note = '') => ({ line, name, item, amount, mobile, note })
    const good = peopleOf([row(2, '张三', '工资', '12,000.50', '13800138000'), row(3, '张三', '加班费', '三千', '13800138000'), row(4, '李四', '', '')])
    expect(good).toEqual({
      faults: [],
      people: [
        {
          name: '张三',
          mobile: '13800138000',
          claims: [
            { item: '工资', fen: 1_200_050, note: '' },
            { item: '加班费', fen: 300_000, note: '' },
          ],
        },
        { name: '李四', mobile: '', claims: [] },
      ],
    })
    const bad = peopleOf([
      row(2, '', '工资', '1'),
      row(3, '张三', '工资', '-5'),
      row(4, '张三', '', '5'),
      row(5, '李四', '工资', '1'),
      row(6, '李四', '工资', '2'),
      row(7, '王五', '', '', '123'),
    ])
    expect(bad.faults.map(({ line, what }) => [line, what])).toEqual([
      [2, 'name'],
      [3, 'amount'],
      [4, 'item'],
      [6, 'twice'],
      [7, 'mobile'],
    ])
  })
})
