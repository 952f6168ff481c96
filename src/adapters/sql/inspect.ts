import type { Cipher } from '../../ports/cipher.ts'
import { AppError } from '../../core/errors.ts'
import type { SqlDriver, SqlValue } from './driver.ts'
import { sealedColumns } from './sealed-columns.ts'
import { number, text } from './sealing.ts'

const PAGE = 1_000

/** Rows of every table of a SQLite database, by table. */
export const countRows = async (driver: SqlDriver): Promise<Readonly<Record<string, number>>> => {
  const tables = await driver.all(`SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%' ORDER BY "name"`, [])
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const name = text(table, 'name')
    counts[name] = number((await driver.all(`SELECT COUNT(*) AS "n" FROM "${name}"`, []))[0] ?? {}, 'n')
  }
  return counts
}

/** What is wrong with the file of a SQLite database; empty where nothing is. `quick` looks at the pages only, not at each index entry. */
export const faultsOfFile = async (driver: Pick<SqlDriver, 'all'>, quick: boolean): Promise<readonly string[]> => {
  const rows = await driver.all(quick ? 'PRAGMA quick_check' : 'PRAGMA integrity_check', [])
  return rows.flatMap((row) => Object.values(row).map(String)).filter((line) => line !== 'ok')
}

/** Opens every sealed value, or the first `limit` of each column. How many; throws `cipher.open` naming the table of the first that cannot be opened. */
export const openSealed = async (driver: SqlDriver, cipher: Cipher, limit = Number.POSITIVE_INFINITY): Promise<number> => {
  let opened = 0
  for (const { table, key, column, context } of sealedColumns) {
    let last: SqlValue | undefined
    for (let seen = 0; seen < limit; ) {
      const rows = await driver.all(
        `SELECT "${key}" AS "key", "${column}" AS "value" FROM "${table}" ${last === undefined ? '' : `WHERE "${key}" > ?`} ORDER BY "${key}" LIMIT ?`,
        [...(last === undefined ? [] : [last]), Math.min(PAGE, limit - seen)],
      )
      for (const { value } of rows)
        if (value instanceof Uint8Array) {
          cipher.open(value, context)
          opened += 1
        }
      seen += rows.length
      last = rows.at(-1)?.['key']
      if (rows.length < PAGE) break
    }
  }
  return opened
}

/** How one table's sealed values stand: whether one of each column opens, and the first byte of one, which is the version of its key. */
export type SealedTable = { readonly table: string; readonly opens: boolean; readonly version: number }

/** Opens the first and the last value of each sealed column; a line a table that has any. */
export const trySealed = async (driver: Pick<SqlDriver, 'all'>, cipher: Cipher): Promise<readonly SealedTable[]> => {
  const found = new Map<string, SealedTable>()
  for (const { table, key, column, context } of sealedColumns)
    for (const order of ['ASC', 'DESC']) {
      const rows = await driver.all(`SELECT "${column}" AS "value" FROM "${table}" WHERE "${column}" IS NOT NULL ORDER BY "${key}" ${order} LIMIT 1`, [])
      const value = rows[0]?.['value']
      if (!(value instanceof Uint8Array)) continue
      const before = found.get(table)
      found.set(table, { table, opens: before?.opens !== false && opens(cipher, value, context), version: Math.max(before?.version ?? 0, value[0] ?? 0) })
    }
  return [...found.values()]
}

const opens = (cipher: Cipher, value: Uint8Array, context: string): boolean => {
  try {
    cipher.open(value, context)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'cipher.open') return false
    throw error
  }
}
