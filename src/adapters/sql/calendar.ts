import { passName } from '../../core/pass.ts'
import type { Store } from '../../ports/store.ts'
import { caseworkInHand } from './case-rows.ts'
import type { SqlDriver } from './driver.ts'
import type { Sealing } from './sealing.ts'
import { maybe, roleOf, text } from './sealing.ts'

const OWNER = `SELECT p."id",p."role",p."staffId" FROM "Pass" s JOIN "Party" p ON p."id" = s."partyId"
  WHERE s."tokenIndex" = ? AND s."kind" = 'calendar' AND s."expiresAt" > ?`

/** Whose calendar a token opens, with the cases in hand. */
export const createCalendars = (driver: SqlDriver, sealing: Sealing): Pick<Store, 'calendarOf'> => ({
  async calendarOf(token, now) {
    const row = (await driver.all(OWNER, [sealing.index(passName(token)), now]))[0]
    if (!row) return undefined
    const role = roleOf(text(row, 'role'))
    return { role, casework: await caseworkInHand(driver, sealing, { role, partyId: text(row, 'id'), staffId: maybe(row, 'staffId') }) }
  },
})
