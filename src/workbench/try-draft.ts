import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Effect } from '../adapters/workbench/knowledge/knowledge-desk.ts'
import { root } from '../root.ts'

const LONGEST_MS = 240_000
/** So many results are remembered. */
const KEPT = 20

const outcome = z.object({ first: z.string(), direct: z.boolean() })
const answer = z.object({
  before: z.record(z.string(), z.number()),
  after: z.record(z.string(), z.number()),
  changed: z.array(z.object({ q: z.string(), before: outcome, after: outcome, now: z.enum(['right', 'wrong']) })),
})

/** Tries changed files of intents out, each in a process of its own, one after another; remembers what came of it. */
export const createTrials = (intents: string, titleOf: (id: string) => string) => {
  const known = new Map<string, Effect>()
  let last = Promise.resolve()
  const remember = (key: string, effect: Effect): void => {
    known.delete(key)
    known.set(key, effect)
    for (const old of [...known.keys()].slice(0, Math.max(0, known.size - KEPT))) known.delete(old)
  }
  return {
    of: (key: string): Effect | undefined => known.get(key),
    /** Begins where it was not begun. */
    begin(key: string, file: string, text: string): Effect {
      const before = known.get(key)
      if (before && before.kind !== 'failed') return before
      remember(key, { kind: 'running' })
      last = last.then(() => tryOut(intents, file, text)).then((found) => remember(key, found ? effectOf(found, titleOf) : { kind: 'failed' }))
      return { kind: 'running' }
    },
  }
}

const tryOut = async (intents: string, file: string, text: string): Promise<z.infer<typeof answer> | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-try-'))
  const draft = join(folder, basename(file))
  writeFileSync(draft, text)
  try {
    return await new Promise((resolve) => {
      const words = [join(root, 'dist/main.js'), 'kb', 'try', draft, '--intents', intents, '--json']
      execFile(process.execPath, words, { timeout: LONGEST_MS, maxBuffer: 16 * 1024 * 1024 }, (_, stdout) => {
        try {
          resolve(answer.safeParse(JSON.parse(stdout)).data)
        } catch {
          resolve(undefined)
        }
      })
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const effectOf = ({ before, after, changed }: z.infer<typeof answer>, titleOf: (id: string) => string): Effect => ({
  kind: 'done',
  figures: Object.entries(before).map(([name, was]) => ({ name, before: was, after: after[name] ?? was })),
  changed: changed.map((row) => ({
    question: row.q,
    before: row.before.first === '' ? '' : titleOf(row.before.first),
    after: row.after.first === '' ? '' : titleOf(row.after.first),
    better: row.now === 'right',
  })),
})
