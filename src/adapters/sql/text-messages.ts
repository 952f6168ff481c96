import { civilDate, formatDate } from '../../lang/index.ts'
import type { Store } from '../../ports/store.ts'
import type { SqlDriver } from './driver.ts'
import type { Sealing } from './sealing.ts'

const COUNT = `INSERT INTO "TextMessage" ("key","numberIndex","at")
  SELECT CAST(? AS TEXT),CAST(? AS TEXT),CAST(? AS INTEGER) WHERE (SELECT COUNT(*) FROM "TextMessage" WHERE "numberIndex" = ?) < ?
  ON CONFLICT ("key") DO NOTHING`

/** How many text messages a number got on a day, by a keyed hash of both. */
export const createTextMessages = (driver: SqlDriver, sealing: Sealing): Pick<Store, 'mayText'> => ({
  async mayText(key, to, most, now) {
    const index = sealing.index(`text ${formatDate(civilDate(now))} ${to}`)
    await driver.batch([{ sql: COUNT, params: [key, index, now, index, most] }])
    return (await driver.all('SELECT "key" FROM "TextMessage" WHERE "key" = ?', [key])).length > 0
  },
})
