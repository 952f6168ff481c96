import type { IsWorkday } from '../core/duty.ts'
import { distanceKm } from '../core/position.ts'
import { isOnDuty } from '../core/roster.ts'
import type { Position } from '../core/roster.ts'
import { addDays, civilDate, isoDate, toMs } from '../lang/index.ts'
import type { County } from './county.ts'
import { quantile, round } from './load.ts'
import type { Call } from './month.ts'
import type { Served } from './serve-month.ts'

const MINUTE = 60_000
const IN_TIME = 15

/**
 * Numbers of a month served. Percentages are of all calls where nothing else is said. `in_15_min_on_duty_percent`: taken within 15 minutes counted only while
 * somebody of the county is on duty; `own_village_percent`: of those whose village's counsel may act and was on duty when they asked, taken by theirs;
 * `through_office_percent`: handed to the office at some time, which those at the office still are; `told_agency`: not taken before the next working day began; `gini_of_load`: calls taken for each that a
 * counsel can hold, 0 where all carry the same; `conflicts`: taken by somebody who acts for the other side.
 */
export const measureMonth = (county: County, served: readonly Served[], isWorkday: IsWorkday): Readonly<Record<string, number>> => {
  const dutyMinutes = dutyClock(county, served, isWorkday)
  const taken = served.flatMap((one) => (one.by === undefined || one.at === undefined ? [] : [{ ...one, by: one.by, at: one.at }]))
  const waits = taken.map(({ call, at }) => (at - call.at) / MINUTE)
  const onDuty = taken.map(({ call, at }) => dutyMinutes(call.at, at))
  const km = taken.flatMap(({ call, by }) => distanceOf(county, call.home, by) ?? [])
  const couldOwn = served.filter(({ call }) =>
    county.roster.counsel.some((one) => serves(county, one.id, call.home) && !conflicts(county, one.id, call) && isOnDuty(one, call.at, isWorkday)),
  )
  const share = (count: number, of: number): number => round((100 * count) / Math.max(1, of))
  const loads = new Map<string, number>()
  for (const { by } of taken) loads.set(by, (loads.get(by) ?? 0) + 1)
  return {
    taken_percent: share(taken.length, served.length),
    through_office_percent: share(served.filter(({ handoff }) => handoff.target === 'office').length, served.length),
    at_office: served.filter(({ by, handoff }) => by === undefined && handoff.target === 'office').length,
    lost: served.filter(({ by, handoff }) => by === undefined && handoff.target !== 'office').length,
    told_agency: served.filter((one) => one.escalated).length,
    in_15_min_on_duty_percent: share(onDuty.filter((minutes) => minutes <= IN_TIME).length, served.length),
    wait_p50_min: round(quantile(waits, 0.5)),
    wait_p90_min: round(quantile(waits, 0.9)),
    wait_on_duty_p50_min: round(quantile(onDuty, 0.5)),
    wait_on_duty_p90_min: round(quantile(onDuty, 0.9)),
    own_village_percent: share(couldOwn.filter(({ by, call }) => by !== undefined && serves(county, by, call.home)).length, couldOwn.length),
    distance_mean_km: round(km.reduce((sum, one) => sum + one, 0) / Math.max(1, km.length)),
    distance_p90_km: round(quantile(km, 0.9)),
    gini_of_load: round(gini(county.roster.counsel.filter((one) => one.capacity > 0).map(({ id, capacity }) => (loads.get(id) ?? 0) / capacity))),
    conflicts: taken.filter(({ by, call }) => conflicts(county, by, call)).length,
  }
}

const serves = (county: County, counselId: string, village: string): boolean => county.serves.get(counselId)?.has(village) === true

/** How many calls there are in which somebody of the county acts for the other side. */
export const callsWithConflict = (county: County, calls: readonly Call[]): number =>
  calls.filter((call) => county.roster.counsel.some(({ id }) => conflicts(county, id, call))).length

/** By what the county was made with, not by what the roster says or whom the dispatcher leaves out. */
const conflicts = (county: County, counselId: string, { against }: Call): boolean =>
  against !== undefined && (against.kind === 'village' ? serves(county, counselId, against.id) : county.retained.get(counselId)?.has(against.id) === true)

/** From where somebody lives to the nearest village of the counsel; undefined for those without villages. */
const distanceOf = ({ roster, serves: served }: County, home: string, counselId: string): number | undefined => {
  const places = new Map<string, Position>(roster.villages.flatMap(({ code, position }) => (position ? [[code, position] as const] : [])))
  const from = places.get(home)
  const all = [...(served.get(counselId) ?? [])].flatMap((code) => {
    const to = places.get(code)
    return from && to ? [distanceKm(from, to)] : []
  })
  return all.length === 0 ? undefined : Math.min(...all)
}

/** Counts the minutes between two instants in which somebody of the county was on duty. */
const dutyClock = ({ roster }: County, served: readonly Served[], isWorkday: IsWorkday): ((from: number, to: number) => number) => {
  const begins = civilDate(served[0]?.call.at ?? 0)
  const start = toMs(begins)
  const days = Math.ceil((Math.max(start, ...served.map(({ call, at }) => at ?? call.at)) - start) / (1_440 * MINUTE)) + 1
  const there = new Uint8Array(days * 1_440)
  for (let day = 0; day < days; day += 1) {
    const date = addDays(begins, day)
    const iso = isoDate(date)
    for (const { duty, leave } of roster.counsel)
      if ((duty.days === 'daily' || isWorkday(date)) && !leave?.some(({ from, to }) => iso >= from && iso <= to))
        for (const { from, to } of duty.spans) there.fill(1, day * 1_440 + from, day * 1_440 + to)
  }
  const before = new Uint32Array(there.length + 1)
  for (const [minute, one] of there.entries()) before[minute + 1] = (before[minute] ?? 0) + one
  const passed = (at: number): number => {
    const minutes = (at - start) / MINUTE
    const whole = Math.floor(minutes)
    return (before[whole] ?? 0) + (minutes - whole) * (there[whole] ?? 0)
  }
  return (from, to) => passed(to) - passed(from)
}

/** Half the mean difference of any two over the mean: 0 where all are alike, near 1 where one has everything. */
const gini = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const total = sorted.reduce((sum, one) => sum + one, 0)
  if (total === 0) return 0
  return sorted.reduce((sum, one, index) => sum + (2 * (index + 1) - sorted.length - 1) * one, 0) / (sorted.length * total)
}
