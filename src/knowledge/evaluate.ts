import { z } from 'zod'
import type { Understood } from './decide.ts'

/** One line of an evaluation file: a question and what may be answered; 'other' a legal question without an intent, 'oos' nothing to answer. */
export const evalRowSchema = z.object({ q: z.string().min(1), ids: z.array(z.string().min(1)).min(1) })
export type EvalRow = z.infer<typeof evalRowSchema>

/** What is measured: intents ranked best first, with the chance that the first is right where the classifier says one. */
export type Asked = { readonly ranked: readonly string[]; readonly probability?: number }

/** Shares from 0 to 1 with their 95 % intervals (Wilson), times in milliseconds. */
export type Ranking = { readonly top1: number; readonly top3: number; readonly mrr: number; readonly p50_ms: number; readonly p99_ms: number }
export type Evaluation = Ranking & {
  readonly n: number
  readonly direct_rate: number
  readonly direct_precision: number
  readonly clarify_rate: number
  readonly oos_direct: number
  readonly other_direct: number
  readonly new_direct: number
  /** Mean gap between the probability shown for the first candidate and how often it is right, over tenths of probability. */
  readonly reliability: number
  readonly intervals: Readonly<Record<string, readonly [number, number]>>
  readonly topics: readonly { readonly topic: string; readonly n: number; readonly top1: number; readonly top3: number; readonly direct: number }[]
  readonly confusions: readonly { readonly wanted: string; readonly got: string; readonly count: number }[]
}

const MOST_CONFUSIONS = 25
const round = (value: number, places = 4): number => Math.round(value * 10 ** places) / 10 ** places

/** 95 % interval of a share (Wilson). */
const interval = (hits: number, of: number): readonly [number, number] => {
  if (of === 0) return [0, 1]
  const z2 = 1.96 ** 2
  const share = hits / of
  const middle = share + z2 / (2 * of)
  const spread = 1.96 * Math.sqrt((share * (1 - share) + z2 / (4 * of)) / of)
  return [round(Math.max(0, (middle - spread) / (1 + z2 / of))), round(Math.min(1, (middle + spread) / (1 + z2 / of)))]
}

type Seen = { readonly row: EvalRow; readonly asked: Asked; readonly understood?: Understood; readonly ms: number }
const isOpen = (id: string): boolean => id !== 'other' && id !== 'oos'
const rankOf = ({ row, asked }: Seen): number => asked.ranked.findIndex((id) => row.ids.includes(id))

type Ask = (text: string) => Asked | Promise<Asked>

const askAll = async (rows: readonly EvalRow[], ask: Ask, now: () => number): Promise<readonly Seen[]> => {
  const seen: Seen[] = []
  for (const row of rows) {
    const begun = now()
    const answer = ask(row.q)
    const asked = answer instanceof Promise ? await answer : answer
    seen.push({ row, asked, ms: now() - begun })
  }
  return seen
}

const ranking = (seen: readonly Seen[]): Ranking => {
  const meant = seen.filter(({ row }) => row.ids.some(isOpen))
  const ranks = meant.map(rankOf)
  const within = (most: number) => ranks.filter((rank) => rank >= 0 && rank < most).length
  const times = seen.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)
  const of = Math.max(1, meant.length)
  return {
    top1: round(within(1) / of),
    top3: round(within(3) / of),
    mrr: round(ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / of),
    p50_ms: at(0.5),
    p99_ms: at(0.99),
  }
}

/** Measures how a classifier ranks. `now`: milliseconds of a steady clock. */
export const evaluateRanking = async (rows: readonly EvalRow[], ask: Ask, now: () => number): Promise<Ranking> => ranking(await askAll(rows, ask, now))

