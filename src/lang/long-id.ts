import { parseResidentId } from './resident-id.ts'
import type { ResidentId } from './resident-id.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
/** Orders that the ids of 15 figures kept for people born before 1900. */
const OF_CENTENARIANS = /99[6-9]$/

/**
 * Reads a resident id as registers hold it: 18 figures, or the 15 of before 1999, which get their century and check figure (GB 11643-1999).
 * undefined where nothing like one stands there.
 */
export const parseRegisteredId = (text: string): ResidentId | undefined => {
  const old = /^\s*'?(\d{15})\s*$/.exec(text.normalize('NFKC'))?.[1]
  if (old === undefined) return parseResidentId(text.replace(/^\s*'/, ''))
  const body = `${old.slice(0, 6)}${OF_CENTENARIANS.test(old) ? '18' : '19'}${old.slice(6)}`
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return parseResidentId(`${body}${CHECKS[sum % 11]}`)
}
