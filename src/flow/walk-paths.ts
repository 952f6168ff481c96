import type { Answers, FieldValue } from '../core/flow-state.ts'
import { holds, stepsIn } from './condition.ts'
import { isGroup, stepsOfOne } from './expand.ts'
import type { Asked } from './expand.ts'
import { representatives } from './representatives.ts'
import type { Condition, Flow, Rule } from './schema.ts'

/** More different situations than this are not walked: such a form cannot be overlooked by a person either. */
const MOST_SITUATIONS = 200_000

/** A step in the order of the file; of a group, the first of its kind. `path`: its keys in the file. */
export type Place = { readonly step: Asked; readonly when: readonly Condition[]; readonly path: readonly (string | number)[] }

/** The steps of a form in order, each with everything that must hold for it to be asked. */
export const placesOf = (flow: Flow): readonly Place[] =>
  flow.steps.flatMap((item, index): readonly Place[] => {
    const own = (step: Asked) => (step.when ? [step.when] : [])
    if (!isGroup(item)) return [{ step: item, when: own(item), path: ['steps', index] }]
    const outer = item.when ? [item.when] : []
    return stepsOfOne(item, 1).map((step, at) => ({ step, when: [...outer, ...own(step)], path: ['steps', index, 'steps', at] }))
  })

/** Every condition that a step is asked or shown by. */
export const conditionsOf = ({ step, when }: Place): readonly Condition[] => [
  ...when,
  ...step.hints.map((hint) => hint.when),
  ...(step.known?.when ? [step.known.when] : []),
  ...(step.field.kind === 'choice' || step.field.kind === 'choices' ? step.field.options.flatMap((option) => option.when ?? []) : []),
]

/** What is met on the way. `answers`: what is remembered of the path so far. */
export type Visitor = {
  readonly asked?: (place: Place, answers: Answers) => void
  /** A rule that refuses one of the answers possible here. */
  readonly refused?: (rule: Rule) => void
  /** Every possible answer is refused: the path cannot go on. */
  readonly stuck?: (place: Place) => void
  readonly stopped?: (place: Place) => void
}

/**
 * Walks every path through a form that differs in what decides: for each deciding step a representative of each kind of answer. Paths that no
 * longer differ in anything that matters are walked as one. `keep`: steps whose being answered matters at the end, `decide`: whose value does.
 * Gives what is remembered of each path at its review; undefined where there are too many.
 */
export const walkPaths = (flow: Flow, visitor: Visitor, keep: readonly string[] = [], decide: readonly string[] = []): readonly Answers[] | undefined => {
  const places = placesOf(flow)
  const conditions = [...places.flatMap(conditionsOf), ...flow.rules.map((rule) => rule.refuse), ...flow.documents.flatMap((paper) => paper.when ?? [])]
  const deciding = new Set(conditions.flatMap(stepsIn))
  const lastUse = lastUses(flow, places)
  let situations = new Map<string, Answers>([['', {}]])
  for (const [index, place] of places.entries()) {
    const { step, when } = place
    const next = new Map<string, Answers>()
    const add = (answers: Answers): void => {
      const live = Object.fromEntries(
        Object.entries(answers).flatMap(([id, value]): [string, FieldValue][] => {
          if (decide.includes(id) || (lastUse.get(id) ?? -1) > index) return [[id, value]]
          return keep.includes(id) ? [[id, value.kind === 'skipped' ? value : ANSWERED]] : []
        }),
      )
      next.set(JSON.stringify(Object.entries(live).sort(([a], [b]) => (a < b ? -1 : 1))), live)
    }
    for (const answers of situations.values()) {
      if (!when.every((one) => holds(one, answers))) {
        add(answers)
        continue
      }
      visitor.asked?.(place, answers)
      if (step.field.kind === 'stop') {
        visitor.stopped?.(place)
        continue
      }
      const possible = deciding.has(step.id) ? representatives(step, answers, conditions) : [ANSWERED, ...(step.optional ? [SKIPPED] : [])]
      let some = false
      for (const value of possible) {
        const after = { ...answers, [step.id]: value }
        const broken = flow.rules.find((rule) => lastOf(rule, places) === index && holds(rule.refuse, after))
        if (broken) visitor.refused?.(broken)
        if (broken && !broken['may-stand']) continue
        some = true
        add(after)
      }
      if (!some) visitor.stuck?.(place)
    }
    if (next.size > MOST_SITUATIONS) return undefined
    situations = next
  }
  return [...situations.values()]
}

const ANSWERED: FieldValue = { kind: 'text', value: '*', shown: '*' }
const SKIPPED: FieldValue = { kind: 'skipped', shown: '' }

/** The last place at which a step's value is looked at. */
const lastUses = (flow: Flow, places: readonly Place[]): ReadonlyMap<string, number> => {
  const last = new Map<string, number>()
  const use = (condition: Condition, index: number) => {
    for (const name of stepsIn(condition)) last.set(name, Math.max(last.get(name) ?? -1, index))
  }
  for (const [index, place] of places.entries()) for (const condition of conditionsOf(place)) use(condition, index)
  for (const rule of flow.rules) use(rule.refuse, lastOf(rule, places))
  return last
}

/** Where the last answer that a rule is about is given. */
const lastOf = (rule: Rule, places: readonly Place[]): number =>
  Math.max(...stepsIn(rule.refuse).map((name) => places.findIndex(({ step }) => step.id === name)))
