import type { Answers } from '../core/flow-state.ts'
import type { Condition, Field, Flow, Group, Step } from './schema.ts'
import { holds } from './condition.ts'

/** A question as it is asked: of a group with its number, `group.2.name`. */
export type Asked = Step & { readonly group?: { readonly id: string; readonly n: number; readonly label: string; readonly last: boolean } }

/** Whether an item of a form's file is a group. */
export const isGroup = (item: Flow['steps'][number]): item is Group => 'group' in item

const rename = (condition: Condition, name: (step: string) => string): Condition => {
  if ('all' in condition) return { all: condition.all.map((one) => rename(one, name)) }
  if ('any' in condition) return { any: condition.any.map((one) => rename(one, name)) }
  if ('not' in condition) return { not: rename(condition.not, name) }
  if ('before-step' in condition) return { step: name(condition.step), 'before-step': name(condition['before-step']) }
  if ('more-than-step' in condition) return { step: name(condition.step), 'more-than-step': name(condition['more-than-step']) }
  return { ...condition, step: name(condition.step) }
}

const renameField = (field: Field, name: (step: string) => string): Field => {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return { ...field, options: field.options.map((option) => ({ ...option, ...(option.when ? { when: rename(option.when, name) } : {}) })) }
    case 'signature':
      return { ...field, of: name(field.of) }
    case 'listed':
      return { ...field, ...(field.village === undefined ? {} : { village: name(field.village) }) }
    default:
      return field
  }
}

/** The steps of one of a group, their conditions pointing at their own siblings; without the question for more. */
export const stepsOfOne = (group: Group, n: number): readonly Asked[] => {
  const own = new Set(group.steps.map((step) => step.id))
  const name = (id: string) => (own.has(id) ? `${group.group}.${n}.${id}` : id)
  return group.steps.map((step, index): Asked => {
    const { when, known, ...rest } = step
    return {
      ...rest,
      id: name(step.id),
      ...(n === 1 && index === 0 && group.section !== undefined ? { section: group.section } : {}),
      depends: step.depends.map(name),
      hints: step.hints.map((hint) => ({ ...hint, when: rename(hint.when, name) })),
      field: renameField(step.field, name),
      ...(known ? { known: { ...known, ...(known.when ? { when: rename(known.when, name) } : {}) } } : {}),
      ...(when ? { when: rename(when, name) } : {}),
      group: { id: group.group, n, label: group.label, last: false },
    }
  })
}

/** The question whether there are more. */
const moreOf = (group: Group, n: number): Asked => ({
  id: `${group.group}.${n}.more`,
  label: group.more,
  ask: group.more,
  help: group.more,
  hints: [],
  field: { kind: 'yes-no' },
  optional: false,
  sensitive: false,
  depends: [],
  group: { id: group.group, n, label: group.label, last: true },
})

const applies = (when: Condition | undefined, answers: Answers): boolean => !when || holds(when, answers)

const askedOfGroup = (group: Group, answers: Answers): readonly Asked[] => {
  if (!applies(group.when, answers)) return []
  const asked: Asked[] = []
  for (let n = 1; n <= group.max; n += 1) {
    asked.push(...stepsOfOne(group, n).filter((step) => applies(step.when, answers)))
    if (n === group.max) break
    const more = moreOf(group, n)
    asked.push(more)
    const value = answers[more.id]
    if (value?.kind !== 'yes-no' || !value.value) break
  }
  return asked
}

/** Questions that are asked, given these answers, in order. A `stop` that applies is the last. */
export const relevantSteps = (flow: Flow, answers: Answers): readonly Asked[] => {
  const asked = flow.steps.flatMap((item): readonly Asked[] => (isGroup(item) ? askedOfGroup(item, answers) : applies(item.when, answers) ? [item] : []))
  const stop = asked.findIndex((step) => step.field.kind === 'stop')
  return stop < 0 ? asked : asked.slice(0, stop + 1)
}

/** A question by its id as asked, whether it applies or not. */
export const stepOf = (flow: Flow, id: string): Asked | undefined => {
  const [name = '', n, inner] = id.split('.')
  for (const item of flow.steps) {
    if (!isGroup(item)) {
      if (item.id === id) return item
    } else if (item.group === name && n !== undefined && /^[1-9]\d?$/.test(n) && Number(n) <= item.max)
      return inner === 'more' ? moreOf(item, Number(n)) : stepsOfOne(item, Number(n)).find((step) => step.id === id)
  }
  return undefined
}

/** Steps as the file declares them, those of groups among them. */
export const declaredSteps = (flow: Flow): readonly Step[] => flow.steps.flatMap((item): readonly Step[] => (isGroup(item) ? item.steps : [item]))
