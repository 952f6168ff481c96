import { readContent } from '../world.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { fuzzInputs } from './fuzz-inputs.ts'
import { fuzzTargets } from './fuzz-targets.ts'
import { round } from './load.ts'
import { randomFrom } from './random.ts'

/** What came of it: inputs that made a reader throw, and the slowest reading. */
export type Fuzzed = {
  readonly inputs: number
  readonly crashes: readonly { readonly target: string; readonly input: string; readonly error: string }[]
  readonly slowest: { readonly target: string; readonly ms: number; readonly input: string }
}

const MOST_TOLD = 20
/** Of other benches, whose sizes are people: then a million inputs are meant. */
const USUAL_SIZE = 200

/** Gives `count` inputs to the readers of what strangers send, one after another. */
export const fuzz = (count: number, seed: number, progress: Progress = () => undefined): Fuzzed => {
  const { topics } = readContent(false, false)
  const corpus = topics.flatMap((topic) => topic.intents.flatMap((intent) => intent.phrasings))
  const next = fuzzInputs(corpus, randomFrom(seed))
  const targets = fuzzTargets(
    corpus.slice(0, 5).map((label, index) => ({ value: String(index), label })),
    corpus.slice(5, 40).map((text) => text.slice(0, 3)),
  )
  const crashes: Fuzzed['crashes'][number][] = []
  let slowest = { target: '', ms: 0, input: '' }
  for (let done = 0; done < count; done += 1) {
    const target = targets[done % targets.length]
    const input = next()
    if (!target) break
    const begun = performance.now()
    try {
      target.run(input)
    } catch (error) {
      if (crashes.length < MOST_TOLD) crashes.push({ target: target.name, input, error: error instanceof Error ? error.message : String(error) })
    }
    let ms = performance.now() - begun
    if (ms > slowest.ms) {
      // Once more: what else the machine did meanwhile does not count.
      if (ms > 5)
        ms = Math.min(
          ms,
          again(() => target.run(input)),
        )
      if (ms > slowest.ms) slowest = { target: target.name, ms, input }
    }
    if (done % 10_000 === 0) progress(`${done} inputs, slowest ${round(slowest.ms)} ms`)
  }
  return { inputs: count, crashes, slowest }
}

const again = (run: () => unknown): number => {
  const begun = performance.now()
  try {
    run()
  } catch {
    // Counted before.
  }
  return performance.now() - begun
}

/** A million inputs, or `size` where one was named. */
export const benchFuzz = async ({ size, seed }: BenchOptions, progress: Progress): Promise<BenchResult> => {
  const { inputs, crashes, slowest } = fuzz(size > USUAL_SIZE ? size : 1_000_000, seed, progress)
  for (const { target, input, error } of crashes) process.stderr.write(`${target}: ${error}: ${JSON.stringify(input).slice(0, 300)}\n`)
  if (slowest.ms > 50) process.stderr.write(`${slowest.target} took ${round(slowest.ms)} ms: ${JSON.stringify(slowest.input).slice(0, 300)}\n`)
  return { inputs, crashes: crashes.length, slowest_ms: round(slowest.ms) }
}
