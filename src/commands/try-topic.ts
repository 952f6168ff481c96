import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { faultLine } from '../adapters/content/load-content.ts'
import { createPinoLog } from '../adapters/observe/pino-log.ts'
import { changesOf, COMPARED, comparedOf, lintTopics, outcomesOf } from '../knowledge/index.ts'
import { root } from '../root.ts'
import { loadBase, readLaws } from '../world.ts'
import { measure, readRows } from './measure.ts'

/** What `kb try` may be told. `on`: the labelled questions to measure on; `intents`: the folder with the other files. */
export type TryOptions = { readonly on: string; readonly intents: string; readonly json: boolean }

/**
 * `xiangfa kb try FILE`: what a changed file of intents would do to the evaluation in place of the one of its name, written nowhere. What was learnt is stored,
 * so that a server that takes the file up later need not learn it again. With faults it only tells them, and exits 1.
 */
export const tryTopic = async (file: string, { on, intents, json }: TryOptions): Promise<void> => {
  const folder = resolve(root, intents)
  const names = new Set([...readdirSync(folder).filter((name) => name.endsWith('.yml')), basename(file)])
  const files = [...names].sort().map((name) => ({ file: `intents/${name}`, text: readFileSync(name === basename(file) ? file : join(folder, name), 'utf8') }))
  const { topics, faults } = lintTopics(files, readLaws())
  const lines = faults.map(faultLine)
  if (lines.length > 0) {
    process.exitCode = 1
    return void process.stdout.write(json ? `${JSON.stringify({ faults: lines })}\n` : `${lines.join('\n')}\n`)
  }
  const rows = readRows(on === 'test/knowledge/questions.jsonl' ? join(root, on) : resolve(on))
  const base = await loadBase(createPinoLog('error'))
  const trial = base.trial(topics)
  trial.keep()
  const clock = () => performance.now()
  const before = comparedOf(await measure(rows, base.knowledge, base.material, clock))
  const after = comparedOf(await measure(rows, trial.knowledge, base.material, clock))
  const changed = changesOf(rows, outcomesOf(rows, base.knowledge), outcomesOf(rows, trial.knowledge))
  if (json) return void process.stdout.write(`${JSON.stringify({ faults: [], before, after, changed })}\n`)
  for (const name of COMPARED) process.stdout.write(`${name.padEnd(18)}${before[name].toFixed(4)} → ${after[name].toFixed(4)}\n`)
  for (const row of changed)
    process.stdout.write(`${row.now.padEnd(6)} ${row.q}  [${row.ids.join(' ')}]  ${row.before.first || '-'} → ${row.after.first || '-'}\n`)
}
