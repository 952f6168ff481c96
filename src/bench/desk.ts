import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSealing } from '../adapters/sql/sealing.ts'
import { proofOf } from '../adapters/workbench/same-origin.ts'
import { cipherOf } from '../commands/backup.ts'
import { readConfig } from '../config.ts'
import { accountIdOf, actorsOf } from '../core/actor.ts'
import type { ActorRole } from '../core/actor.ts'
import { openDriver } from '../database.ts'
import { openWeb } from '../web.ts'
import { openHouse } from '../wire.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { fillYear } from './desk-year.ts'
import type { YearSize } from './desk-year.ts'
import { quantile, round } from './load.ts'
import { randomFrom } from './random.ts'

/** A county of 860 villages: applications, requests and messages of a year. */
const YEAR: YearSize = { cases: 1_500, talks: 27_700, people: 15_000, messages: 60_000, tasks: 1_000 }
const LOOKS = 40

/** Milliseconds: of the clock, and of this process's own work, which others on the machine do not slow down. */
type Took = { readonly wall: number; readonly cpu: number }

type Page = { readonly name: string; readonly role: ActorRole; readonly path: string; readonly post?: Readonly<Record<string, string>> }

/**
 * How fast the workbench answers over a year's data: each page as often as it takes, one after the other, without a network between. `first_ms`: the first look
 * after the start, when nothing has been read yet.
 */
export const benchDesk = async (options: BenchOptions, progress: Progress): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-bench-'))
  const config = { ...readConfig({}), data: join(folder, 'data'), log: 'silent' as const }
  try {
    progress('roster')
    const empty = await openHouse(config)
    const { roster } = empty.world()
    await empty.close()
    progress('a year')
    const driver = openDriver(config)
    await fillYear(driver, createSealing(cipherOf(config)), roster, YEAR, Date.now(), randomFrom(options.seed))
    await driver.close()
    progress('start')
    const web = openWeb(config)
    const house = await openHouse(config, { channels: web.channels })
    const app = web.app(house)
    await house.start()
    const tokens = new Map<ActorRole, string>()
    for (const actor of actorsOf(roster)) {
      if (tokens.has(actor.role)) continue
      const token = `bench-session-${actor.role}-0123456789012345678901234567`
      const now = Date.now()
      await house.workbench.accounts.open(
        { id: `bench-${actor.role}`, accountId: accountIdOf(actor), device: '', createdAt: now, usedAt: now, expiresAt: now + 86_400_000 },
        token,
      )
      tokens.set(actor.role, token)
    }
    const ask = async ({ role, path, post }: Page): Promise<Took> => {
      const token = tokens.get(role) ?? ''
      const headers = { cookie: `xd=${token}`, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
      const [begun, used] = [performance.now(), process.cpuUsage()]
      const response = await app.request(path, post ? { method: 'POST', headers, body: new URLSearchParams({ proof: proofOf(token), ...post }) } : { headers })
      const { length } = await response.text()
      if (response.status !== 200 || length === 0) throw new Error(`${path} answered ${response.status}`)
      const { user, system } = process.cpuUsage(used)
      return { wall: performance.now() - begun, cpu: (user + system) / 1_000 }
    }
    const open = await house.workbench.cases.open({})
    const granted = open.find(({ events }) => events.at(-1)?.to === 'granted')
    const some = open[0]?.id ?? ''
    const pages: readonly Page[] = [
      { name: 'today_clerk', role: 'clerk', path: '/desk/today' },
      { name: 'today_agency', role: 'agency', path: '/desk/today' },
      { name: 'cases', role: 'agency', path: '/desk/cases' },
      { name: 'cases_all', role: 'bureau', path: '/desk/cases?whose=all' },
      { name: 'cases_search', role: 'agency', path: '/desk/cases?whose=all&q=0042' },
      { name: 'cases_board', role: 'agency', path: '/desk/cases?view=board&whose=all' },
      { name: 'cases_over', role: 'agency', path: '/desk/cases?view=over' },
      { name: 'case', role: 'agency', path: `/desk/cases/${some}` },
      ...(granted ? [{ name: 'assign', role: 'agency' as const, path: `/desk/cases/${granted.id}/moves/assign` }] : []),
      ...(granted ? [{ name: 'assign_several', role: 'agency' as const, path: '/desk/cases/assign', post: { [`case-${granted.id}`]: '1' } }] : []),
      { name: 'calendar', role: 'agency', path: '/desk/calendar' },
      { name: 'calendar_all', role: 'bureau', path: '/desk/calendar?view=month&all=1' },
      { name: 'dispatch', role: 'agency', path: '/desk/dispatch' },
      { name: 'figures', role: 'bureau', path: '/desk/figures' },
      { name: 'figures_office', role: 'office-head', path: '/desk/figures' },
    ]
    const rows: Record<string, Readonly<Record<string, number>>> = {}
    for (const page of pages) {
      progress(page.name)
      const first = await ask(page)
      const times: Took[] = []
      for (let look = 0; look < LOOKS; look += 1) times.push(await ask(page))
      const of = (what: keyof Took, share: number) =>
        round(
          quantile(
            times.map((one) => one[what]),
            share,
          ),
        )
      rows[page.name] = { first_ms: round(first.wall), p50_ms: of('wall', 0.5), p95_ms: of('wall', 0.95), cpu_p95_ms: of('cpu', 0.95) }
    }
    await house.close()
    const worst = (column: string) => Math.max(...Object.values(rows).map((row) => row[column] ?? 0))
    return { open_cases: open.length, worst_p95_ms: worst('p95_ms'), worst_cpu_p95_ms: worst('cpu_p95_ms'), ...rows }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
