import type { FieldDate, FieldValue, FlowState } from '../core/flow-state.ts'
import type { Choice } from '../core/message.ts'
import {
  compareDates,
  findMoney,
  foldForMatch,
  formatDate,
  formatMoney,
  looksLikeQuestion,
  parseChoice,
  parseChoices,
  parseDate,
  parseMobile,
  parseMoney,
  parseNumber,
  parsePersonName,
  parseResidentId,
  parseYesNo,
} from '../lang/index.ts'
import { readFiles, readLongText } from './pieces.ts'
import type { Field, Step } from './schema.ts'
import type { FlowContext, FlowInput } from './types.ts'

/** Looks up what the engine says. */
export type FlowTexts = (key: string, vars?: Readonly<Record<string, string | number>>) => string

/** What a message is as an answer to a step. `foreign`: as far as can be told not meant as one. */
export type Reading =
  | { readonly kind: 'value'; readonly value: FieldValue }
  /** Understood, but to be confirmed first. */
  | { readonly kind: 'echo'; readonly value: FieldValue; readonly question: string }
  | { readonly kind: 'which'; readonly question: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'more'; readonly say: string; readonly pieces?: FlowState['pieces']; readonly files?: FlowState['files'] }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'foreign'; readonly why: string }

/** What a step's reader knows beside the message. */
export type FieldContext = {
  readonly step: Step
  readonly input: FlowInput
  readonly state: FlowState
  readonly context: FlowContext
  readonly texts: FlowTexts
}

const VILLAGE_SURE = 0.93
const VILLAGE_LIKELY = 0.6
const MOST_VILLAGES = 5

/** Reads a message as the answer to a step. */
export const readField = (asked: FieldContext): Reading => {
  const { step, input, texts } = asked
  const { field } = step
  if (field.kind === 'files') return readFiles(asked)
  if (input.content.kind === 'voice' || input.content.kind === 'unsupported') return wrong(texts('invalid.words-only'))
  if (input.content.kind === 'file') return wrong(texts('invalid.file-here'))
  if (input.content.kind === 'location') return wrong(texts(field.kind === 'village' ? 'invalid.village.location' : 'invalid.words-only'))
  return readWords(asked, field)
}

const wrong = (why: string): Reading => ({ kind: 'wrong', why })
const foreign = (why: string): Reading => ({ kind: 'foreign', why })
const value = (given: FieldValue): Reading => ({ kind: 'value', value: given })
/** Whatever looks like a question may be one; everything else was meant as an answer. */
const missed = ({ input, texts }: FieldContext, key: string): Reading => (looksLikeQuestion(input.text) ? foreign(texts(key)) : wrong(texts(key)))

const readWords = (asked: FieldContext, field: Exclude<Field, { kind: 'files' }>): Reading => {
  const { input, texts } = asked
  const { text } = input
  switch (field.kind) {
    case 'name': {
      const read = parsePersonName(text)
      if (read?.kind === 'ok') return value({ kind: 'text', value: read.name, shown: read.name })
      return missed(asked, `invalid.name.${read?.why ?? 'empty'}`)
    }
    case 'resident-id': {
      const read = parseResidentId(text)
      if (read?.kind === 'ok') return value({ kind: 'text', value: read.id, shown: `${read.id.slice(0, 6)}********${read.id.slice(-4)}` })
      if (read) return wrong(texts(`invalid.resident-id.${read.why}`, { length: read.digits.length }))
      return missed(asked, 'invalid.resident-id.none')
    }
    case 'mobile': {
      const read = parseMobile(text)
      if (read?.kind === 'ok') return value({ kind: 'text', value: read.number, shown: read.number })
      return read ? wrong(texts(`invalid.mobile.${read.why}`)) : missed(asked, 'invalid.mobile.none')
    }
    case 'date':
      return readDate(asked, field.range)
    case 'money': {
      const read = parseMoney(text) ?? (findMoney(text).length === 1 ? findMoney(text)[0] : undefined)
      if (read) return value({ kind: 'money', value: read.cents, shown: `${read.approximate ? texts('shown.about') : ''}${formatMoney(read.cents)}` })
      return missed(asked, 'invalid.money')
    }
    case 'integer': {
      const said = foldForMatch(text)
        .replace(/^(?:一共|总共|大概|大约|家里|有|共)+/u, '')
        .replace(/(?:口人|个人|口|人|个|位)$/u, '')
      const read = parseNumber(said)
      if (read !== undefined && Number.isInteger(read) && read >= field.min && read <= field.max)
        return value({ kind: 'integer', value: read, shown: String(read) })
      return read === undefined ? missed(asked, 'invalid.integer.none') : wrong(texts('invalid.integer.range', { min: field.min, max: field.max }))
    }
    case 'yes-no': {
      const read = input.content.kind === 'choice' ? input.content.value === 'yes' : parseYesNo(text)
      if (read !== undefined) return value({ kind: 'yes-no', value: read, shown: texts(read ? 'shown.yes' : 'shown.no') })
      return missed(asked, 'invalid.yes-no')
    }
    case 'choice':
      return readChoice(asked, field)
    case 'choices': {
      const values = input.content.kind === 'choice' ? [input.content.value] : parseChoices(text, withWords(field.options))
      const known = field.options.filter((option) => values?.includes(option.value))
      if (values && known.length === values.length)
        return value({
          kind: 'choices',
          value: known.map((option) => option.value),
          shown: known.length === 0 ? texts('shown.none') : known.map((option) => option.label).join('、'),
        })
      return missed(asked, 'invalid.choices')
    }
    case 'village':
      return readVillage(asked)
    case 'text':
      return readText(asked, field.max)
    case 'long-text':
      return readLongText(asked, field)
    case 'consent': {
      const read = input.content.kind === 'choice' ? input.content.value === 'yes' : parseYesNo(text)
      if (read === true) return value({ kind: 'consent', value: field.version, shown: texts('shown.agreed') })
      // A no is not an answer to store: the engine ends the form.
      return read === false ? { kind: 'value', value: { kind: 'skipped', shown: texts('shown.refused') } } : missed(asked, 'invalid.consent')
    }
  }
}

