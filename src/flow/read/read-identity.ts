import type { FieldDate } from '../../core/flow-state.ts'
import { foldForMatch, looksLikeQuestion, parseLandline, parseMobile, parsePersonName, parseResidentId, simplify } from '../../lang/index.ts'
import type { Field } from '../schema.ts'
import { missed, value, wrong } from './reading.ts'
import type { FieldContext, Reading } from './reading.ts'

/** Value of a resident id's step for somebody who has none. */
export const OTHER_DOCUMENT = 'other-document'

/** Full years from a birth date to a day. */
export const ageOn = (birth: FieldDate, today: FieldDate): number =>
  today.year - birth.year - (today.month < birth.month || (today.month === birth.month && today.day < birth.day) ? 1 : 0)

export const readName = (asked: FieldContext): Reading => {
  const read = parsePersonName(asked.input.text)
  if (read?.kind === 'ok') return value({ kind: 'text', value: read.name, shown: read.name })
  return missed(asked, `invalid.name.${read?.why ?? 'empty'}`)
}

export const readResidentId = (asked: FieldContext, field: Extract<Field, { kind: 'resident-id' }>): Reading => {
  const { input, texts, context } = asked
  const other = { kind: 'choice', value: OTHER_DOCUMENT, shown: texts('choice.other-document') } as const
  if (field['or-other'] && saysNone(asked)) return value(other)
  const read = parseResidentId(input.text)
  if (read?.kind === 'ok') {
    if (ageOn(read.birth, context.today) < 0) return wrong(texts('invalid.resident-id.birth'))
    const shown = `${read.id.slice(0, 6)}********${read.id.slice(-4)}`
    return value({ kind: 'text', value: read.id, shown, birth: read.birth, sex: read.sex, age: ageOn(read.birth, context.today) })
  }
  if (read) return wrong(texts(`invalid.resident-id.${read.why}`, { length: read.digits.length }))
  return missed(asked, 'invalid.resident-id.none')
}

const saysNone = ({ input, texts }: FieldContext): boolean =>
  input.content.kind === 'choice'
    ? input.content.value === OTHER_DOCUMENT
    : texts('other-document')
        .split(' ')
        .includes(foldForMatch(input.text).replace(/^(?:我|俺|他|她|孩子|本人|申请人)的?/u, ''))

/** Passports, residence permits, household registers and the like: 5 to 20 letters and figures, at least four of them figures. */
export const readDocumentNumber = (asked: FieldContext): Reading => {
  const plain = asked.input.text.normalize('NFKC').toUpperCase()
  const run = plain.replace(/[\s\-()·.]/g, '').match(/[A-Z0-9]{5,20}/)?.[0]
  if (run !== undefined && (run.match(/\d/g) ?? []).length >= 4) return value({ kind: 'text', value: run, shown: `${run.slice(0, 2)}****${run.slice(-3)}` })
  return missed(asked, 'invalid.document-number')
}

export const readMobile = (asked: FieldContext): Reading => {
  const read = parseMobile(asked.input.text)
  if (read?.kind === 'ok') return value({ kind: 'text', value: read.number, shown: read.number })
  return read ? wrong(asked.texts(`invalid.mobile.${read.why}`)) : missed(asked, 'invalid.mobile.none')
}

export const readPhone = (asked: FieldContext): Reading => {
  const { text } = asked.input
  const mobile = parseMobile(text)
  if (mobile?.kind === 'ok') return value({ kind: 'text', value: mobile.number, shown: mobile.number })
  const landline = parseLandline(text)
  if (landline !== undefined) return value({ kind: 'text', value: landline, shown: landline })
  return mobile ? wrong(asked.texts('invalid.phone')) : missed(asked, 'invalid.phone')
}

/** A name typed under a statement must be the one given before. */
export const readSignature = (asked: FieldContext, field: Extract<Field, { kind: 'signature' }>): Reading => {
  const { input, state, texts } = asked
  const name = state.answers[field.of]
  const wanted = name?.kind === 'text' ? name.value : ''
  if (input.content.kind === 'choice') return input.content.value === 'no' ? { kind: 'refused' } : wrong(texts('invalid.signature', { name: wanted }))
  if (texts('commands.refuse').split(' ').includes(foldForMatch(input.text))) return { kind: 'refused' }
  const typed = foldForMatch(simplify(input.text))
  const own = foldForMatch(wanted)
  if (own !== '' && (typed === own || (typed.length <= own.length + 6 && typed.includes(own) && !looksLikeQuestion(input.text))))
    return value({ kind: 'signature', value: wanted, version: field.version, shown: wanted })
  return looksLikeQuestion(input.text) ? missed(asked, 'invalid.text.question') : wrong(texts('invalid.signature', { name: wanted }))
}
