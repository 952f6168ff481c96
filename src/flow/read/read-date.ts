import type { FieldDate } from '../../core/flow-state.ts'
import { compareDates, formatDate, parseDate } from '../../lang/index.ts'
import { ageOn } from './read-identity.ts'
import { missed, value, wrong } from './reading.ts'
import type { FieldContext, FlowTexts, Reading } from './reading.ts'

/** The oldest age that a birth date may give. */
const OLDEST = 120

export const readDate = (asked: FieldContext, range: 'past' | 'future' | 'any'): Reading => {
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

/** A whole date of birth, at most 120 years ago. */
export const readBirthDate = (asked: FieldContext): Reading => {
  const read = readDate(asked, 'past')
  if (read.kind !== 'value' && read.kind !== 'echo') return read
  if (read.value.kind !== 'date') return read
  const age = ageOn(read.value.value, asked.context.today)
  return age > OLDEST ? wrong(asked.texts('invalid.date.none')) : { ...read, value: { ...read.value, age } }
}

/** From a day to a day: 去年三月到今年八月, 2025.3.1-2025.8.31, 3月1号至今. Shown in full for a yes where either is not written out. */
export const readDateSpan = (asked: FieldContext): Reading => {
  const { input, context, texts } = asked
  for (const [first, second] of halves(input.text)) {
    const from = parseDate(first, context.today, { prefer: 'past' })
    const until = /^(?:今|现在|目前|如今|今天)$/u.test(second) ? undefined : parseDate(ofSameYear(first, second), context.today, { prefer: 'past' })
    if (!from || (until === undefined && !/^(?:今|现在|目前|如今|今天)$/u.test(second))) continue
    const to = until?.date ?? context.today
    if (compareDates(from.date, to) > 0) return wrong(texts('invalid.date-span.order'))
    const shown = texts('shown.span', { from: shownDate(from.date, from.precision, texts), to: shownDate(to, until?.precision ?? 'day', texts) })
    const given = { kind: 'span', value: { from: from.date, to }, shown } as const
    const plain = [from, ...(until ? [until] : [])].every((one) => one.how === 'gregorian' && !one.yearAssumed && one.precision === 'day')
    return plain ? value(given) : { kind: 'echo', value: given, question: texts('echo.date', { date: shown }) }
  }
  return missed(asked, 'invalid.date-span.none')
}

/** Places where a span may be cut in two; the dash last, since dates hold dashes too. */
const halves = (text: string): readonly (readonly [string, string])[] =>
  [...text.matchAll(/到了?|至|——|[—–~～]|\s-\s|-/gu)]
    .map((cut) => [text.slice(0, cut.index).replace(/^从/u, '').trim(), text.slice(cut.index + cut[0].length).trim()] as const)
    .filter(([first, second]) => first !== '' && second !== '')

/** 2025年3月到8月: the second takes the year of the first where it has none of its own. */
const ofSameYear = (first: string, second: string): string => {
  const year = /^(?:\d{4}年|[去今前明]年|大前年)/u.exec(first)?.[0]
  return year !== undefined && /^\d{1,2}月|^[一二三四五六七八九十]{1,2}月|^(?:腊|正|冬)月/u.test(second) ? `${year}${second}` : second
}

const shownDate = (date: FieldDate, precision: 'day' | 'month' | 'year', texts: FlowTexts): string => {
  if (precision === 'day') return formatDate(date)
  return texts(precision === 'month' ? 'shown.month' : 'shown.year', { year: date.year, month: date.month })
}
