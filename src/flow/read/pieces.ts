import type { FileRef } from '../../core/message.ts'
import { foldForMatch, looksLikeQuestion } from '../../lang/index.ts'
import type { FILE_TYPES } from '../field-schema.ts'
import type { Field } from '../schema.ts'
import type { FieldContext, Reading } from './reading.ts'

const MB = 1024 * 1024

/** Whether a message says that it is all: 完, and once something was told or sent, also 没有. */
const isEnd = ({ input, state, texts }: FieldContext): boolean => {
  if (input.content.kind === 'choice') return input.content.value === 'finish'
  const begun = (state.pieces?.length ?? 0) + (state.files?.length ?? 0) > 0
  const words = [texts('commands.finish'), ...(begun ? [texts('nothing')] : [])].join(' ').split(' ')
  return words.includes(foldForMatch(input.text))
}

/** A long text: one message that says enough, or several that are put together until the person says it is all. Recordings are kept as files. */
export const readLongText = (asked: FieldContext, field: Extract<Field, { kind: 'long-text' }>): Reading => {
  const { input, state, texts } = asked
  const before = state.pieces ?? []
  const recordings = state.files ?? []
  const told = (text: string): Reading => {
    const spoken = recordings.length === 0 ? '' : texts('shown.recordings', { count: recordings.length })
    const value = text === '' ? spoken : text
    return {
      kind: 'value',
      value: { kind: 'text', value, shown: [text, spoken].filter((one) => one !== '').join('\n'), ...(recordings.length > 0 ? { files: recordings } : {}) },
    }
  }
  const whole = before.join('\n')
  if (isEnd(asked)) {
    if (recordings.length === 0 && Array.from(whole).length < field.min) return { kind: 'wrong', why: texts('invalid.long-text.short') }
    return told(whole)
  }
  if (input.content.kind === 'voice' && input.text === '') {
    const files = [...recordings, input.content.file]
    return { kind: 'more', say: texts('more.voice', { count: files.length }), files, pieces: before }
  }
  const said = input.text.trim()
  if (foldForMatch(said) === '') return { kind: 'wrong', why: texts('invalid.text.empty') }
  if (looksLikeQuestion(said) && Array.from(said).length < field.enough) return { kind: 'foreign', why: texts('invalid.text.question') }
  const together = [...before, said].join('\n')
  const length = Array.from(together).length
  if (length > field.max) return { kind: 'wrong', why: texts('invalid.long-text.long', { max: field.max }) }
  if (length < field.enough && recordings.length === 0) return { kind: 'more', say: texts('more.text'), pieces: [...before, said] }
  return told(together)
}

const typeOf = (mime: string): (typeof FILE_TYPES)[number] => {
  const [top] = mime.split('/')
  return top === 'image' || top === 'audio' || top === 'video' ? top : 'document'
}

/** Files, one after another, until the person says it is all. A file of a wrong kind or size is named and not taken; the others stay. */
export const readFiles = (asked: FieldContext, field: Extract<Field, { kind: 'files' }>): Reading => {
  const { step, input, state, texts } = asked
  const before = state.files ?? []
  const all = (files: readonly FileRef[]): Reading => ({
    kind: 'value',
    value: { kind: 'files', value: files, shown: texts('shown.files', { count: files.length }) },
  })
  if (isEnd(asked)) {
    if (before.length > 0) return all(before)
    return step.optional ? { kind: 'value', value: { kind: 'skipped', shown: texts('shown.skipped') } } : { kind: 'wrong', why: texts('invalid.files.needed') }
  }
  if (input.content.kind === 'file' || input.content.kind === 'voice') {
    const { file } = input.content
    if (!field.types.includes(typeOf(file.mime)))
      return { kind: 'wrong', why: texts('invalid.files.type', { name: file.name, types: field.types.map((type) => texts(`file-types.${type}`)).join('、') }) }
    if (file.size > field.megabytes * MB) return { kind: 'wrong', why: texts('invalid.files.size', { name: file.name, most: field.megabytes }) }
    const files = [...before, file]
    return files.length >= field.max ? all(files) : { kind: 'more', say: texts('more.files', { count: files.length, name: file.name }), files }
  }
  const why = texts(step.optional ? 'invalid.files.none' : 'invalid.files.needed')
  return input.content.kind === 'text' && looksLikeQuestion(input.text) ? { kind: 'foreign', why } : { kind: 'wrong', why }
}
