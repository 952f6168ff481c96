import { accountIdOf } from '../../core/actor.ts'
import { isDesk } from '../../core/message.ts'
import type { Address } from '../../core/message.ts'
import type { DeskAccounts } from '../../ports/desk-accounts.ts'
import type { SqlDriver } from './driver.ts'
import { tellStatement } from './recipient.ts'
import type { Sealing } from './sealing.ts'
import { text } from './sealing.ts'

const CODE_MS = 5 * 60_000
/** Another code is sent a minute after the last at the earliest. */
const AGAIN_MS = 60_000

const THREAD = `SELECT c."id",c."address" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId"
  WHERE p."role" = ? AND p."staffId" = ? AND c."groupIndex" = ''`

/** Codes for signing in that go to a person's own chat. */
export const createDeskCodes = (driver: SqlDriver, sealing: Sealing): Pick<DeskAccounts, 'sendCode' | 'useCode'> => {
  const codeIndex = (id: string, code: string) => sealing.index(`desk-code ${id} ${code}`)
  return {
    async sendCode(actor, code, words, now) {
      const id = accountIdOf(actor)
      const threads = await driver.all(THREAD, [actor.role, actor.staffId])
      const thread = threads.find((row) => !isDesk(sealing.open<{ readonly address: Address }>(row['address'], 'address').address))
      if (!thread) return false
      const result = await driver.batch([
        {
          sql: `INSERT INTO "DeskAccount" ("id","codeIndex","codeUntil","createdAt") VALUES (?,?,?,?) ON CONFLICT ("id") DO UPDATE
            SET "codeIndex" = excluded."codeIndex", "codeUntil" = excluded."codeUntil"
            WHERE "DeskAccount"."codeUntil" IS NULL OR "DeskAccount"."codeUntil" <= ?`,
          params: [id, codeIndex(id, code), now + CODE_MS, now, now + CODE_MS - AGAIN_MS],
          expect: 1,
        },
        tellStatement(
          { conversation: text(thread, 'id') },
          { kind: 'notice', class: 'notice', parts: [{ text: words }] },
          `desk-code ${codeIndex(id, code)} ${now}`,
          now,
          sealing,
        ),
      ])
      return result.kind === 'done'
    },
    async useCode(id, code, now) {
      const result = await driver.batch([
        {
          sql: 'UPDATE "DeskAccount" SET "codeIndex" = NULL WHERE "id" = ? AND "codeIndex" = ? AND "codeUntil" > ?',
          params: [id, codeIndex(id, code), now],
          expect: 1,
        },
      ])
      return result.kind === 'done'
    },
  }
}
