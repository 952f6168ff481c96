import type { Answers, FieldDate, FieldValue } from '../core/flow-state.ts'
import { compareDates } from '../lang/index.ts'
import type { Condition } from './schema.ts'

const plain = (value: FieldValue | undefined): string | number | boolean | readonly string[] | undefined => {
  switch (value?.kind) {
    case undefined:
    case 'skipped':
    case 'files':
    case 'date':
    case 'span':
    case 'location':
      return undefined
    default:
      return value?.value
  }
}

const dateOf = (value: FieldValue | undefined): FieldDate | undefined =>
  value?.kind === 'date' ? value.value : value?.kind === 'span' ? value.value.from : undefined
const ageOf = (value: FieldValue | undefined): number | undefined => (value?.kind === 'text' || value?.kind === 'date' ? value.age : undefined)
const both = <T>(a: T | undefined, b: T | undefined, test: (a: T, b: T) => boolean): boolean => a !== undefined && b !== undefined && test(a, b)
const numberOf = (value: FieldValue | undefined): number | undefined => {
  const given = plain(value)
  return typeof given === 'number' ? given : undefined
}

/** Whether a condition holds for these answers. An answer that is not there makes every test of it false. */
export const holds = (condition: Condition, answers: Answers): boolean => {
  if ('all' in condition) return condition.all.every((one) => holds(one, answers))
  if ('any' in condition) return condition.any.some((one) => holds(one, answers))
  if ('not' in condition) return !holds(condition.not, answers)
  const value = answers[condition.step]
  if ('answered' in condition) return value !== undefined && value.kind !== 'skipped'
  if ('age-under' in condition) return both(ageOf(value), condition['age-under'], (age, limit) => age < limit)
  if ('before-step' in condition) return both(dateOf(value), dateOf(answers[condition['before-step']]), (a, b) => compareDates(a, b) < 0)
  if ('more-than-step' in condition) return both(numberOf(value), numberOf(answers[condition['more-than-step']]), (a, b) => a > b)
  if ('gt' in condition) return both(numberOf(value), condition.gt, (a, b) => a > b)
  if ('lt' in condition) return both(numberOf(value), condition.lt, (a, b) => a < b)
  const given = plain(value)
  if (given === undefined) return false
  if ('equals' in condition) return typeof given === 'object' ? given.includes(String(condition.equals)) : given === condition.equals
  return typeof given === 'object' ? given.some((one) => condition.in.includes(one)) : condition.in.includes(String(given))
}

/** Ids of the steps that a condition looks at. */
export const stepsIn = (condition: Condition): readonly string[] => {
  if ('all' in condition) return condition.all.flatMap(stepsIn)
  if ('any' in condition) return condition.any.flatMap(stepsIn)
  if ('not' in condition) return stepsIn(condition.not)
  if ('before-step' in condition) return [condition.step, condition['before-step']]
  return 'more-than-step' in condition ? [condition.step, condition['more-than-step']] : [condition.step]
}
