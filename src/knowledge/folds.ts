import { DiceCoefficient } from 'natural/lib/natural/distance/index.js'
import type { Line } from './model.ts'

/** Which fold holds a line back, by its number, and which intents are taken out altogether while that fold is held back. */
export type Folds = { readonly foldOf: (line: number) => number; readonly missing: (fold: number) => ReadonlySet<string> }

const NEARLY_SAME = 0.5
/** Share of the intents, or of the topics, that are taken out in a fold. */
const MISSING = 0.12

/**
 * Deals lines into folds so that lines of an intent that are nearly the same fall into one. Every other fold misses single intents,
 * the rest whole topics: what an unforeseen question looks like. The same lines are dealt the same way.
 */
export const foldsOf = (lines: readonly Line[], intents: readonly string[], folds: number): Folds => {
  let state = 7
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const byIntent = new Map<string, number[]>()
  for (const [index, { intent }] of lines.entries()) byIntent.set(intent, [...(byIntent.get(intent) ?? []), index])
  const dealt = new Int32Array(lines.length)
  for (const members of byIntent.values()) {
    let next = Math.floor(chance() * folds)
    for (const group of groupsOf(members, lines)) {
      for (const line of group) dealt[line] = next
      next = (next + 1 + (chance() < 0.5 ? 1 : 0)) % folds
    }
  }
  const topics = [...new Set(intents.map(topicOf))]
  const missing = Array.from({ length: folds }, (_, fold) => {
    const out = new Set((fold % 2 === 0 ? intents : topics).filter(() => chance() < MISSING))
    return new Set(intents.filter((id) => out.has(id) || out.has(topicOf(id))))
  })
  return { foldOf: (line) => dealt[line] ?? 0, missing: (fold) => missing[fold] ?? new Set() }
}

const topicOf = (id: string): string => id.split('/')[0] ?? id

const groupsOf = (members: readonly number[], lines: readonly Line[]): readonly (readonly number[])[] => {
  const groups: number[][] = []
  for (const line of members) {
    const same = groups.find((group) => group.some((other) => DiceCoefficient(lines[other]?.text ?? '', lines[line]?.text ?? '') > NEARLY_SAME))
    if (same) same.push(line)
    else groups.push([line])
  }
  return groups
}
