import { describe, expect, it } from 'vitest'
import { createPace } from '../../src/adapters/wechat/pace.ts'

const NOON = Date.parse('2026-11-23T12:00:00+08:00')
const limits = { perMinute: 20, daily: { chat: 5, notice: 2, join: 1 } }

describe('the pace of an account', () => {
  it('lets one message go every three seconds, in the order in which chats asked', () => {
    const pace = createPace(limits)
    expect(pace.ask('a', 'chat', NOON)).toEqual({ kind: 'go' })
    expect(pace.ask('b', 'chat', NOON)).toEqual({ kind: 'later', afterMs: 3_000 })
    expect(pace.ask('c', 'chat', NOON)).toEqual({ kind: 'later', afterMs: 6_000 })
    expect(pace.ask('c', 'chat', NOON + 3_000)).toEqual({ kind: 'later', afterMs: 3_000 })
    expect(pace.ask('b', 'chat', NOON + 3_000)).toEqual({ kind: 'go' })
    expect(pace.ask('c', 'chat', NOON + 6_000)).toEqual({ kind: 'go' })
  })

  it('never lets more go in any minute than it may, however they ask', () => {
    const pace = createPace({ ...limits, daily: { chat: 10_000, notice: 0, join: 0 } })
    const sent: number[] = []
    for (let now = NOON; now < NOON + 300_000; now += 500)
      for (let chat = 0; chat < 40; chat += 1) if (pace.ask(`${chat}`, 'chat', now).kind === 'go') sent.push(now)
    expect(sent.length).toBeGreaterThan(95)
    for (const at of sent) expect(sent.filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(20)
  })

  it('gives away the place of a chat that does not come back', () => {
    const pace = createPace(limits)
    pace.ask('a', 'chat', NOON)
    pace.ask('gone', 'chat', NOON)
    expect(pace.ask('b', 'chat', NOON + 60_000)).toEqual({ kind: 'go' })
  })

  it('stops at the day’s budget of each kind until midnight in Beijing, and never what concerns danger', () => {
    const pace = createPace(limits)
    for (const n of [0, 1]) expect(pace.ask('a', 'notice', NOON + n * 60_000)).toEqual({ kind: 'go' })
    expect(pace.ask('a', 'notice', NOON + 120_000)).toEqual({ kind: 'spent', afterMs: 12 * 3_600_000 - 120_000 })
    expect(pace.ask('a', 'chat', NOON + 180_000)).toEqual({ kind: 'go' })
    for (let n = 0; n < 50; n += 1) expect(pace.ask('a', 'safety', NOON + 180_000)).toEqual({ kind: 'go' })
    expect(pace.counts(NOON + 180_000)).toMatchObject({ chat: 1, notice: 2, safety: 50 })
    expect(pace.ask('a', 'notice', NOON + 12 * 3_600_000)).toEqual({ kind: 'go' })
  })

  it('goes on counting after a restart', () => {
    const before = createPace(limits)
    before.ask('a', 'join', NOON)
    const after = createPace(limits)
    after.resume(before.counts(NOON))
    expect(after.ask('a', 'join', NOON + 60_000)).toMatchObject({ kind: 'spent' })
  })
})
