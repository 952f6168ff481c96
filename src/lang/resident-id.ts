import { type CivilDate, isRealDate } from './civil-date.ts'
import { foldWidth } from './fold-width.ts'

/** A resident id as typed, read (GB 11643: region, birth date, order with sex, check figure). */
export type ResidentId =
  | { readonly kind: 'ok'; readonly id: string; readonly birth: CivilDate; readonly sex: 'male' | 'female'; readonly region: string }
  | { readonly kind: 'wrong'; readonly why: 'length' | 'region' | 'birth' | 'checksum'; readonly digits: string }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
/** First two figures of the provinces, with Hong Kong, Macao and Taiwan residents' 81–83. */
const PROVINCES = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '))

/** Reads a resident id alone or in a sentence; spaces, dashes, full width and ×, * for X are forgiven. undefined where nothing like one stands there. */
export const parseResidentId = (text: string): ResidentId | undefined => {
  const compact = foldWidth(text)
    .replace(/[\s\-_.·]/g, '')
    .replace(/[×✕✖*Ｘｘx]/g, 'X')
  const run = /\d{10,}X?/.exec(compact)?.[0]
  if (run === undefined) return undefined
  if (/^1[3-9]\d{9}$/.test(run)) return undefined
  if (run.length !== 18) return { kind: 'wrong', why: 'length', digits: run }
  const birth = { year: Number(run.slice(6, 10)), month: Number(run.slice(10, 12)), day: Number(run.slice(12, 14)) }
  if (!PROVINCES.has(run.slice(0, 2))) return { kind: 'wrong', why: 'region', digits: run }
  if (!isRealDate(birth) || birth.year < 1900 || birth.year > 2100) return { kind: 'wrong', why: 'birth', digits: run }
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(run[index]), 0)
  if (CHECKS[sum % 11] !== run[17]) return { kind: 'wrong', why: 'checksum', digits: run }
  return { kind: 'ok', id: run, birth, sex: Number(run[16]) % 2 === 1 ? 'male' : 'female', region: run.slice(0, 6) }
}
