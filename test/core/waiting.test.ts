import { describe, expect, it } from 'vitest'
import type { CaseEvent } from '../../src/core/case.ts'
import { monthOf } from '../../src/core/figure-groups.ts'
import { funnelOf } from '../../src/core/funnel.ts'
import { waitingOf } from '../../src/core/waiting.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const NOVEMBER = monthOf('2026-11')

describe('how requests were answered', () => {
  it('counts a request in the month in which it was made, taken or not', () => {
    const talks = [
      { requestedAt: at('2026-11-01T10:00'), acceptedAt: at('2026-11-01T10:10') },
      { requestedAt: at('2026-11-30T23:50'), acceptedAt: at('2026-12-01T00:20') },
      { requestedAt: at('2026-11-05T10:00') },
      { requestedAt: at('2026-10-31T23:00'), acceptedAt: at('2026-11-01T08:00') },
    ]
    expect(waitingOf(talks, NOVEMBER, at('2026-12-05T00:00'))).toEqual({ asked: 3, answered: 2 / 3, median: 20, p90: 30 })
    // What is taken later than now is not taken yet.
    expect(waitingOf(talks, NOVEMBER, at('2026-11-01T10:05'))).toEqual({ asked: 1, answered: 0, median: 'none', p90: 'none' })
  })

  it('has nothing to say of nothing', () => {
    expect(waitingOf([], NOVEMBER, at('2026-12-05T00:00'))).toEqual({ asked: 0, answered: 'none', median: 'none', p90: 'none' })
  })
})

describe('the way of applications', () => {
  const events = (...moves: readonly CaseEvent['move'][]): readonly CaseEvent[] =>
    moves.map((move, index) => ({
      seq: index + 1,
      move,
      from: 'draft',
      to: 'submitted',
      actor: { role: 'office', id: 'a', name: 'a' },
      door: 'web',
      at: at('2026-11-02T10:00') + index * 86_400_000,
      facts: {},
    }))
  const count = (list: ReturnType<typeof funnelOf>) => Object.fromEntries(list.map((one) => [one.step, one.count]))

  it('counts each application at every step that it came to', () => {
    const cases = [
      { matter: 'a', events: events('submit', 'receive', 'transfer', 'grant', 'assign', 'engage', 'begin', 'close-out') },
      { matter: 'a', events: events('submit', 'receive', 'transfer', 'refuse') },
      { matter: 'a', events: events('submit') },
      // Aid came first: counsel is there, no decision yet.
      { matter: 'a', events: events('submit', 'aid-first', 'assign') },
      { matter: 'a', events: events('notify', 'assign') },
    ]
    expect(count(funnelOf(cases, NOVEMBER, at('2026-12-05T00:00')))).toEqual({
      applied: 4,
      received: 3,
      decided: 2,
      granted: 1,
      assigned: 2,
      begun: 1,
      closed: 1,
    })
  })
})
