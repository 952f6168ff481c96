import { GAP_CAUSES, GAP_STATES } from '../../core/gap.ts'
import type { Gap } from '../../core/gap.ts'
import type { Store } from '../../ports/store.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import type { Sealing } from './sealing.ts'
import { maybe, number, text } from './sealing.ts'

/** What was missed or rated, for those who mend the knowledge base. */
export const createGaps = (driver: SqlDriver, sealing: Sealing): Pick<Store, 'gaps' | 'setGaps'> => {
  const gapOf = (row: SqlRow): Gap => {
    const best = maybe(row, 'best')
    return {
      id: number(row, 'id'),
      text: sealing.open<string>(row['text'], 'gap'),
      cause: GAP_CAUSES.find((cause) => cause === text(row, 'cause')) ?? 'missed',
      ...(best === undefined ? {} : { best }),
      state: GAP_STATES.find((state) => state === text(row, 'state')) ?? 'new',
      at: number(row, 'at'),
    }
  }
  return {
    async gaps() {
      const rows = await driver.all('SELECT "id","text","cause","best","state","at" FROM "Gap" ORDER BY "at", "id"', [])
      return rows.map(gapOf)
    },
    async setGaps(ids, state) {
      if (ids.length === 0) return []
      const marks = ids.map(() => '?').join(',')
      const there = await driver.all(`SELECT "id" FROM "Gap" WHERE "id" IN (${marks}) ORDER BY "id"`, [...ids])
      await driver.batch([{ sql: `UPDATE "Gap" SET "state" = ? WHERE "id" IN (${marks})`, params: [state, ...ids] }])
      return there.map((row) => number(row, 'id'))
    },
  }
}
