import type { Leases } from '../../ports/leases.ts'
import type { SqlDriver } from './driver.ts'
import { number, text } from './sealing.ts'

/** Leases as rows: taking one is a conditional update, so that of several exactly one gets it. */
export const createSqlLeases = (driver: SqlDriver): Leases => ({
  async read(name) {
    const row = (await driver.all('SELECT "holder","count" FROM "Lease" WHERE "name" = ?', [name]))[0]
    return row && { holder: text(row, 'holder'), count: number(row, 'count') }
  },
  async take(name, holder, seen) {
    const result = await driver.batch([
      seen
        ? {
            sql: 'UPDATE "Lease" SET "holder" = ?, "count" = "count" + 1 WHERE "name" = ? AND "holder" = ? AND "count" = ?',
            params: [holder, name, seen.holder, seen.count],
            expect: 1,
          }
        : { sql: 'INSERT INTO "Lease" ("name","holder","count") VALUES (?,?,0)', params: [name, holder] },
    ])
    return result.kind === 'done'
  },
  async free(name, holder) {
    await driver.batch([{ sql: 'UPDATE "Lease" SET "holder" = \'\', "count" = "count" + 1 WHERE "name" = ? AND "holder" = ?', params: [name, holder] }])
  },
  async held() {
    const rows = await driver.all('SELECT "name","holder","count" FROM "Lease" WHERE "holder" <> \'\' ORDER BY "name"', [])
    return rows.map((row) => ({ name: text(row, 'name'), holder: text(row, 'holder'), count: number(row, 'count') }))
  },
})
