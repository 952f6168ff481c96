import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPinoLog } from '../adapters/observe/pino-log.ts'
import { cipherOf } from '../commands/backup.ts'
import { readConfig } from '../config.ts'
import { figureDivisions } from '../core/figure-groups.ts'
import { migrateDatabase, openDriver } from '../database.ts'
import type { CivilDate } from '../lang/index.ts'
import { readKeys } from '../adapters/system/data-folder.ts'
import { root } from '../root.ts'
import { buildWorld, loadBase } from '../world.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { inventCounty } from './county.ts'
import { liveYear, missedBySystem, stuckOf } from './county-year.ts'
import { consultationsOf, fillYear } from './fill-year.ts'
import type { Consultation } from './fill-year.ts'
import { round } from './load.ts'
import { randomFrom } from './random.ts'
import { dayOf, recount } from './recount.ts'
import type { LoggedCase } from './recount.ts'

const COUNTY = { villages: 861, counsel: 120, towns: 12 } as const
/** Ten times what a county reported of most of a year. */
const CONSULTATIONS = 7_240
const APPLICATIONS = 5_380
/** A year that is over: figures tell of nothing that is still to come. */
const BEGINS: CivilDate = { year: 2025, month: 1, day: 1 }
const MONTHS = Array.from({ length: 12 }, (_, index) => `${BEGINS.year}-${String(index + 1).padStart(2, '0')}`)
const LAST = `${BEGINS.year}-12`

/**
 * A year of a county by the desk's own decisions, `times` times as large as usual: terms that ended late and whether the desk spoke up on each, cases that got stuck,
 * every month's figures against a recount of the log by other means, and time and memory of each report, run as a program of its own.
 */
export const benchCounty = async ({ seed, times }: Pick<BenchOptions, 'seed' | 'times'>, progress: Progress): Promise<BenchResult> => {
  const base = await loadBase(createPinoLog('error'), false, false)
  const { roster } = inventCounty(COUNTY, BEGINS, randomFrom(seed))
  const world = buildWorld(readConfig({}), base, roster)
  const begun = performance.now()
  const year = liveYear(world, BEGINS, APPLICATIONS * times, randomFrom(seed + 1), (done) => progress(`${done} steps`))
  const lived = performance.now() - begun
  const consultations = consultationsOf(roster, BEGINS, CONSULTATIONS * times, randomFrom(seed + 2))
  const logs = year.map(
    ({ casework: { id, matter, villageCode, townCode, events } }): LoggedCase => ({
      id,
      matter,
      events,
      ...(villageCode === undefined ? {} : { villageCode, townCode: townCode ?? '' }),
    }),
  )
  const { late, missed } = missedBySystem(year)
  const data = mkdtempSync(join(tmpdir(), 'xiangfa-county-'))
  try {
    const config = { ...readConfig({}), data }
    await migrateDatabase(config)
    readKeys(config.data, undefined, true, () => randomBytes(32))
    const driver = openDriver(config)
    progress('writing')
    await fillYear(driver, cipherOf(config), roster, consultations, year)
    await driver.close()
    const reports: { readonly by: string; readonly run: Run }[] = []
    for (const by of ['', ...figureDivisions]) {
      progress(`report ${by}`)
      reports.push({ by, run: await runReport(data, by) })
    }
    const byMonth = reports.find(({ by }) => by === 'month')?.run.parts ?? []
    const unequal = MONTHS.reduce(
      (sum, month, index) => sum + differences({ ...recount(logs, month), ...recountTalks(consultations, month) }, byMonth[index]?.figures ?? {}),
      0,
    )
    return {
      ...{ consultations: consultations.length, applications: year.length, moves: logs.reduce((sum, { events }) => sum + events.length, 0) },
      ...{ terms_late: late, missed_by_system: missed, stuck: stuckOf(year).length, figures_unequal: unequal, simulated_s: round(lived / 1_000) },
      ...Object.fromEntries(reports.map(({ by, run: { seconds, megabytes } }) => [`report${by === '' ? '' : ` by ${by}`}`, { seconds, megabytes }])),
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

type Figures = Readonly<Record<string, number | string | undefined>>
type Run = { readonly seconds: number; readonly megabytes: number; readonly parts: readonly { readonly key: string; readonly figures: Figures }[] }

/** Runs `xiangfa report` as anybody would: how long it took, and the most memory it held (Linux tells; 0 elsewhere). */
const runReport = (data: string, by: string): Promise<Run> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const args = ['report', '--month', LAST, '--json', '--data', data, ...(by === '' ? [] : ['--by', by])]
    const child = spawn(process.execPath, [join(root, 'dist/main.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    let most = 0
    const look = setInterval(() => {
      most = Math.max(most, peakOf(child.pid))
    }, 5)
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(look)
      if (code !== 0) return reject(new Error(`report ended with ${code}`))
      const told = JSON.parse(out) as { readonly parts?: Run['parts'] }
      resolve({ seconds: round((performance.now() - begun) / 1_000), megabytes: Math.round(most / 1_024), parts: told.parts ?? [] })
    })
  })

const peakOf = (pid: number | undefined): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** What was consulted in a month, counted by days as written. */
const recountTalks = (consultations: readonly Consultation[], month: string): Figures => {
  const inMonth = (at: number | undefined): boolean => at !== undefined && dayOf(at).startsWith(month)
  const visits = new Set(consultations.filter(({ at }) => inMonth(at)).map(({ person, at }) => `${person} ${dayOf(at)}`))
  const talks = consultations.flatMap(({ at, talk }) => (talk ? [{ at, ...talk }] : []))
  return {
    people: new Set([...visits].map((visit) => visit.split(' ')[0])).size,
    visits: visits.size,
    requests: talks.filter(({ at }) => inMonth(at)).length,
    taken: talks.filter(({ acceptedAt }) => inMonth(acceptedAt)).length,
    'talks-rated': talks.filter(({ closedAt, rating }) => rating !== undefined && inMonth(closedAt)).length,
  }
}

const differences = (counted: Figures, figures: Figures): number =>
  Object.entries(counted).filter(([name, value]) => {
    const told = figures[name]
    return typeof value === 'number' && typeof told === 'number' ? Math.abs(value - told) > 1e-9 : value !== told
  }).length
