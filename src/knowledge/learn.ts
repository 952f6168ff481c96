import { evidenceFor, readyModel } from './evidence.ts'
import type { Gathered } from './evidence.ts'
import { readSaid } from './features.ts'
import type { FeatureDeps } from './features.ts'
import { foldsOf } from './folds.ts'
import { linesOf, trainModel } from './model.ts'
import type { Material } from './model.ts'
import { fitLogistic } from './logistic.ts'
import { matterOf, rankFound, surenessOf } from './rank.ts'
import { chanceOf, MATTER, matterChanceOf, RANKING, SURENESS } from './weights.ts'
import type { Matter, MatterWeights, RankingWeights, Sureness, SurenessWeights } from './weights.ts'

/**
 * A line as a matcher saw it that had not learnt it. `names`: its intents by number; `truth`: what it means, '' none of them.
 * `strange`: the intent it means had been taken out altogether, as questions nobody foresaw.
 */
export type HeldBack = { readonly gathered: Gathered; readonly names: readonly string[]; readonly truth: string; readonly strange: boolean }

/** Asks about every line a matcher that has not learnt it, nor lines nearly the same, nor some intents or whole topics. */
export const holdBack = (material: Material, deps: FeatureDeps, folds: number, tell: (fold: number) => void): readonly HeldBack[] => {
  const lines = linesOf(material)
  const { foldOf, missing } = foldsOf(
    lines,
    material.intents.map((intent) => intent.id),
    folds,
  )
  return Array.from({ length: folds }, (_, fold) => {
    tell(fold)
    const out = missing(fold)
    const known = { ...material, intents: material.intents.filter((intent) => !out.has(intent.id)) }
    const ready = readyModel(
      trainModel(
        known,
        deps,
        lines.filter((line, index) => foldOf(index) !== fold && !out.has(line.intent)),
      ),
    )
    return lines
      .filter((_line, index) => foldOf(index) === fold)
      .map((line) => ({
        gathered: evidenceFor(readSaid(line.text, deps), ready),
        names: ready.model.names,
        truth: line.intent,
        strange: out.has(line.intent),
      }))
  }).flat()
}

const ROUNDS = 6
const STEP = 0.5

/** Learns how the evidence adds up: the weights under which what was meant gets the largest share. None falls below 0. */
export const learnRanking = (held: readonly HeldBack[]): RankingWeights => {
  const rows = held.flatMap(({ gathered, names, truth, strange }) => {
    const right = strange || truth === '' ? -1 : gathered.found.findIndex((one) => names[one.label] === truth)
    return right < 0 ? [] : [{ right, inputs: gathered.found.map(({ evidence }) => RANKING.map((name) => evidence[name])) }]
  })
  const weights = RANKING.map(() => 1)
  const seen = RANKING.map(() => 1e-6)
  for (let round = 0; round < ROUNDS; round += 1)
    for (let at = 0; at < rows.length; at += 1) {
      // A stride that shares no factor with the count visits every row once, far apart.
      const { right, inputs } = rows[(at * 7_919 + round) % rows.length]!
      const scores = inputs.map((values) => values.reduce((sum, value, index) => sum + value * weights[index]!, 0))
      const most = Math.max(...scores)
      const shares = scores.map((score) => Math.exp(score - most))
      const total = shares.reduce((sum, share) => sum + share, 0)
      for (let index = 0; index < weights.length; index += 1) {
        const slope = inputs.reduce((sum, values, one) => sum + (shares[one]! / total) * values[index]!, -inputs[right]![index]!)
        seen[index]! += slope * slope
        weights[index] = Math.max(0, weights[index]! - (STEP * slope) / Math.sqrt(seen[index]!))
      }
    }
  const [linear = 0, share = 0, bayes = 0] = weights.map(rounded)
  return { linear, share, bayes }
}

/** One message: what makes its best candidate sure, whether it was right, and whether the message was about one's rights at all. */
export type Judged = { readonly sureness: Sureness; readonly matter: Matter; readonly right: boolean; readonly chatter: boolean }

/** The best candidates of held-back lines. `akin`: intents whose answers do for each other; a line whose own intent is out then proves nothing. */
export const judge = (held: readonly HeldBack[], by: RankingWeights, akin: (truth: string, got: string) => boolean): readonly Judged[] =>
  held.flatMap(({ gathered, names, truth, strange }) => {
    const ranked = rankFound(gathered.found, by)
    const got = names[ranked[0]?.found.label ?? 0] ?? ''
    if (strange && akin(truth, got)) return []
    return [{ sureness: surenessOf(gathered, ranked), matter: matterOf(gathered, ranked), right: got === truth && !strange, chatter: truth === '' }]
  })

/** Learns how sure a best candidate is. What ought to make sure never makes unsure. */
export const learnSureness = (judged: readonly Judged[]): SurenessWeights => {
  const rows = judged.flatMap(({ sureness, right, chatter }) => (chatter ? [] : [{ inputs: SURENESS.map((name) => sureness[name]), yes: right, weight: 1 }]))
  const learnt = fitLogistic(
    rows,
    SURENESS.map(() => 0),
  )
  const [base = 0, share = 0, margin = 0, whole = 0, tail = 0, length = 0] = learnt.map(rounded)
  return { base, share, margin, whole, tail, length }
}

/** Of the messages that learning sees, this share is small talk: more than was written down, for there is no end to it. */
const CHATTER = 0.1

/** Learns to tell small talk. */
export const learnMatter = (judged: readonly Judged[]): MatterWeights => {
  const some = judged.filter(({ chatter }) => chatter).length
  const weight = (CHATTER * (judged.length - some)) / ((1 - CHATTER) * Math.max(1, some))
  const rows = judged.map(({ matter, chatter }) => ({ inputs: MATTER.map((name) => matter[name]), yes: !chatter, weight: chatter ? weight : 1 }))
  const [base = 0, none = 0, linear = 0, whole = 0, length = 0] = fitLogistic(rows).map(rounded)
  return { base, none, linear, whole, length }
}

/** Largest gap between what a band of probabilities promises and how often it is right, over tenths with enough cases, and each band. */
export type Reliability = {
  readonly worst: number
  readonly mean: number
  readonly bands: readonly { readonly promised: number; readonly right: number; readonly n: number }[]
}

const FEWEST = 50

/** How far probabilities can be taken at their word. */
export const reliabilityOf = (judged: readonly Judged[], by: SurenessWeights, matterBy: MatterWeights): Reliability => {
  const bands = Array.from({ length: 10 }, () => ({ promised: 0, right: 0, n: 0 }))
  for (const { sureness, matter, right } of judged) {
    const chance = chanceOf(sureness, by) * matterChanceOf(matter, matterBy)
    const band = bands[Math.min(9, Math.floor(chance * 10))]!
    band.promised += chance
    band.right += right ? 1 : 0
    band.n += 1
  }
  const filled = bands.filter(({ n }) => n >= FEWEST).map(({ promised, right, n }) => ({ promised: rounded(promised / n), right: rounded(right / n), n }))
  const gaps = filled.map(({ promised, right, n }) => ({ gap: Math.abs(promised - right), n }))
  const total = gaps.reduce((sum, { n }) => sum + n, 0)
  return {
    worst: rounded(Math.max(0, ...gaps.map(({ gap }) => gap))),
    mean: rounded(gaps.reduce((sum, { gap, n }) => sum + gap * n, 0) / Math.max(1, total)),
    bands: filled,
  }
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000
