import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../adapters/sql/sqlite-driver.ts'
import { readConfig } from '../config.ts'
import { openHouse } from '../wire.ts'
import type { House } from '../wire.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { randomFrom } from './random.ts'
import { createBenchDoor, quantile, round, say, sayingsOf } from './load.ts'
import type { BenchDoor } from './load.ts'

const AT_ONCE = 32
const GROWTH = [100, 1_000, 10_000]
const SAMPLE = 300
const MB = 1024 * 1024

/**
 * Turns of the whole desk on SQLite: message in, decided, committed, answer out. Closed loop of 32 people at once for the rate, then an
 * open loop at half that rate for the delay under ordinary load, then single turns as conversations grow. The bound is the rate of the
 * three durable transactions that a turn cannot do without, on the same disk in the same run.
 */
export const benchTurns = async (options: BenchOptions, progress: Progress): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-bench-'))
  const waiting = new Map<number, () => void>()
  const door = createBenchDoor((inboxId) => {
    waiting.get(inboxId)?.()
    waiting.delete(inboxId)
  })
  const begun = performance.now()
  const config = { ...readConfig({}), data: folder, log: 'error' as const }
  const house = await openHouse(config, { channels: () => [door] })
  await house.start()
  const startMs = performance.now() - begun
  const bench: Bench = { house, door, waiting, random: randomFrom(options.seed), sayings: sayingsOf(), sent: [], counts: new Map() }
  try {
    progress('bound')
    const bound = await boundPerSecond(folder, Math.min(3, options.seconds))
    progress('warm-up')
    await closedLoop(bench, options.size, 1)
    const before = process.memoryUsage.rss()
    progress('closed loop')
    const full = await closedLoop(bench, options.size, options.seconds)
    progress('half load')
    const half = await openLoop(bench, options.size, full.perSecond / 2, options.seconds)
    const rss = process.memoryUsage.rss()
    const growth: { conversations: number; ms_per_turn: number }[] = []
    for (const conversations of GROWTH) {
      progress(`${conversations} conversations`)
      growth.push({ conversations, ms_per_turn: round(await grown(bench, conversations)) })
    }
    await house.desk.idle()
    return {
      turns_per_second: round(full.perSecond),
      p50_ms: round(quantile(full.delays, 0.5)),
      p99_ms: round(quantile(full.delays, 0.99)),
      half_load_p99_ms: round(quantile(half, 0.99)),
      bound_per_second: round(bound),
      bound_ratio: round(full.perSecond / bound),
      lost: bench.sent.filter((id) => !door.answered.has(id)).length,
      reordered: door.order().reordered,
      rss_mb: round(rss / MB),
      rss_growth_mb: round((rss - before) / MB),
      start_ms: round(startMs),
      growth,
    }
  } finally {
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Bench = {
  readonly house: House
  readonly door: BenchDoor
  readonly waiting: Map<number, () => void>
  readonly random: () => number
  readonly sayings: readonly string[]
  readonly sent: number[]
  readonly counts: Map<number, number>
}

/** One message and its answer; how long it took, in milliseconds. */
const turn = async (bench: Bench, person: number): Promise<number> => {
  const begun = performance.now()
  const count = (bench.counts.get(person) ?? 0) + 1
  bench.counts.set(person, count)
  const text = bench.sayings[Math.floor(bench.random() * bench.sayings.length)] ?? ''
  const inboxId = await say(bench.house, person, count, text)
  bench.sent.push(inboxId)
  if (!bench.door.answered.has(inboxId)) await new Promise<void>((resolve) => bench.waiting.set(inboxId, resolve))
  return performance.now() - begun
}

const closedLoop = async (bench: Bench, people: number, seconds: number): Promise<{ readonly perSecond: number; readonly delays: readonly number[] }> => {
  const delays: number[] = []
  const begun = performance.now()
  const worker = async (offset: number): Promise<void> => {
    for (let person = offset; performance.now() - begun < seconds * 1_000; person = (person + AT_ONCE) % Math.max(people, AT_ONCE))
      delays.push(await turn(bench, person))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, offset) => worker(offset)))
  return { perSecond: delays.length / ((performance.now() - begun) / 1_000), delays }
}

const openLoop = async (bench: Bench, people: number, perSecond: number, seconds: number): Promise<readonly number[]> => {
  const begun = performance.now()
  const turns: Promise<number>[] = []
  while (performance.now() - begun < seconds * 1_000) {
    const due = Math.floor(((performance.now() - begun) / 1_000) * perSecond)
    while (turns.length < due) turns.push(turn(bench, Math.floor(bench.random() * people)))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return Promise.all(turns)
}

/** Fills up to so many conversations, then measures single turns of random ones. */
const grown = async (bench: Bench, conversations: number): Promise<number> => {
  let next = bench.counts.size
  const fill = async (): Promise<void> => {
    while (next < conversations) {
      const person = next
      next += 1
      if (!bench.counts.has(person)) await turn(bench, person)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fill))
  let total = 0
  for (let sample = 0; sample < SAMPLE; sample += 1) total += await turn(bench, Math.floor(bench.random() * conversations))
  return total / SAMPLE
}

/** Turns a second if each were nothing but its three durable transactions: received, decided, sent. */
const boundPerSecond = async (folder: string, seconds: number): Promise<number> => {
  const driver = openSqlite(join(folder, 'bound.db'))
  await driver.script('CREATE TABLE "Row" ("id" INTEGER PRIMARY KEY, "status" TEXT NOT NULL, "body" BLOB NOT NULL)')
  const body = Buffer.alloc(600, 1)
  const begun = performance.now()
  let count = 0
  while (performance.now() - begun < seconds * 1_000) {
    await driver.batch([{ sql: 'INSERT INTO "Row" ("status","body") VALUES (?,?)', params: ['pending', body] }])
    await driver.batch([
      { sql: 'UPDATE "Row" SET "status" = ? WHERE "id" = (SELECT MAX("id") FROM "Row")', params: ['done'] },
      { sql: 'INSERT INTO "Row" ("status","body") VALUES (?,?)', params: ['pending', body] },
    ])
    await driver.batch([{ sql: 'UPDATE "Row" SET "status" = ? WHERE "id" = (SELECT MAX("id") FROM "Row")', params: ['sent'] }])
    count += 1
  }
  const perSecond = count / ((performance.now() - begun) / 1_000)
  await driver.close()
  return perSecond
}
