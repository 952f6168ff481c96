import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copySqlite } from '../adapters/sql/sqlite-copy.ts'
import { databaseFile } from '../database.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { fillConversations } from './fill-conversations.ts'
import { quantile, round } from './load.ts'
import { createMix } from './mix.ts'
import { randomFrom } from './random.ts'
import { createRecorder, replay } from './recorded.ts'
import { openService } from './service.ts'

const AT_ONCE = 32
const GROWTH = [1_000, 10_000, 100_000, 1_000_000]
const SAMPLE = 300
const RECORDED_SECONDS = 2

/**
 * Turns of the whole desk, durable at each step: message in, decided, committed, answer out, or passed on to the other side. Of ten messages seven are
 * questions, two are steps of forms, one is passed between a person and counsel. Closed loop of 32 people at once for the rate, then an open loop at
 * half that rate for the delay under ordinary load, then, on SQLite, single turns as conversations grow to a million. The bound is how fast the same
 * statements run again on a copy of the database in the same transactions, with no logic, in the same run.
 */
export const benchTurns = async (options: BenchOptions, progress: Progress): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-bench-'))
  const mix = createMix(options.size, randomFrom(options.seed))
  const recorder = createRecorder()
  const service = await openService(options.store, folder, mix.door, options.store === 'sqlite' ? { through: recorder.through } : {})
  const turn = () => mix.turn(service.house)
  const settled = async () => {
    while (mix.unanswered() > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  try {
    progress('warm-up')
    await mix.begin(service.house)
    await closedLoop(turn, 1)
    const before = service.memory()
    progress('closed loop')
    const full = await closedLoop(turn, options.seconds)
    progress('half load')
    const half = await openLoop(turn, full.perSecond / 2, options.seconds)
    const rss = service.memory()
    await settled()
    const result = {
      turns_per_second: round(full.perSecond),
      p50_ms: round(quantile(full.delays, 0.5)),
      p99_ms: round(quantile(full.delays, 0.99)),
      half_load_p99_ms: round(quantile(half, 0.99)),
      lost: mix.unanswered(),
      reordered: mix.door.order().reordered,
      rss_mb: round(rss),
      rss_growth_mb: round(rss - before),
      start_ms: round(service.startMs),
    }
    if (options.store !== 'sqlite') return result
    progress('bound')
    const copy = join(folder, 'copy.db')
    await copySqlite(databaseFile({ data: folder }), copy)
    recorder.begin()
    const recorded = await closedLoop(turn, Math.min(RECORDED_SECONDS, options.seconds))
    await settled()
    await service.house.desk.idle()
    const bound = recorded.delays.length / (await replay(copy, recorder.end()))
    const growth: { conversations: number; ms_per_turn: number }[] = []
    let filled = options.size
    for (const conversations of GROWTH.filter((one) => one > options.size)) {
      progress(`${conversations} conversations`)
      await fillConversations(recorder.driver(), filled, conversations)
      filled = conversations
      growth.push({ conversations, ms_per_turn: round(await single(turn)) })
    }
    return { ...result, bound_per_second: round(bound), bound_ratio: round(full.perSecond / bound), growth }
  } finally {
    await service.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const closedLoop = async (turn: () => Promise<number>, seconds: number): Promise<{ readonly perSecond: number; readonly delays: readonly number[] }> => {
  const delays: number[] = []
  const begun = performance.now()
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < seconds * 1_000) delays.push(await turn())
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { perSecond: delays.length / ((performance.now() - begun) / 1_000), delays }
}

const openLoop = async (turn: () => Promise<number>, perSecond: number, seconds: number): Promise<readonly number[]> => {
  const begun = performance.now()
  const turns: Promise<number>[] = []
  while (performance.now() - begun < seconds * 1_000) {
    const due = Math.floor(((performance.now() - begun) / 1_000) * perSecond)
    while (turns.length < due) turns.push(turn())
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return Promise.all(turns)
}

/** Mean milliseconds of turns one after the other. */
const single = async (turn: () => Promise<number>): Promise<number> => {
  let total = 0
  for (let sample = 0; sample < SAMPLE; sample += 1) total += await turn()
  return total / SAMPLE
}
