import type { Cipher } from '../../ports/cipher.ts'
import { staffRoles } from '../../core/staff-role.ts'
import type { Role } from '../../core/turn.ts'
import type { SqlRow, SqlValue } from './driver.ts'

/** Sealing of JSON values into columns, and reading of rows. */
export type Sealing = {
  readonly seal: (value: unknown, context: string) => Uint8Array
  readonly open: <T>(value: SqlValue | undefined, context: string) => T
  readonly index: (value: string) => string
}

/** Values go through JSON; `context` names the table. */
export const createSealing = (cipher: Cipher): Sealing => ({
  seal: (value, context) => cipher.seal(JSON.stringify(value), context),
  open: <T>(value: SqlValue | undefined, context: string): T => {
    if (!(value instanceof Uint8Array)) throw new TypeError(`no sealed value in ${context}`)
    return JSON.parse(Buffer.from(cipher.open(value, context)).toString('utf8')) as T
  },
  index: (value) => cipher.index(value),
})

/** A text column that must be there. */
export const text = (row: SqlRow, column: string): string => String(row[column])

/** A text column that may be null. */
export const maybe = (row: SqlRow, column: string): string | undefined => {
  const value = row[column]
  return value === null || value === undefined ? undefined : String(value)
}

/** A role column; whatever is unknown is a villager. */
export const roleOf = (value: string): Role =>
  value === 'counsel' || value === 'grid-worker' ? value : (staffRoles.find((role) => role === value) ?? 'villager')

/** A number column. */
export const number = (row: SqlRow, column: string): number => Number(row[column])
