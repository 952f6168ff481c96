import { createPinoLog } from '../adapters/observe/pino-log.ts'
import { createMatcher, trainModel } from '../knowledge/index.ts'
import type { FeatureDeps, Intent } from '../knowledge/index.ts'
import { loadBase } from '../world.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { quantile, round } from './load.ts'
import { randomFrom } from './random.ts'

const SIZES = [100, 1_000, 10_000]
const PHRASINGS = 20
const MESSAGES = 1_000
const MB = 1024 * 1024

/** Measures matching: on the base as it is, asked its own phrasings two at a time, and on generated bases of growing size. */
export const benchMatch = async ({ seed }: BenchOptions, progress: Progress): Promise<BenchResult> => {
  // What is learnt and not yet stored is no part of a warm load.
  await loadBase(createPinoLog('error'))
  const begun = performance.now()
  const base = await loadBase(createPinoLog('error'))
  const load = performance.now() - begun
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const phrasings = base.material.intents.flatMap((intent) => intent.phrasings)
  const messages = Array.from({ length: MESSAGES }, () => `${pick(phrasings)}，${pick(phrasings)}`)
  const own = timesOf(messages, base.knowledge.match)
  const rss = process.memoryUsage.rss() / MB
  const words = [...new Set(phrasings.flatMap((text) => base.segmenter.cut(text)))].filter((word) => /\p{Script=Han}{2}/u.test(word))
  const growth = SIZES.map((intents) => {
    progress(`${intents} intents`)
    const times = generated(intents, words, pick, base.features)
    return { intents, p99_ms: round(quantile(times, 0.99)) }
  })
  return { p50_ms: round(quantile(own, 0.5)), p99_ms: round(quantile(own, 0.99)), load_ms: Math.round(load), rss_mb: Math.round(rss), growth }
}

/** Milliseconds that each text takes. */
const timesOf = (texts: readonly string[], match: (text: string) => unknown): readonly number[] =>
  texts.map((text) => {
    const begun = performance.now()
    match(text)
    return performance.now() - begun
  })

/** A base of invented intents: each has some words of its own, and each phrasing is made of a few of them and a few of anybody's. */
const generated = (count: number, words: readonly string[], pick: <T>(list: readonly T[]) => T, features: FeatureDeps): readonly number[] => {
  const draw = (from: readonly string[], length: number): readonly string[] => Array.from({ length }, () => pick(from))
  const intents = Array.from({ length: count }, (_, index): Intent => {
    const own = draw(words, 6)
    const phrasing = () => [...draw(own, 3), ...draw(words, 2)].join('')
    return {
      id: `generated/i${index}`,
      title: own.join(''),
      audience: [],
      beyond: false,
      phrasings: Array.from({ length: PHRASINGS }, phrasing),
      not: [],
      short: own.join(''),
      answer: own.join(''),
      cites: [],
      actions: [],
      related: [],
      checked: '2026-01-01',
    }
  })
  const matcher = createMatcher(trainModel({ intents, chatter: [] }, features), features)
  return timesOf(
    Array.from({ length: MESSAGES }, () => `${pick(pick(intents).phrasings)}，${draw(words, 8).join('')}`),
    matcher.match,
  )
}
