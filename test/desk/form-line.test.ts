import { describe, expect, it } from 'vitest'
import { factsOfForm } from '../../src/desk/casework/form-line.ts'

describe('a form for a move', () => {
  it('says only what was filled in', () => {
    expect(factsOfForm({ reason: '  ', due: '', amount: '', time: '' })).toEqual({ papers: [] })
  })

  it('keeps several lines of a reason as they are and reads items one a line', () => {
    const facts = factsOfForm({ reason: '第一行\n第二行', items: '考勤表\n\n工友证言 ', due: '2026-12-08' })
    expect(facts).toMatchObject({ reason: '第一行\n第二行', items: ['考勤表', '工友证言'], due: '2026-12-08' })
  })

  it('reads money as yuan or as people write it, and times of the day', () => {
    expect(factsOfForm({ amount: '35000', avoided: '1万5', subsidy: '1500.50', time: '09:30' })).toMatchObject({
      amountFen: 3_500_000,
      avoidedFen: 1_500_000,
      subsidyFen: 150_050,
      minute: 570,
    })
  })

  it('takes nothing that is no day, no ground and no paper', () => {
    expect(factsOfForm({ due: '2026-13-40', ground: '9', papers: 'closing-report nonsense', score: 'x' })).toEqual({ papers: ['closing-report'] })
  })
})
