import { foldForMatch, looksLikeQuestion } from '../lang/index.ts'
import type { FieldContext, Reading } from './fields.ts'
import type { Field } from './schema.ts'

/** A message of at least so many characters tells enough by itself. */
const ENOUGH = 20

const isEnd = ({ input, texts }: FieldContext): boolean =>
  (input.content.kind === 'choice' && input.content.value === 'finish') || texts('commands.finish').split(' ').includes(foldForMatch(input.text))

/** A long text: one message that says enough, or several that are put together until the person says it is all. */
export const readLongText = (asked: FieldContext, field: Extract<Field, { kind: 'long-text' }>): Reading => {
  const { input, state, texts } = asked
  const before = state.pieces ?? []
  const whole = before.join('\n')
  if (isEnd(asked)) {
    if (Array.from(whole).length < field.min) return { kind: 'wrong', why: texts('invalid.long-text.short') }
    return { kind: 'value', value: { kind: 'text', value: whole, shown: whole } }
  }
  const said = input.text.trim()
  if (foldForMatch(said) === '') return { kind: 'wrong', why: texts('invalid.text.empty') }
  if (looksLikeQuestion(said) && Array.from(said).length < ENOUGH) return { kind: 'foreign', why: texts('invalid.text.question') }
  const together = [...before, said].join('\n')
  const length = Array.from(together).length
  if (length > field.max) return { kind: 'wrong', why: texts('invalid.long-text.long', { max: field.max }) }
  if (length < ENOUGH) return { kind: 'more', say: texts('more.text'), pieces: [...before, said] }
  return { kind: 'value', value: { kind: 'text', value: together, shown: together } }
}

/** Files, one after another, until the person says it is all. */
export const readFiles = (asked: FieldContext): Reading => {
  const { step, input, state, texts } = asked
  const most = step.field.kind === 'files' ? step.field.max : 0
  const before = state.files ?? []
  if (isEnd(asked)) {
    if (before.length === 0)
      return step.optional ? { kind: 'value', value: { kind: 'skipped', shown: texts('shown.skipped') } } : { kind: 'wrong', why: texts('invalid.files.none') }
    return { kind: 'value', value: { kind: 'files', value: before, shown: texts('shown.files', { count: before.length }) } }
  }
  if (input.content.kind === 'file' || input.content.kind === 'voice') {
    const files = [...before, input.content.file]
    if (files.length >= most) return { kind: 'value', value: { kind: 'files', value: files, shown: texts('shown.files', { count: files.length }) } }
    return { kind: 'more', say: texts('more.files', { count: files.length, name: input.content.file.name }), files }
  }
  const why = texts('invalid.files.none')
  return input.content.kind === 'text' && looksLikeQuestion(input.text) ? { kind: 'foreign', why } : { kind: 'wrong', why }
}
