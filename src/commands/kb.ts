import { createPinoLog } from '../adapters/observe/pino-log.ts'
import { createNoise } from '../bench/noise.ts'
import { peers } from '../bench/peers-of-matcher.ts'
import { AppError } from '../core/errors.ts'
import { CHANNELS, createKnowledge, evaluateRanking, trainModel, WEIGHTS } from '../knowledge/index.ts'
import type { Channel, EvalRow, Evaluation, Knowledge, Ranking } from '../knowledge/index.ts'
import { loadBase } from '../world.ts'
import type { Base } from '../world.ts'
import { leavable } from './bench-names.ts'
import { measure, readRows } from './measure.ts'

/** What `xiangfa kb evaluate` was asked for. `noise`: as `homophone:0.15`; `without`: parts of the matcher left out. */
export type EvaluateOptions = {
  readonly json: boolean
  readonly compare: readonly string[]
  readonly noise: string | undefined
  readonly without: readonly string[]
  readonly seed: number
}

const MB = 1024 * 1024
const now = () => performance.now()

/** `xiangfa kb evaluate FILE`: measures the knowledge base on labelled questions, beside the peers named. */
export const evaluateFile = async (file: string, options: EvaluateOptions): Promise<void> => {
  const unknown = options.compare.find((name) => !peers[name])
  if (unknown !== undefined) throw new AppError('peer.unknown', { name: unknown, names: Object.keys(peers).join(', ') })
  const begun = now()
  const base = await loadBase(createPinoLog('error'))
  const loadMs = now() - begun
  const knowledge = options.without.length === 0 ? base.knowledge : weakened(base, options.without)
  const rows = withNoise(
    readRows(file),
    options,
    base.content.topics.flatMap((topic) => topic.intents.flatMap((intent) => intent.phrasings)),
  )
  const own = await measure(rows, knowledge, base.material, now)
  const result = { ...own, load_ms: Math.round(loadMs), rss_mb: Math.round(process.memoryUsage.rss() / MB) }
  const compare: Record<string, Ranking & { readonly load_ms: number }> = {}
  for (const name of options.compare) {
    const from = now()
    const ask = await peers[name]?.(base.content.topics, base.segmenter)
    const trained = now() - from
    if (ask) compare[name] = { ...(await evaluateRanking(rows, ask, now)), load_ms: Math.round(trained) }
  }
  const whole = options.compare.length > 0 ? { ...result, compare } : result
  process.stdout.write(options.json ? `${JSON.stringify(whole)}\n` : table(result, compare))
}

/** The same knowledge base without some parts of its matcher; channels of features are left out of learning too. */
const weakened = (base: Base, without: readonly string[]): Knowledge => {
  const unknown = without.find((name) => !leavable.some((one) => one === name))
  if (unknown !== undefined) throw new AppError('part.unknown', { name: unknown, names: leavable.join(', ') })
  const features = { ...base.features, without: new Set(without.filter((name): name is Channel => name in CHANNELS)) }
  const evidence = { ...WEIGHTS.evidence, ...Object.fromEntries(without.filter((name) => name in WEIGHTS.evidence).map((name) => [name, 0])) }
  return createKnowledge(base.content.topics, { ...features, model: trainModel(base.material, features), weights: { ...WEIGHTS, evidence }, basis: '' })
}

/** `xiangfa kb match TEXT`: the candidates for a text, with what spoke for each, and what would be done. */
export const matchText = async (text: string, json: boolean): Promise<void> => {
  const base = await loadBase(createPinoLog('error'))
  const candidates = base.knowledge.match(text).map((one) => ({
    intent: one.intent === '' ? '(chatter)' : one.intent,
    title: one.intent === '' ? '' : base.knowledge.title(one.intent),
    probability: rounded(one.probability),
    score: rounded(one.score),
    evidence: Object.fromEntries(Object.entries(one.evidence).map(([name, value]) => [name, rounded(value)])),
    ...base.knowledge.explain(text, one.intent),
  }))
  const understood = base.knowledge.understand(text, { misses: 0 })
  if (json) return void process.stdout.write(`${JSON.stringify({ understood, candidates })}\n`)
  const spoke = (parts: Readonly<Record<string, number>>) =>
    Object.entries(parts)
      .map(([name, value]) => `${name} ${rounded(value)}`)
      .join('  ')
  const lines = candidates.flatMap((one) => [
    `${one.probability.toFixed(2)}  ${one.intent}  ${one.title}`,
    `      ${spoke(one.evidence)}`,
    `      ${spoke(Object.fromEntries(one.features.map(({ name, part }) => [nameOf(name), part])))}`,
    ...(one.nearest === '' ? [] : [`      ← ${one.nearest}`]),
  ])
  process.stdout.write(`${[understood.kind, ...lines].join('\n')}\n`)
}

/** A feature with its channel's name instead of the letter. */
const nameOf = (feature: string): string => `${Object.entries(CHANNELS).find(([, letter]) => feature.startsWith(letter))?.[0] ?? ''}:${feature.slice(1)}`

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

const withNoise = (rows: readonly EvalRow[], { noise, seed }: EvaluateOptions, texts: readonly string[]): readonly EvalRow[] => {
  if (noise === undefined) return rows
  const chance = Number(/^homophone:(0(?:\.\d+)?|1(?:\.0+)?)$/.exec(noise)?.[1])
  if (Number.isNaN(chance)) throw new AppError('noise.unknown', { name: noise })
  const spoil = createNoise(texts, chance, seed)
  return rows.map((row) => ({ ...row, q: spoil(row.q) }))
}

const table = (
  result: Evaluation & { readonly load_ms: number; readonly rss_mb: number },
  compare: Readonly<Record<string, Ranking & { readonly load_ms: number }>>,
): string => {
  const share = (name: keyof Evaluation) => {
    const bounds = result.intervals[name]
    return `${name.padEnd(18)}${String(result[name]).padEnd(8)}${bounds ? `[${bounds[0]} … ${bounds[1]}]` : ''}`
  }
  return [
    `n                 ${result.n}`,
    ...(['top1', 'top3', 'mrr', 'direct_rate', 'direct_precision', 'clarify_rate', 'oos_direct', 'other_direct', 'new_direct'] as const).map(share),
    `p50 ${result.p50_ms} ms  p99 ${result.p99_ms} ms  reliability ${result.reliability}  load ${result.load_ms} ms  rss ${result.rss_mb} MB`,
    ...Object.entries(compare).map(
      ([name, one]) => `${name.padEnd(8)} top1 ${one.top1}  top3 ${one.top3}  mrr ${one.mrr}  p50 ${one.p50_ms} ms  load ${one.load_ms} ms`,
    ),
    '',
    ...result.topics.map((one) => `${one.topic.padEnd(16)} n ${String(one.n).padEnd(4)} top1 ${one.top1}  top3 ${one.top3}  direct ${one.direct}`),
    '',
    ...result.confusions.map((one) => `${one.count}  ${one.wanted} ← ${one.got}`),
    '',
  ].join('\n')
}
