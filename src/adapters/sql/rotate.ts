import type { Cipher } from '../../ports/cipher.ts'
import type { SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'
import { hashedColumns, sealedColumns } from './sealed-columns.ts'
import type { SealedColumn } from './sealed-columns.ts'
import { text } from './sealing.ts'

const PAGE = 200

/** A cipher over a ring of keys: which one a value stands under, and hashes carried over to the newest. */
export type RingCipher = Cipher & {
  readonly version: number
  readonly versionOf: (value: Uint8Array | string) => number
  readonly reindex: (hash: string) => string
}

/** How many values and hashes were under an older key. */
export type Rotated = { readonly values: number; readonly hashes: number }

/**
 * Seals every value anew and carries every look-up hash over that is under an older key than the newest of the ring, a page a transaction:
 * run again, it goes on where it was cut off. Nobody may be at work on the database. Throws `cipher.open` for what no key of the ring opens.
 */
export const rotateRows = async (driver: SqlDriver, cipher: RingCipher): Promise<Rotated> => {
  let values = 0
  for (const column of sealedColumns) values += await resealColumn(driver, cipher, column)
  let hashes = 0
  for (const column of hashedColumns) hashes += await reindexColumn(driver, cipher, column)
  return { values, hashes }
}

/** Whether a rotation was cut off: a value or a hash is under an older key, though the ring has a newer one. */
export const isUnderOlder = async (driver: SqlDriver, cipher: RingCipher): Promise<boolean> => {
  if (cipher.version === 1) return false
  for (const { table, column, prefix } of hashedColumns)
    if ((await driver.all(OLDER_HASH(table, column), [`${prefix}_%`, `${prefix}${cipher.version}.%`, 1])).length > 0) return true
  for (const { table, key, column } of sealedColumns) {
    for (let last: SqlValue | undefined; ; ) {
      const rows: readonly SqlRow[] = await driver.all(PAGE_OF(table, key, column, last !== undefined), last === undefined ? [PAGE] : [last, PAGE])
      if (rows.some(({ value }) => value instanceof Uint8Array && cipher.versionOf(value) !== cipher.version)) return true
      last = rows.at(-1)?.['key']
      if (rows.length < PAGE) break
    }
  }
  return false
}

const OLDER_HASH = (table: string, column: string): string =>
  `SELECT DISTINCT "${column}" AS "hash" FROM "${table}" WHERE "${column}" LIKE ? AND "${column}" NOT LIKE ? LIMIT ?`
const PAGE_OF = (table: string, key: string, column: string, further: boolean): string =>
  `SELECT "${key}" AS "key", "${column}" AS "value" FROM "${table}" ${further ? `WHERE "${key}" > ?` : ''} ORDER BY "${key}" LIMIT ?`

const write = async (driver: SqlDriver, statements: readonly SqlStatement[]): Promise<void> => {
  if (statements.length === 0) return
  const result = await driver.batch(statements)
  if (result.kind === 'undone') throw new Error(`rotation refused: ${result.why}`)
}

const resealColumn = async (driver: SqlDriver, cipher: RingCipher, { table, key, column, context }: SealedColumn): Promise<number> => {
  let count = 0
  for (let last: SqlValue | undefined; ; ) {
    const rows: readonly SqlRow[] = await driver.all(PAGE_OF(table, key, column, last !== undefined), last === undefined ? [PAGE] : [last, PAGE])
    const statements = rows.flatMap(({ key: name, value }) =>
      value instanceof Uint8Array && cipher.versionOf(value) !== cipher.version
        ? [{ sql: `UPDATE "${table}" SET "${column}" = ? WHERE "${key}" = ?`, params: [cipher.seal(cipher.open(value, context), context), name ?? null] }]
        : [],
    )
    await write(driver, statements)
    count += statements.length
    last = rows.at(-1)?.['key']
    if (rows.length < PAGE) return count
  }
}

const reindexColumn = async (
  driver: SqlDriver,
  cipher: RingCipher,
  { table, column, prefix }: { readonly table: string; readonly column: string; readonly prefix: string },
): Promise<number> => {
  let count = 0
  for (;;) {
    const rows = await driver.all(OLDER_HASH(table, column), [`${prefix}_%`, `${prefix}${cipher.version}.%`, PAGE])
    if (rows.length === 0) return count
    await write(
      driver,
      rows.map((row) => {
        const old = text(row, 'hash')
        return { sql: `UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ?`, params: [`${prefix}${cipher.reindex(old.slice(prefix.length))}`, old] }
      }),
    )
    count += rows.length
  }
}