/** Measures what the desk would do. `isNew`: an intent beyond the catalogue; such answers are counted apart. */
export const evaluateAll = async (
  rows: readonly EvalRow[],
  ask: Ask,
  understand: (text: string) => Understood,
  isNew: (intent: string) => boolean,
  now: () => number,
): Promise<Evaluation> => {
  const seen = (await askAll(rows, ask, now)).map((one): Seen => ({ ...one, understood: understand(one.row.q) }))
  const direct = directOf
  const known = seen.filter((one) => direct(one) !== undefined && !isNew(direct(one) ?? ''))
  const right = known.filter((one) => one.row.ids.includes(direct(one) ?? ''))
  const labelled = (label: string) => seen.filter(({ row }) => row.ids.includes(label))
  const meant = seen.filter(({ row }) => row.ids.some(isOpen))
  const counts = {
    top1: [meant.filter((one) => rankOf(one) === 0).length, meant.length],
    top3: [meant.filter((one) => rankOf(one) >= 0 && rankOf(one) < 3).length, meant.length],
    direct_rate: [seen.filter((one) => direct(one) !== undefined).length, seen.length],
    direct_precision: [right.length, known.length],
    clarify_rate: [seen.filter(({ understood }) => understood?.kind === 'clarify').length, seen.length],
    oos_direct: [labelled('oos').filter((one) => known.includes(one)).length, labelled('oos').length],
    other_direct: [labelled('other').filter((one) => known.includes(one)).length, labelled('other').length],
    new_direct: [labelled('other').filter((one) => direct(one) !== undefined && !known.includes(one)).length, labelled('other').length],
  } as const
  const share = (name: keyof typeof counts): number => round(counts[name][0] / Math.max(1, counts[name][1]))
  return {
    n: rows.length,
    ...ranking(seen),
    direct_rate: share('direct_rate'),
    direct_precision: share('direct_precision'),
    clarify_rate: share('clarify_rate'),
    oos_direct: share('oos_direct'),
    other_direct: share('other_direct'),
    new_direct: share('new_direct'),
    reliability: reliability(seen),
    intervals: Object.fromEntries(Object.entries(counts).map(([name, [hits, of]]) => [name, interval(hits, of)])),
    topics: byTopic(meant),
    confusions: confusions(meant),
  }
}

const directOf = ({ understood }: Seen): string | undefined => (understood?.kind === 'answer' ? understood.intent : undefined)

const reliability = (seen: readonly Seen[]): number => {
  const bands = new Map<number, { promised: number; right: number }>()
  const sure = seen.filter(({ asked }) => asked.probability !== undefined && asked.ranked.length > 0)
  for (const { row, asked } of sure) {
    const chance = asked.probability ?? 0
    const band = bands.get(Math.floor(chance * 10)) ?? { promised: 0, right: 0 }
    band.promised += chance
    band.right += row.ids.includes(asked.ranked[0] ?? '') ? 1 : 0
    bands.set(Math.floor(chance * 10), band)
  }
  return round([...bands.values()].reduce((sum, { promised, right }) => sum + Math.abs(promised - right), 0) / Math.max(1, sure.length))
}

const topicOf = (id: string): string => id.split('/')[0] ?? id

const byTopic = (meant: readonly Seen[]): Evaluation['topics'] => {
  const groups = new Map<string, Seen[]>()
  for (const one of meant) {
    const topic = topicOf(one.row.ids.find(isOpen) ?? '')
    groups.set(topic, [...(groups.get(topic) ?? []), one])
  }
  return [...groups]
    .map(([topic, list]) => ({
      topic,
      n: list.length,
      top1: round(list.filter((one) => rankOf(one) === 0).length / list.length),
      top3: round(list.filter((one) => rankOf(one) >= 0 && rankOf(one) < 3).length / list.length),
      direct: round(list.filter((one) => directOf(one) !== undefined).length / list.length),
    }))
    .sort((a, b) => b.n - a.n)
}

const confusions = (meant: readonly Seen[]): Evaluation['confusions'] => {
  const pairs = new Map<string, number>()
  for (const one of meant) {
    const got = one.asked.ranked[0]
    if (got === undefined || one.row.ids.includes(got)) continue
    const pair = `${one.row.ids[0]} ${got}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return [...pairs]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_CONFUSIONS)
    .map(([pair, count]) => ({ wanted: pair.split(' ')[0] ?? '', got: pair.split(' ')[1] ?? '', count }))
}
