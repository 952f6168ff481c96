import { describe, expect, it } from 'vitest'
import type { CaseEvent, MoveFacts } from '../../src/core/case.ts'
import type { MoveName } from '../../src/core/case-moves.ts'
import type { CaseStatus } from '../../src/core/case-status.ts'
import type { Answers, FieldValue } from '../../src/core/flow-state.ts'
import { byPriority, evidenceOf, greenGroundIn, greenGroundOf, greenGrounds, isWatched } from '../../src/core/green-channel.ts'
import { readContent, readGreen } from '../../src/world.ts'

const pick = (value: string): FieldValue => ({ kind: 'choice', value, shown: value })
const aged = (age: number): FieldValue => ({ kind: 'text', value: 'x', shown: 'x', age })
const event = (move: MoveName, to: CaseStatus, facts: MoveFacts = {}): CaseEvent => ({
  ...{ seq: 1, move, from: 'draft', to, actor: { role: 'agency', id: 'a', name: 'a' }, door: 'web', at: 1, facts },
})
const guide = readGreen()

describe('the green channel', () => {
  it.each<[string, Answers, string | undefined]>([
    ['wages of a migrant worker', { matter: pick('wages'), exemption: pick('article-42-worker') }, 'wages'],
    ['an injury of one', { matter: pick('work-injury'), exemption: pick('article-42-worker') }, 'work-injury'],
    ['wages of somebody else', { matter: pick('wages'), exemption: pick('none') }, undefined],
    ['violence, whoever it is', { matter: pick('domestic-violence'), 'applicant-id': aged(12) }, 'violence'],
    ['a child, also on somebody’s behalf', { matter: pick('support'), 'proxy-ground': pick('child') }, 'minor'],
    ['a child by its number', { matter: pick('traffic-injury'), 'applicant-id': aged(17), exemption: pick('none') }, 'minor'],
    ['an old man without income', { matter: pick('support'), 'applicant-id': aged(61), exemption: pick('article-42-no-income') }, 'elderly'],
    ['an old man with one', { matter: pick('support'), 'applicant-id': aged(61), exemption: pick('none') }, undefined],
    ['a disabled woman without income', { matter: pick('support'), 'applicant-id': aged(40), exemption: pick('article-42-no-income') }, 'disabled'],
  ])('knows %s', (_, answers, ground) => expect(greenGroundOf(answers)).toBe(ground))

  it('names questions that there are, and its evidence by choices of the form', () => {
    const { topics, flows } = readContent()
    const ids = new Set(topics.flatMap((topic) => topic.intents.map(({ id }) => id)))
    for (const ground of greenGrounds) expect(guide[ground].intents.filter((id) => !ids.has(id))).toEqual([])
    const step = flows.get('legal-aid-application')?.steps.find((one) => 'id' in one && one.id === 'evidence')
    const options = step && 'field' in step && step.field.kind === 'choices' ? step.field.options.map(({ value }) => value) : []
    for (const ground of greenGrounds) for (const { has } of guide[ground].evidence) expect(has.filter((one) => !options.includes(one))).toEqual([])
    expect(greenGroundIn(guide, 'labour/unpaid-wages', '')).toBe('wages')
    expect(greenGroundIn(guide, 'loan/iou', '我有残疾证，钱要不回来')).toBe('disabled')
    expect(greenGroundIn(guide, 'loan/iou', '钱要不回来')).toBeUndefined()
  })

  it('counts evidence ticked in the form and named later', () => {
    const answers: Answers = { evidence: { kind: 'choices', value: ['contract'], shown: '合同' } }
    const found = evidenceOf(guide.wages.evidence, answers, [
      event('add-material', 'submitted', { items: ['工友老李的证言'] }),
      event('report', 'submitted', { items: ['考勤'] }),
    ])
    expect(found.have.map(({ say }) => say)).toEqual(['劳动合同、用工登记或者工牌', '工友的证言和电话'])
    expect(found.lack).toHaveLength(guide.wages.evidence.length - 2)
  })

  it('is watched until filed or over, and goes before what is older', () => {
    expect(isWatched([event('submit', 'submitted')])).toBe(true)
    expect(isWatched([event('report', 'emergency', { filed: true })])).toBe(false)
    expect(isWatched([event('refuse', 'refused')])).toBe(false)
    const row = (id: string, submittedAt: number, more: { readonly green?: 'wages'; readonly urgent?: boolean } = {}) => ({
      id,
      submittedAt,
      urgent: false,
      ...more,
    })
    const rows = [row('a', 1), row('b', 2, { green: 'wages' }), row('c', 3, { urgent: true }), row('d', 0)]
    expect(rows.sort(byPriority).map(({ id }) => id)).toEqual(['b', 'c', 'd', 'a'])
  })
})
