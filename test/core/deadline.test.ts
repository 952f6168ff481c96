import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { MoveName } from '../../src/core/case-moves.ts'
import type { CaseEvent, MoveFacts } from '../../src/core/case.ts'
import type { CaseStatus } from '../../src/core/case-status.ts'
import { alarmsOf, clocksOf } from '../../src/core/deadline.ts'
import type { ClockId, Practice } from '../../src/core/deadline.ts'
import { root } from '../../src/root.ts'

const practice: Practice = parse(readFileSync(`${root}/src/texts/clocks.yml`, 'utf8'))
const at = (text: string) => Date.parse(`${text}+08:00`)
const event = (move: MoveName, when: string, to: CaseStatus = 'review', facts: MoveFacts = {}, from: CaseStatus = 'submitted'): CaseEvent => ({
  seq: 0,
  move,
  from,
  to,
  actor: { role: 'agency', id: 'a', name: '某人' },
  door: 'console',
  at: at(when),
  facts,
})
const clock = (id: ClockId, events: readonly CaseEvent[], now: string) => clocksOf(events, practice, at(now)).findLast((one) => one.id === id)
const submitted = event('submit', '2026-11-23T09:00', 'submitted')

describe('clocks of a case', () => {
  it('give seven days from the application, whatever paper is made later, and over a holiday too', () => {
    const received = event('receive', '2026-11-25T10:00', 'received')
    expect(clock('decide', [submitted, received], '2026-11-26T00:00')).toMatchObject({ due: at('2026-11-30T23:59:59.999'), state: 'running', verified: true })
    const inFeast = event('submit', '2026-09-28T23:30', 'submitted')
    expect(clock('decide', [inFeast], '2026-10-01T00:00')?.due).toBe(at('2026-10-05T23:59:59.999'))
  })

  it('are met on the last day and late the moment after', () => {
    const on = (when: string) => clock('decide', [submitted, event('grant', when, 'granted')], '2026-12-31T00:00')?.state
    expect(on('2026-11-30T23:59')).toBe('met')
    expect(on('2026-12-01T00:00')).toBe('late')
    expect(clock('decide', [submitted], '2026-12-01T00:00')?.state).toBe('late')
  })

  it('stand still while something is asked for, which is said to be unchecked', () => {
    const asked = event('ask-supplement', '2026-11-24T10:00', 'supplement', { due: '2026-12-04' })
    expect(clock('decide', [submitted, asked], '2026-12-20T00:00')?.state).toBe('stopped')
    const given = event('supplement', '2026-11-28T20:00', 'review', {}, 'supplement')
    expect(clock('decide', [submitted, asked, given], '2026-11-29T00:00')).toMatchObject({ due: at('2026-12-04T23:59:59.999'), verified: false })
    expect(clock('supplement', [submitted, asked], '2026-11-29T00:00')?.due).toBe(at('2026-12-04T23:59:59.999'))
  })

  it('give three days to assign, five for an objection, 24 hours for somebody detained', () => {
    expect(clock('assign', [event('grant', '2026-11-30T15:00', 'granted')], '2026-12-01T00:00')?.due).toBe(at('2026-12-03T23:59:59.999'))
    expect(clock('assign', [event('grant', '2026-11-30T15:00', 'assigned')], '2026-12-01T00:00')).toBeUndefined()
    // Counsel was there before the decision: the agreement is due from the decision.
    expect(clock('engage', [event('grant', '2026-11-30T15:00', 'assigned')], '2026-12-01T00:00')?.due).toBe(at('2026-12-05T23:59:59.999'))
    expect(clock('decide', [submitted, event('receive', '2026-11-24T09:00', 'received', { handedOn: '2026-11-20' })], '2026-11-25T00:00')?.due).toBe(
      at('2026-11-27T23:59:59.999'),
    )
    expect(clock('objection', [event('object', '2026-12-01T09:00', 'objection')], '2026-12-01T10:00')?.due).toBe(at('2026-12-06T23:59:59.999'))
    expect(clock('forward', [event('submit', '2026-12-01T09:00', 'submitted', { detained: true })], '2026-12-01T10:00')?.due).toBe(at('2026-12-02T09:00'))
  })

  it('remind at half, a day before, and go up a step each day after', () => {
    const alarms = alarmsOf(clocksOf([submitted], practice, at('2026-11-23T10:00'))).filter((alarm) => alarm.clock.id === 'decide')
    expect(alarms.map(({ stage, steps }) => `${stage}${steps}`)).toEqual(['half0', 'day-before0', 'late0', 'late1', 'late2', 'late3'])
    expect(alarms[2]?.at).toBe(at('2026-12-01T00:00'))
    expect(
      alarmsOf(clocksOf([submitted, event('grant', '2026-11-24T09:00', 'granted')], practice, at('2026-11-24T10:00'))).map((one) => one.clock.id),
    ).toContain('assign')
  })
})
