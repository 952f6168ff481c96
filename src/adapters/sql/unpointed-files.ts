import type { Instant } from '../../core/ids.ts'
import type { Cipher } from '../../ports/cipher.ts'
import type { SqlDriver, SqlValue } from './driver.ts'
import { sealedColumns } from './sealed-columns.ts'
import { text } from './sealing.ts'

const PAGE = 500
/** A file's own row does not keep it. */
const OWN = 'File'

/** Ids of stored files from before `before` that nothing points at any more. Reads every sealed value once, page by page. */
export const unpointedFiles = async (driver: Pick<SqlDriver, 'all'>, cipher: Cipher, before: Instant): Promise<readonly string[]> => {
  const left = new Set((await driver.all('SELECT "id" FROM "File" WHERE "createdAt" <= ?', [before])).map((row) => text(row, 'id')))
  for (const { table, key, column, context } of sealedColumns) {
    if (table === OWN) continue
    for (let last: SqlValue | undefined; left.size > 0; ) {
      const rows = await driver.all(
        `SELECT "${key}" AS "key","${column}" AS "value" FROM "${table}" ${last === undefined ? '' : `WHERE "${key}" > ?`} ORDER BY "${key}" LIMIT ${PAGE}`,
        last === undefined ? [] : [last],
      )
      for (const { value } of rows)
        if (value instanceof Uint8Array) {
          // In JSON an id stands in quotes, wherever it stands.
          const body = Buffer.from(cipher.open(value, context)).toString('utf8')
          for (const [, id = ''] of body.matchAll(/"([\w-]{8,64})"/g)) left.delete(id)
        }
      last = rows.at(-1)?.['key']
      if (rows.length < PAGE) break
      // Messages go before.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return [...left]
}
