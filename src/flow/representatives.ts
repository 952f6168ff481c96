import type { Answers, FieldDate, FieldValue } from '../core/flow-state.ts'
import { holds } from './condition.ts'
import type { Asked } from './expand.ts'
import { OTHER_DOCUMENT } from './read/read-identity.ts'
import type { Condition } from './schema.ts'

/** Days that stand for "before" and "after" one another. */
const DAYS: readonly FieldDate[] = [2000, 2010, 2020].map((year) => ({ year, month: 1, day: 1 }))

/** One answer of each kind that conditions can tell apart, given the answers before. */
export const representatives = (step: Asked, answers: Answers, conditions: readonly Condition[]): readonly FieldValue[] => [
  ...ofField(step, answers, conditions),
  ...(step.optional ? [{ kind: 'skipped', shown: '' } as const] : []),
]

const ofField = (step: Asked, answers: Answers, conditions: readonly Condition[]): readonly FieldValue[] => {
  const { field } = step
  const shown = ''
  const around = limits(step.id, conditions)
  switch (field.kind) {
    case 'choice':
      return field.options.filter((one) => !one.when || holds(one.when, answers)).map(({ value }) => ({ kind: 'choice', value, shown }))
    case 'choices': {
      const values = field.options.filter((one) => !one.when || holds(one.when, answers)).map(({ value }) => value)
      return [[], ...values.map((value) => [value]), values].map((value) => ({ kind: 'choices', value, shown }))
    }
    case 'yes-no':
      return [true, false].map((value) => ({ kind: 'yes-no', value, shown }))
    case 'integer':
      return around.filter((value) => value >= field.min && value <= field.max).map((value) => ({ kind: 'integer', value, shown }))
    case 'money':
      return around.map((value) => ({ kind: 'money', value, shown }))
    case 'percentage':
      return around.filter((value) => value <= 100).map((value) => ({ kind: 'percent', value, shown }))
    case 'resident-id': {
      const ids = around.map((age): FieldValue => ({ kind: 'text', value: '*', age, shown }))
      return field['or-other'] ? [...ids, { kind: 'choice', value: OTHER_DOCUMENT, shown }] : ids
    }
    case 'birth-date':
      return around.map((age) => ({ kind: 'date', value: { year: 2000, month: 1, day: 1 }, age, shown }))
    case 'date':
      return DAYS.map((value) => ({ kind: 'date', value, shown }))
    case 'date-span':
      return DAYS.map((from) => ({ kind: 'span', value: { from, to: from }, shown }))
    case 'consent':
      return [{ kind: 'consent', value: field.version, shown }]
    default:
      return [{ kind: 'text', value: '*', shown }]
  }
}

/** Numbers at and around each limit that a condition sets for a step; some numbers apart where it is compared with another step. */
const limits = (id: string, conditions: readonly Condition[]): readonly number[] => {
  const found = new Set<number>([10, 40, 70])
  for (const condition of conditions.flatMap(leavesOf)) {
    if (condition.step !== id) continue
    const limit =
      'gt' in condition
        ? condition.gt
        : 'lt' in condition
          ? condition.lt
          : 'age-under' in condition
            ? condition['age-under']
            : 'equals' in condition
              ? Number(condition.equals)
              : Number.NaN
    if (Number.isFinite(limit)) for (const value of [limit - 1, limit, limit + 1]) if (value >= 0) found.add(value)
  }
  return [...found].sort((a, b) => a - b)
}

/** The single tests of a condition. */
const leavesOf = (condition: Condition): readonly Extract<Condition, { step: string }>[] => {
  if ('all' in condition) return condition.all.flatMap(leavesOf)
  if ('any' in condition) return condition.any.flatMap(leavesOf)
  return 'not' in condition ? leavesOf(condition.not) : [condition]
}
