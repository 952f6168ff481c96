import type { Answers } from '../../core/flow-state.ts'
import type { Choice } from '../../core/message.ts'
import { foldForMatch, looksLikeQuestion, parseChoice, parseChoices, pinyinInitials, toPinyin } from '../../lang/index.ts'
import { holds } from '../condition.ts'
import type { Field, Option } from '../schema.ts'
import { missed, value, wrong } from './reading.ts'
import type { FieldContext, Reading } from './reading.ts'

/** Options that are offered, given these answers. */
export const optionsOf = (field: Extract<Field, { kind: 'choice' | 'choices' }>, answers: Answers): readonly Option[] =>
  field.options.filter((option) => !option.hidden && (!option.when || holds(option.when, answers)))

/** Options as they are offered. */
export const asChoices = (options: readonly Option[]): readonly Choice[] => options.map(({ value: one, label }) => ({ value: one, label }))

/** One choice: by button, number, label, part of a label, other word, or the first letters of its syllables. */
export const readChoice = (asked: FieldContext, field: Extract<Field, { kind: 'choice' }>): Reading => {
  const { input, state, texts } = asked
  const options = optionsOf(field, state.answers)
  const picked = (chosen: string): Reading => {
    const option = options.find((one) => one.value === chosen)
    return option ? value({ kind: 'choice', value: option.value, shown: option.label }) : wrong(texts('invalid.choice'))
  }
  if (input.content.kind === 'choice') return picked(input.content.value)
  const read = parseChoice(input.text, asChoices(options))
  if (read?.kind === 'one') return picked(read.value)
  const said = foldForMatch(input.text)
  const byWord = options.filter((option) => option.words.some((word) => said === foldForMatch(word)))
  const [only, ...others] = byWord.length > 0 ? byWord : withMostWords(said, options)
  if (only && others.length === 0 && !looksLikeQuestion(input.text)) return picked(only.value)
  const initials = byInitials(said, options) ?? (looksLikeQuestion(input.text) ? undefined : bySound(said, options))
  return initials === undefined ? missed(asked, 'invalid.choice') : picked(initials)
}

/** The options of whose words the most stands in a short message: 我们几个工友一起 is 几个人一起 rather than 工友. */
const withMostWords = (said: string, options: readonly Option[]): readonly Option[] => {
  if (said.length > 20) return []
  const much = (option: Option) => option.words.map(foldForMatch).reduce((sum, word) => sum + (said.includes(word) ? word.length : 0), 0)
  const most = Math.max(0, ...options.map(much))
  return most === 0 ? [] : options.filter((option) => much(option) === most)
}

/** The one option a word of which is heard in a short message with a wrong character: 公资 for 工资, 自已 for 自己. */
const bySound = (said: string, options: readonly Option[]): string | undefined => {
  if (said.length > 12) return undefined
  const sound = (text: string) => `${toPinyin(text.replace(/[已巳]/gu, '己')).join(' ')} `
  const fits = options.filter((option) => option.words.some((word) => word.length > 1 && ` ${sound(said)}`.includes(` ${sound(foldForMatch(word))}`)))
  return fits.length === 1 ? fits[0]?.value : undefined
}

/** The one option whose label or other word begins with these initials: gz for 工资. */
const byInitials = (said: string, options: readonly Option[]): string | undefined => {
  if (!/^[a-z]{2,8}$/.test(said)) return undefined
  const fits = options.filter((option) => [option.label, ...option.words].some((word) => pinyinInitials(foldForMatch(word)).startsWith(said)))
  return fits.length === 1 ? fits[0]?.value : undefined
}

/** Several choices at once; none is an answer too. */
export const readChoices = (asked: FieldContext, field: Extract<Field, { kind: 'choices' }>): Reading => {
  const { input, state, texts } = asked
  const options = optionsOf(field, state.answers)
  const values = input.content.kind === 'choice' ? [input.content.value] : (parseChoices(input.text, asChoices(options)) ?? byWords(asked, options))
  const known = options.filter((option) => values?.includes(option.value))
  if (!values || known.length !== values.length) return missed(asked, 'invalid.choices')
  const shown = known.length === 0 ? texts('shown.none') : known.map((option) => option.label).join('、')
  return value({ kind: 'choices', value: known.map((option) => option.value), shown })
}

/** Options whose words stand in a short message. */
const byWords = ({ input }: FieldContext, options: readonly Option[]): readonly string[] | undefined => {
  const said = foldForMatch(input.text)
  if (said.length > 40 || looksLikeQuestion(input.text)) return undefined
  const found = options.filter((option) => option.words.some((word) => said.includes(foldForMatch(word)))).map((option) => option.value)
  return found.length === 0 ? undefined : found
}

/** A choice among what the desk has now; words, where nothing of it fits. */
export const readListed = (asked: FieldContext, list: readonly Choice[]): Reading => {
  const { input, texts } = asked
  const picked = (choice: Choice | undefined): Reading =>
    choice ? value({ kind: 'choice', value: choice.value, shown: choice.label }) : wrong(texts('invalid.choice'))
  if (input.content.kind === 'choice') return picked(list.find((one) => input.content.kind === 'choice' && one.value === input.content.value))
  const read = parseChoice(input.text, list)
  if (read?.kind === 'one') return picked(read)
  const given = input.text.trim()
  if (foldForMatch(given) === '') return wrong(texts('invalid.text.empty'))
  if (looksLikeQuestion(given)) return missed(asked, 'invalid.choice')
  // A figure without an option, or 没有 where something must be said; a name has two characters.
  const empty = /^[\p{N}\p{P}\s]{0,3}$/u.test(given) || Array.from(given).length < 2 || texts('nothing').split(' ').includes(foldForMatch(given))
  if (empty) return wrong(texts(list.length > 0 ? 'invalid.choice' : 'invalid.listed'))
  if (Array.from(given).length > 60) return wrong(texts('invalid.text.long', { max: 60 }))
  return value({ kind: 'text', value: given, shown: given })
}