const withWords = (options: readonly { readonly value: string; readonly label: string }[]): readonly Choice[] =>
  options.map(({ value: one, label }) => ({ value: one, label }))

const readChoice = (asked: FieldContext, field: Extract<Field, { kind: 'choice' }>): Reading => {
  const { input, texts } = asked
  const picked = (chosen: string): Reading | undefined => {
    const option = field.options.find((one) => one.value === chosen)
    return option && value({ kind: 'choice', value: option.value, shown: option.label })
  }
  if (input.content.kind === 'choice') return picked(input.content.value) ?? wrong(texts('invalid.choice'))
  const read = parseChoice(input.text, withWords(field.options))
  if (read?.kind === 'one') return picked(read.value) ?? wrong(texts('invalid.choice'))
  const said = foldForMatch(input.text)
  const byWord = field.options.filter((option) =>
    option.words.some((word) => said === foldForMatch(word) || (said.length <= 20 && said.includes(foldForMatch(word)))),
  )
  const [only] = byWord
  if (only && byWord.length === 1 && !looksLikeQuestion(input.text)) return value({ kind: 'choice', value: only.value, shown: only.label })
  return missed(asked, 'invalid.choice')
}

const readDate = (asked: FieldContext, range: 'past' | 'future' | 'any'): Reading => {
  const { input, context, texts } = asked
  const read = parseDate(input.text, context.today, { prefer: range === 'future' ? 'future' : 'past' })
  if (!read) return missed(asked, 'invalid.date.none')
  const order = compareDates(read.date, context.today)
  if (range === 'past' && order > 0) return wrong(texts('invalid.date.future', { date: formatDate(read.date) }))
  if (range === 'future' && order < 0) return wrong(texts('invalid.date.past', { date: formatDate(read.date) }))
  const given = { kind: 'date', value: read.date, shown: shownDate(read.date, read.precision, texts) } as const
  if (read.how === 'gregorian' && read.precision === 'day' && !read.yearAssumed) return value(given)
  const key = read.how === 'lunar' ? 'echo.lunar' : read.precision === 'day' ? 'echo.date' : 'echo.about'
  return { kind: 'echo', value: given, question: texts(key, { date: given.shown }) }
}

const shownDate = (date: FieldDate, precision: 'day' | 'month' | 'year', texts: FlowTexts): string => {
  if (precision === 'day') return formatDate(date)
  return texts(precision === 'month' ? 'shown.month' : 'shown.year', { year: date.year, month: date.month })
}

const readVillage = (asked: FieldContext): Reading => {
  const { input, context, state, texts } = asked
  const chosen = input.content.kind === 'choice' ? input.content.value : state.offered && oneOf(input.text, state.offered)
  const code = chosen?.startsWith('village:') ? chosen.slice(8) : undefined
  const label = code === undefined ? input.text : (state.offered?.find((choice) => choice.value === chosen)?.label ?? input.text)
  const fits = context.findPlaces(label, MOST_VILLAGES).filter((fit) => fit.score >= VILLAGE_LIKELY)
  const named = code === undefined ? undefined : fits.find((fit) => fit.place.code === code)
  const [best, second] = fits
  const sure = named ?? (best && best.score >= VILLAGE_SURE && (!second || second.score < best.score) ? best : undefined)
  if (sure) {
    const { place } = sure
    return value({ kind: 'village', value: place.code, town: place.town, shown: `${place.townName}${place.name}` })
  }
  if (!best) return missed(asked, 'invalid.village.none')
  if (looksLikeQuestion(input.text) && best.score < VILLAGE_SURE) return foreign(texts('invalid.village.none'))
  if (!second) {
    const { place } = best
    return {
      kind: 'echo',
      value: { kind: 'village', value: place.code, town: place.town, shown: `${place.townName}${place.name}` },
      question: texts('echo.village', { village: `${place.townName}${place.name}` }),
    }
  }
  return {
    kind: 'which',
    question: texts('invalid.village.which'),
    choices: fits.map(({ place }) => ({ value: `village:${place.code}`, label: `${place.townName}${place.name}` })),
  }
}

const oneOf = (text: string, offered: readonly Choice[]): string | undefined => {
  const read = parseChoice(text, offered)
  return read?.kind === 'one' ? read.value : undefined
}

const readText = (asked: FieldContext, max: number): Reading => {
  const { input, texts } = asked
  const given = input.text.trim().replace(/\s+/g, ' ')
  if (foldForMatch(given) === '') return wrong(texts('invalid.text.empty'))
  if (looksLikeQuestion(given)) return foreign(texts('invalid.text.question'))
  if (Array.from(given).length > max) return wrong(texts('invalid.text.long', { max }))
  return value({ kind: 'text', value: given, shown: given })
}
