import { groupAlike } from './alike.ts'
import { evidenceFor, lettersOf, readyModel } from './evidence.ts'
import { readSaid } from './features.ts'
import type { FeatureDeps } from './features.ts'
import { weightOf } from './linear.ts'
import { TUNING, vectorOf } from './model.ts'
import type { Model } from './model.ts'
import { matterOf, rankFound, surenessOf } from './rank.ts'
import { chanceOf, matterChanceOf, WEIGHTS } from './weights.ts'
import type { Evidence, Weights } from './weights.ts'

/** An intent ('' none of them) with the probability that it is what was meant, and what spoke for it. */
export type Candidate = {
  readonly intent: string
  readonly probability: number
  readonly score: number
  readonly evidence: Evidence
}

/** Finds what a text means: candidates, best first, at most `limit`, behind '' where it is more likely no question about one's rights. Empty where nothing is alike. */
export type Matcher = {
  readonly match: (text: string, limit?: number) => readonly Candidate[]
  /** The phrasing of an intent that is most like a text, and the features that speak loudest for the intent: for people who mend the base. */
  readonly explain: (text: string, intent: string) => Explained
  /** Texts that are alike, as the matcher sees them: places in the list, the largest group first. */
  readonly groups: (texts: readonly string[]) => readonly (readonly number[])[]
}

/** Why an intent was found. `features`: by name, as in `CHANNELS`, with their part of the linear classifier's score, loudest first. */
export type Explained = { readonly nearest: string; readonly features: readonly { readonly name: string; readonly part: number }[] }

const LOUDEST = 8
const EVEN = 0.5
/** What stands word for word under an intent is meant, but for mistakes of whoever wrote it there. */
const VERBATIM = 0.98

/** Makes a matcher of a model. */
export const createMatcher = (model: Model, deps: FeatureDeps, weights: Weights = WEIGHTS): Matcher => {
  const ready = readyModel(model)
  return {
    match(text, limit = 5) {
      const gathered = evidenceFor(readSaid(text, deps), ready)
      const ranked = rankFound(gathered.found, weights.evidence)
      const first = ranked[0]
      if (!first) return []
      const verbatim = ready.verbatim.get(lettersOf(text))
      const said = verbatim !== undefined && verbatim === first.found.label
      const matter = said ? VERBATIM : matterChanceOf(matterOf(gathered, ranked), weights.matter)
      const sure = said ? VERBATIM : chanceOf(surenessOf(gathered, ranked), weights.sureness)
      const candidates = ranked.slice(0, limit).map(
        ({ found, score, share }, at): Candidate => ({
          intent: model.names[found.label] ?? '',
          // What follows is right only where the first is not, and then by its share of the rest.
          probability: matter * (at === 0 ? sure : Math.min((sure * share) / first.share, ((1 - sure) * share) / Math.max(1e-9, 1 - first.share))),
          score,
          evidence: found.evidence,
        }),
      )
      if (matter >= EVEN) return candidates
      return [{ intent: '', probability: 1 - matter, score: 0, evidence: { linear: gathered.none, whole: 0, share: 0, bayes: 0 } }, ...candidates]
    },
    groups: (texts) =>
      groupAlike(
        texts.map((text) => vectorOf(readSaid(text, deps).features, ready.ids, model.rarity, TUNING.unknown)),
        model.vocabulary.length,
      ),
    explain(text, intent) {
      const label = model.names.indexOf(intent)
      const vector = vectorOf(readSaid(text, deps).features, ready.ids, model.rarity, TUNING.unknown)
      const own = new Map(Array.from(vector.ids, (id, at) => [id, vector.values[at]!]))
      const like = (phrasing: string): number => {
        const other = vectorOf(readSaid(phrasing, deps).features, ready.ids, model.rarity, TUNING.unknown)
        return other.ids.reduce((sum, id, at) => sum + other.values[at]! * (own.get(id) ?? 0), 0)
      }
      const phrasings = model.phrasings.flatMap((phrasing, at) => (model.labels[at] === label ? [{ phrasing, alike: like(phrasing) }] : []))
      const parts = Array.from(vector.ids, (id, at) => ({
        name: model.vocabulary[id] ?? '',
        part: vector.values[at]! * weightOf(model.linear, id, label),
      }))
      return {
        nearest: phrasings.reduce((best, one) => (one.alike > best.alike ? one : best), { phrasing: '', alike: 0 }).phrasing,
        features: parts
          .filter(({ part }) => part > 0)
          .sort((a, b) => b.part - a.part)
          .slice(0, LOUDEST),
      }
    },
  }
}
