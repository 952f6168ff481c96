import { findMoney, foldForMatch, formatMoney, parseMoney, parseNumber } from '../../lang/index.ts'
import type { Field } from '../schema.ts'
import { missed, value, wrong } from './reading.ts'
import type { FieldContext, Reading } from './reading.ts'

export const readMoney = (asked: FieldContext): Reading => {
  const { text } = asked.input
  const found = findMoney(text)
  const read = parseMoney(text) ?? (found.length === 1 ? found[0] : undefined)
  if (!read) return missed(asked, 'invalid.money')
  return value({ kind: 'money', value: read.cents, shown: `${read.approximate ? asked.texts('shown.about') : ''}${formatMoney(read.cents)}` })
}

export const readInteger = (asked: FieldContext, field: Extract<Field, { kind: 'integer' }>): Reading => {
  const { texts } = asked
  const said = foldForMatch(asked.input.text)
    .replace(/^(?:一共|总共|大概|大约|家里|有|共|打|给)+/u, '')
    .replace(/(?:口人|个人|个月|颗星|个|口|人|位|天|次|元|岁|分|星)$/u, '')
  const read = parseNumber(said)
  if (read === undefined) return missed(asked, 'invalid.integer.none')
  if (!Number.isInteger(read) || read < field.min || read > field.max) return wrong(texts('invalid.integer.range', { min: field.min, max: field.max }))
  return value({ kind: 'integer', value: read, shown: String(read) })
}

/** 30%, 百分之三十, 三成, 一半, 千分之三; a bare number up to 100 is per cent. */
export const readPercentage = (asked: FieldContext): Reading => {
  const said = asked.input.text.normalize('NFKC').replace(/\s/g, '')
  const read = percentOf(said.replace(/[。,，左右]+$/u, ''))
  if (read === undefined) return missed(asked, 'invalid.percentage')
  if (read < 0 || read > 100) return wrong(asked.texts('invalid.percentage'))
  return value({ kind: 'percent', value: read, shown: `${read}%` })
}

const percentOf = (said: string): number | undefined => {
  if (/^(?:一半|各半|对半)$/u.test(said)) return 50
  if (/^(?:全部|全责|全额)$/u.test(said)) return 100
  const tenths = /^([\d一二两三四五六七八九十半]+)成(半)?$/u.exec(said)
  if (tenths) return times(parseNumber(tenths[1] ?? ''), 10, tenths[2] === undefined ? 0 : 5)
  const parts = /^(百|千|万)分之(.+)$/u.exec(said)
  if (parts) return times(parseNumber(parts[2] ?? ''), parts[1] === '百' ? 1 : parts[1] === '千' ? 0.1 : 0.01, 0)
  return parseNumber(said.replace(/[%％]$/u, '').replace(/个点$/u, ''))
}

const times = (number: number | undefined, by: number, plus: number): number | undefined =>
  number === undefined ? undefined : Math.round((number * by + plus) * 100) / 100
