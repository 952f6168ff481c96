import type { Choice, Part } from '../core/message.ts'
import type { Asked } from '../flow/index.ts'

/** A clumsy person's habits: how often of a hundred answers they slip. */
export const HABITS = { wrong: 18, question: 6, help: 4, back: 3, pause: 2, edit: 25, number: 50 } as const

/** Numbers that decide what a person does: the same seed, the same person. */
export type Dice = {
  /** True `share` of a hundred times. */
  readonly often: (share: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T | undefined
  readonly digit: () => number
}

/** Dice over a source of numbers in [0, 1). */
export const diceOf = (random: () => number): Dice => ({
  often: (share) => random() * 100 < share,
  pick: (from) => from[Math.floor(random() * from.length)],
  digit: () => Math.floor(random() * 10),
})

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A resident id that checks, of somebody born 1940 to 2005. */
const residentId = ({ digit }: Dice): string => {
  const head = `370285${1940 + ((digit() * 10 + digit()) % 66)}0${1 + (digit() % 9)}1${digit()}${digit()}${digit()}${digit()}`
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(head[index]), 0)
  return `${head}${'10X98765432'[sum % 11]}`
}

/** Words that simulated people say, by kind of field, from src/texts/operator.yml. */
export type Sayings = (key: string) => readonly string[]

/** A right answer to a question, in one of the ways people write it. */
export const rightAnswer = (step: Asked, offered: readonly Choice[], name: string, dice: Dice, says: Sayings): string => {
  const { field } = step
  const choices = offered.filter((choice) => choice.value !== 'skip')
  switch (field.kind) {
    case 'choice':
    case 'listed':
    case 'town': {
      const choice = dice.pick(choices)
      if (!choice) return dice.pick(says('people.text')) ?? ''
      return dice.often(HABITS.number) ? String(offered.indexOf(choice) + 1) : choice.label
    }
    case 'choices':
      return dice.often(HABITS.number) ? String(1 + (dice.digit() % Math.max(1, choices.length))) : (dice.pick(choices)?.label ?? '')
    case 'resident-id':
      return residentId(dice)
    case 'name':
      return step.id === 'applicant-name' || step.id === 'proxy-name' || step.id === 'name' ? name : (dice.pick(says('people.name')) ?? name)
    case 'mobile':
    case 'phone':
      return `13${Array.from({ length: 9 }, () => dice.digit()).join('')}`
    case 'signature':
      return name
    default:
      return dice.pick(says(`people.${field.kind}`)) ?? dice.pick(says('people.text')) ?? ''
  }
}

/** Choices of the last part that has some. */
export const offeredIn = (parts: readonly Part[]): readonly Choice[] => parts.findLast((part) => (part.choices?.length ?? 0) > 0)?.choices ?? []
