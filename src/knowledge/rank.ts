import type { Found, Gathered } from './evidence.ts'
import { scoreOf } from './weights.ts'
import type { Matter, RankingWeights, Sureness } from './weights.ts'

/** A candidate in its place. `share`: of all the candidates' scores, as a softmax. */
export type Ranked = { readonly found: Found; readonly score: number; readonly share: number }

/** Ranks candidates by what speaks for them, best first. */
export const rankFound = (found: readonly Found[], by: RankingWeights): readonly Ranked[] => {
  const scored = found.map((one) => ({ found: one, score: scoreOf(one.evidence, by) })).sort((a, b) => b.score - a.score || a.found.label - b.found.label)
  const highest = scored[0]?.score ?? 0
  const odds = scored.map(({ score }) => Math.exp(score - highest))
  const total = odds.reduce((sum, one) => sum + one, 0)
  return scored.map((one, at) => ({ found: one.found, score: one.score, share: odds[at]! / total }))
}

const LONG = 60
const SHORT = 15
const LOWEST_LOG = 4

/** What makes the first of some candidates sure. */
export const surenessOf = ({ length }: Gathered, [first, second]: readonly Ranked[]): Sureness => ({
  share: first?.share ?? 0,
  margin: (first?.share ?? 0) - (second?.share ?? 0),
  whole: first?.found.evidence.whole ?? 0,
  tail: Math.max(-1, Math.log(first?.share ?? 1) / LOWEST_LOG),
  length: Math.min(1, length / LONG),
})

/** What tells whether the message is about one's rights at all. */
export const matterOf = ({ length, none }: Gathered, [first]: readonly Ranked[]): Matter => ({
  none,
  linear: first?.found.evidence.linear ?? 0,
  whole: first?.found.evidence.whole ?? 0,
  length: Math.min(1, length / SHORT),
})
