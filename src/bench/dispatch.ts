import { isChineseWorkday } from '../adapters/calendar/work-calendar.ts'
import { createPinoLog } from '../adapters/observe/pino-log.ts'
import { readConfig } from '../config.ts'
import type { DispatchStep } from '../core/dispatch.ts'
import type { CivilDate } from '../lang/index.ts'
import { buildWorld, loadBase } from '../world.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { inventCounty } from './county.ts'
import type { CountySize } from './county.ts'
import { deskWay } from './desk-way.ts'
import { callsWithConflict, measureMonth } from './measure-month.ts'
import { callsOf } from './month.ts'
import { randomFrom } from './random.ts'
import { roundRobin } from './round-robin.ts'
import { serveMonth } from './serve-month.ts'
import type { Served, Way } from './serve-month.ts'

/** What is simulated: a county for so many days. */
export type DispatchSize = CountySize & { readonly days: number }

const MONTH: DispatchSize = { villages: 861, counsel: 120, towns: 15, days: 30 }
const BEGINS: CivilDate = { year: 2026, month: 11, day: 1 }

/**
 * An invented county of 861 villages with 120 counsel for a month: the desk's own decisions, and the same calls with the same people by plain
 * round-robin. The same seed gives the same numbers.
 */
export const benchDispatch = async ({ seed }: Pick<BenchOptions, 'seed'>, progress: Progress, size: DispatchSize = MONTH): Promise<BenchResult> => {
  const base = await loadBase(createPinoLog('error'), false, false)
  const county = inventCounty(size, BEGINS, randomFrom(seed))
  const calls = callsOf(county, BEGINS, size.days, randomFrom(seed + 1))
  const world = buildWorld(readConfig({}), base, county.roster)
  const serve = (name: string, way: Way): readonly Served[] => {
    progress(`${calls.length} calls, ${name}`)
    return serveMonth(county, calls, way, seed, isChineseWorkday)
  }
  const served = serve('dispatch', deskWay(world))
  const plain = measureMonth(county, serve('round-robin', roundRobin(county)), isChineseWorkday)
  const rows = Object.entries(measureMonth(county, served, isChineseWorkday)).map(([name, value]) => [name, { dispatch: value, round_robin: plain[name] ?? 0 }])
  const { villages, counsel, days } = size
  const told = { villages, counsel, days, calls: calls.length, calls_with_conflict: callsWithConflict(county, calls) }
  return { ...told, ...Object.fromEntries(rows), taken_by_step: stepsOf(served) }
}

/** How far the request had gone when somebody took it. */
const stepsOf = (served: readonly Served[]): Readonly<Record<DispatchStep, number>> => {
  const count = (step: DispatchStep): number => served.filter(({ by, handoff }) => by !== undefined && handoff.step === step).length
  return { own: count('own'), neighbour: count('neighbour'), town: count('town'), county: count('county') }
}
