import type { Store } from '../../ports/store.ts'
import type { Ids } from '../../ports/system.ts'
import type { SqlDriver } from './driver.ts'
import { tellStatement } from './recipient.ts'
import type { Sealing } from './sealing.ts'

/** What doors write down, and what they have to tell staff. */
export const createDoorNotes = (driver: SqlDriver, sealing: Sealing, ids: Ids): Pick<Store, 'recall' | 'remember' | 'noticeOfDoor'> => ({
  async recall(door, key) {
    const row = (await driver.all('SELECT "body" FROM "DoorNote" WHERE "noteIndex" = ?', [sealing.index(`note ${door} ${key}`)]))[0]
    return row ? sealing.open<unknown>(row['body'], 'door-note') : undefined
  },
  async remember(door, key, note, now) {
    await driver.batch([
      {
        sql: `INSERT INTO "DoorNote" ("noteIndex","door","body","updatedAt") VALUES (?,?,?,?)
          ON CONFLICT ("noteIndex") DO UPDATE SET "body" = excluded."body", "updatedAt" = excluded."updatedAt"`,
        params: [sealing.index(`note ${door} ${key}`), door, sealing.seal(note, 'door-note'), now],
      },
    ])
  },
  async noticeOfDoor(text, now) {
    const event = { kind: 'notice', class: 'notice', parts: [{ text }] } as const
    await driver.batch([
      { sql: 'INSERT INTO "StaffNotice" ("kind","body","at") VALUES (\'door\',?,?)', params: [sealing.seal(text, 'notice'), now] },
      tellStatement({ staff: 'administrator' }, event, `door-notice:${ids.next()}`, now, sealing),
    ])
  },
})
