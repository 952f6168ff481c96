import type { FieldDate } from '../../core/flow-state.ts'
import { isRealDate } from '../../lang/index.ts'

const OPEN_ENDED = /^(长期|永久|长期有效|永久有效|无|-|—)$/u

/** A date as registers write it: 2026-01-31, 2026/1/31, 20260131, 2026年1月31日, with or without a time. `none`: open-ended or empty; undefined: no date. */
export const readDate = (text: string): FieldDate | 'none' | undefined => {
  const plain = text.normalize('NFKC').trim()
  if (plain === '' || OPEN_ENDED.test(plain)) return 'none'
  const found = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT].*)?$/u.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!found) return undefined
  const date = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
  return isRealDate(date) ? date : undefined
}

/** Earlier names, separated as lists are. */
export const readNames = (text: string): readonly string[] =>
  text
    .split(/[、,，;；/|]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !OPEN_ENDED.test(name))
