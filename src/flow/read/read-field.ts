import { foldForMatch, looksLikeQuestion, parseYesNo } from '../../lang/index.ts'
import type { Field } from '../schema.ts'
import { readChoice, readChoices, readListed } from './read-choice.ts'
import { readBirthDate, readDate, readDateSpan } from './read-date.ts'
import { readDocumentNumber, readMobile, readName, readPhone, readResidentId, readSignature } from './read-identity.ts'
import { readInteger, readMoney, readPercentage } from './read-number.ts'
import { readFiles, readLongText } from './pieces.ts'
import { readAddress, readLocation, readTown, readVillage } from './read-place.ts'
import { foreign, missed, value, wrong } from './reading.ts'
import type { FieldContext, Reading } from './reading.ts'

/** Reads a message as the answer to a step. */
export const readField = (asked: FieldContext): Reading => {
  const { step, input, texts } = asked
  const { field } = step
  const { content } = input
  if (field.kind === 'files') return readFiles(asked, field)
  if (field.kind === 'location' && content.kind === 'location') return readLocation(asked)
  if (field.kind === 'long-text' && content.kind === 'voice') return readLongText(asked, field)
  if (content.kind === 'unsupported' || (content.kind === 'voice' && input.text === '')) return wrong(texts('invalid.words-only'))
  if (content.kind === 'file') return wrong(texts('invalid.file-here'))
  if (content.kind === 'location') return wrong(texts(field.kind === 'village' ? 'invalid.village.location' : 'invalid.words-only'))
  return readWords(asked, field)
}

const yesNo = ({ input }: FieldContext): boolean | undefined =>
  input.content.kind === 'choice' ? (input.content.value === 'yes' ? true : input.content.value === 'no' ? false : undefined) : parseYesNo(input.text)

/** The village that a list is for, where its step names one. */
const villageOf = ({ state }: FieldContext, step: string | undefined): string | undefined => {
  const given = step === undefined ? undefined : state.answers[step]
  return given?.kind === 'village' ? given.value : undefined
}

const readWords = (asked: FieldContext, field: Exclude<Field, { kind: 'files' }>): Reading => {
  const { texts, context } = asked
  switch (field.kind) {
    case 'name':
      return readName(asked)
    case 'resident-id':
      return readResidentId(asked, field)
    case 'document-number':
      return readDocumentNumber(asked)
    case 'birth-date':
      return readBirthDate(asked)
    case 'mobile':
      return readMobile(asked)
    case 'phone':
      return readPhone(asked)
    case 'date':
      return readDate(asked, field.range)
    case 'date-span':
      return readDateSpan(asked)
    case 'money':
      return readMoney(asked)
    case 'integer':
      return readInteger(asked, field)
    case 'percentage':
      return readPercentage(asked)
    case 'yes-no': {
      const read = yesNo(asked)
      return read === undefined ? missed(asked, 'invalid.yes-no') : value({ kind: 'yes-no', value: read, shown: texts(read ? 'shown.yes' : 'shown.no') })
    }
    case 'choice':
      return readChoice(asked, field)
    case 'choices':
      return readChoices(asked, field)
    case 'listed':
      return readListed(asked, context.lists(field.list, villageOf(asked, field.village)))
    case 'village':
      return readVillage(asked)
    case 'town':
      return readTown(asked)
    case 'address':
      return readAddress(asked)
    case 'location':
      return readLocation(asked)
    case 'text':
      return readText(asked, field.max)
    case 'long-text':
      return readLongText(asked, field)
    case 'consent': {
      const read = yesNo(asked)
      if (read === undefined) return missed(asked, 'invalid.consent')
      return read ? value({ kind: 'consent', value: field.version, shown: texts('shown.agreed') }) : { kind: 'refused' }
    }
    case 'signature':
      return readSignature(asked, field)
    case 'stop':
      return wrong('')
  }
}

const readText = (asked: FieldContext, max: number): Reading => {
  const { input, texts } = asked
  const given = input.text.trim().replace(/\s+/g, ' ')
  if (foldForMatch(given) === '') return wrong(texts('invalid.text.empty'))
  if (looksLikeQuestion(given)) return foreign(texts('invalid.text.question'))
  if (Array.from(given).length > max) return wrong(texts('invalid.text.long', { max }))
  // A number typed ahead of its question is no relation and no name.
  if (max <= 40 && /^[\d\sXx-]{5,}$/.test(given.normalize('NFKC'))) return wrong(texts('invalid.text.figures'))
  return value({ kind: 'text', value: given, shown: given })
}
