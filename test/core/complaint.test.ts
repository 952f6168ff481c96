import { describe, expect, it } from 'vitest'
import { complaintAlarms, complaintClocks, complaintMovesFrom, isComplaintOver, moveComplaint } from '../../src/core/complaint.ts'
import type { Complaint, ComplaintActor, ComplaintMoveName } from '../../src/core/complaint.ts'
import { readPractice } from '../../src/world.ts'

const china = (text: string): number => Date.parse(`${text}+08:00`)
const AT = china('2026-11-23T10:00')
const filed: Complaint = {
  ...{ id: 'q1', number: '投诉〔2026〕0001号', version: 0, status: 'filed', partyId: 'p', conversationId: 'c' },
  ...{
    accused: { kind: 'lawyer', name: '某律师所张三' },
    named: true,
    name: '王',
    mobile: '',
    text: '没来',
    files: [],
    discreet: false,
    openedAt: AT,
    events: [],
  },
}
const bureau = (name: string): ComplaintActor => ({ role: 'bureau', id: name, name })
const own: ComplaintActor = { role: 'applicant', id: 'p', name: '王' }
const make = (complaint: Complaint, move: ComplaintMoveName, actor: ComplaintActor, text = '', to?: string): Complaint | readonly string[] => {
  const moved = moveComplaint(complaint, move, { at: AT, actor, text, ...(to === undefined ? {} : { to: { id: to, name: to } }) })
  return moved.kind === 'moved' ? moved.complaint : moved.problems
}
const made = (found: Complaint | readonly string[]): Complaint => {
  if (!('id' in found)) throw new Error(found.join(' '))
  return found
}

describe('a complaint', () => {
  it('is never handled by, or given to, who is complained of', () => {
    for (const move of ['take', 'answer', 'not-take'] as const) expect(make(filed, move, bureau('张三'), '查过')).toContain('concerned')
    expect(make(filed, 'hand-over', bureau('李四'), '', '张三')).toEqual(['concerned'])
    expect(made(make(filed, 'hand-over', bureau('李四'), '', '赵五')).handler?.name).toBe('赵五')
  })

  it('has one handler, whom others may not pass by', () => {
    const taken = made(make(filed, 'take', bureau('李四')))
    expect(make(taken, 'answer', bureau('赵五'), '结果')).toEqual(['not-theirs'])
    const handed = made(make(taken, 'hand-over', bureau('李四'), '', '赵五'))
    expect(made(make(handed, 'answer', bureau('赵五'), '结果'))).toMatchObject({ status: 'answered', version: 3 })
  })

  it('is not ended without words, and by who complained only withdrawn', () => {
    expect(make(filed, 'answer', bureau('李四'), ' ')).toEqual(['text'])
    expect(make(filed, 'answer', own, '好了')).toContain('role')
    expect(make(filed, 'withdraw', { ...own, id: 'other' })).toEqual(['not-theirs'])
    const over = made(make(filed, 'withdraw', own))
    expect(isComplaintOver(over)).toBe(true)
    expect(make(over, 'take', bureau('李四'))).toEqual(['status'])
    expect(complaintMovesFrom('withdrawn', 'bureau')).toEqual([])
  })

  it('has a clock for taking it up and, from then on, one for the answer', () => {
    const practice = readPractice()
    expect(complaintClocks(filed, practice)).toEqual([{ id: 'complaint-take', due: china('2026-11-29T00:00') - 1 }])
    const taken = made(make(filed, 'take', bureau('李四')))
    const clocks = complaintClocks(taken, practice)
    expect(clocks).toEqual([
      { id: 'complaint-take', due: china('2026-11-29T00:00') - 1, endedAt: AT },
      { id: 'complaint-answer', due: china('2027-01-08T00:00') - 1 },
    ])
    expect(complaintAlarms(clocks).map(({ clock, late }) => [clock.id, late])).toEqual([0, 1, 2, 3, 4].map((late) => ['complaint-answer', late]))
  })
})
