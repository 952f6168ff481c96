import { beforeAll, describe, expect, it } from 'vitest'
import { benchDispatch } from '../../src/bench/dispatch.ts'
import type { BenchResult } from '../../src/bench/bench.ts'

const SMALL = { villages: 60, counsel: 10, towns: 4, days: 3 }
const run = (seed: number, days = SMALL.days): Promise<BenchResult> => benchDispatch({ seed }, () => undefined, { ...SMALL, days })

describe('a simulated county', () => {
  let result: BenchResult
  beforeAll(async () => {
    result = await run(7)
  }, 60_000)

  it('is served without a conflict of interest, although there are counsel who act for the other side', () => {
    expect(result['calls_with_conflict']).toBeGreaterThan(0)
    expect(result['conflicts']).toMatchObject({ dispatch: 0 })
  })

  it('finds the conflicts that a plain list serves with the same people', async () => {
    const weeks = await Promise.all([7, 8, 9].map((seed) => run(seed, 14)))
    expect(weeks.map((one) => one['conflicts'])).toMatchObject([{ dispatch: 0 }, { dispatch: 0 }, { dispatch: 0 }])
    expect(weeks.map((one) => one['conflicts'])).toContainEqual({ dispatch: 0, round_robin: expect.toSatisfy((count: number) => count > 0) })
  })

  it('leaves nobody without an answer and out of the hands of the office', () => {
    expect(result['calls']).toBeGreaterThan(10)
    expect(result['lost']).toMatchObject({ dispatch: 0 })
  })

  it('gives the same numbers for the same seed, others for another', async () => {
    expect(await run(7)).toEqual(result)
    expect(await run(8)).not.toEqual(result)
  })
})
