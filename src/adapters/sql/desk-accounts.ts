import type { DeskAccount, DeskAccounts, DeskSession } from '../../ports/desk-accounts.ts'
import { createDeskCodes } from './desk-codes.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import type { Sealing } from './sealing.ts'
import { number, text } from './sealing.ts'

const CONTEXT = 'desk-account'
const ACCOUNT = 'SELECT "id","password","secret","step","failures","waitUntil" FROM "DeskAccount"'
const SESSION = 'SELECT "id","accountId","device","createdAt","usedAt","expiresAt" FROM "DeskSession"'

/** Accounts of the workbench over SQL. */
export const createDeskAccounts = (driver: SqlDriver, sealing: Sealing): DeskAccounts => {
  const inviteIndex = (token: string) => sealing.index(`desk-invitation ${token}`)
  const tokenIndex = (token: string) => sealing.index(`desk-session ${token}`)
  const opened = (row: SqlRow, column: string) => (row[column] === null ? undefined : sealing.open<string>(row[column], CONTEXT))
  const accountOf = (row: SqlRow): DeskAccount => {
    const password = opened(row, 'password')
    const secret = opened(row, 'secret')
    return {
      id: text(row, 'id'),
      ...(password === undefined ? {} : { password }),
      ...(secret === undefined ? {} : { secret }),
      step: number(row, 'step'),
      failures: number(row, 'failures'),
      waitUntil: number(row, 'waitUntil'),
    }
  }
  const sessionOf = (row: SqlRow): DeskSession => ({
    id: text(row, 'id'),
    accountId: text(row, 'accountId'),
    device: sealing.open<string>(row['device'], 'desk-session'),
    createdAt: number(row, 'createdAt'),
    usedAt: number(row, 'usedAt'),
    expiresAt: number(row, 'expiresAt'),
  })
  const one = async (sql: string, params: readonly (string | number)[]) => (await driver.all(sql, params))[0]
  const done = async (sql: string, params: readonly (string | number | Uint8Array | null)[]): Promise<boolean> =>
    (await driver.batch([{ sql, params, expect: 1 }])).kind === 'done'
  return {
    async account(id) {
      const row = await one(`${ACCOUNT} WHERE "id" = ?`, [id])
      return row && accountOf(row)
    },
    accounts: async () => (await driver.all(`${ACCOUNT} ORDER BY "id"`, [])).map(accountOf),
    async invite(id, token, now, until) {
      await done(
        `INSERT INTO "DeskAccount" ("id","inviteIndex","inviteUntil","createdAt") VALUES (?,?,?,?)
          ON CONFLICT ("id") DO UPDATE SET "inviteIndex" = excluded."inviteIndex", "inviteUntil" = excluded."inviteUntil"`,
        [id, inviteIndex(token), until, now],
      )
    },
    async invited(token, now) {
      const row = await one('SELECT "id" FROM "DeskAccount" WHERE "inviteIndex" = ? AND "inviteUntil" > ?', [inviteIndex(token), now])
      return row && text(row, 'id')
    },
    async join(token, { password, secret }, now) {
      const index = inviteIndex(token)
      const result = await driver.batch([
        {
          sql: 'DELETE FROM "DeskSession" WHERE "accountId" IN (SELECT "id" FROM "DeskAccount" WHERE "inviteIndex" = ? AND "inviteUntil" > ?)',
          params: [index, now],
        },
        {
          sql: `UPDATE "DeskAccount" SET "password" = ?, "secret" = ?, "step" = 0, "failures" = 0, "waitUntil" = 0, "inviteIndex" = NULL, "codeIndex" = NULL
            WHERE "inviteIndex" = ? AND "inviteUntil" > ?`,
          params: [sealing.seal(password, CONTEXT), secret === undefined ? null : sealing.seal(secret, CONTEXT), index, now],
          expect: 1,
        },
      ])
      return result.kind === 'done'
    },
    async failed(id, waitUntil) {
      await done('UPDATE "DeskAccount" SET "failures" = "failures" + 1, "waitUntil" = ? WHERE "id" = ?', [waitUntil, id])
    },
    passed: (id, step) =>
      step === undefined
        ? done('UPDATE "DeskAccount" SET "failures" = 0, "waitUntil" = 0 WHERE "id" = ?', [id])
        : done('UPDATE "DeskAccount" SET "failures" = 0, "waitUntil" = 0, "step" = ? WHERE "id" = ? AND "step" < ?', [step, id, step]),
    ...createDeskCodes(driver, sealing),
    async remove(id) {
      await driver.batch([
        { sql: 'DELETE FROM "DeskSession" WHERE "accountId" = ?', params: [id] },
        { sql: 'DELETE FROM "DeskAccount" WHERE "id" = ?', params: [id] },
      ])
    },
    async open(session, token) {
      await driver.batch([
        { sql: 'DELETE FROM "DeskSession" WHERE "expiresAt" <= ?', params: [session.createdAt] },
        {
          sql: 'INSERT INTO "DeskSession" ("id","tokenIndex","accountId","device","createdAt","usedAt","expiresAt") VALUES (?,?,?,?,?,?,?)',
          params: [
            session.id,
            tokenIndex(token),
            session.accountId,
            sealing.seal(session.device, 'desk-session'),
            session.createdAt,
            session.usedAt,
            session.expiresAt,
          ],
        },
      ])
    },
    async session(token, now) {
      const row = await one(`${SESSION} WHERE "tokenIndex" = ? AND "expiresAt" > ?`, [tokenIndex(token), now])
      return row && sessionOf(row)
    },
    async touch(id, now) {
      await done('UPDATE "DeskSession" SET "usedAt" = ? WHERE "id" = ?', [now, id])
    },
    sessions: async (accountId, now) =>
      (await driver.all(`${SESSION} WHERE "accountId" = ? AND "expiresAt" > ? ORDER BY "usedAt" DESC`, [accountId, now])).map(sessionOf),
    async end(accountId, id) {
      await driver.batch([
        id === undefined
          ? { sql: 'DELETE FROM "DeskSession" WHERE "accountId" = ?', params: [accountId] }
          : { sql: 'DELETE FROM "DeskSession" WHERE "accountId" = ? AND "id" = ?', params: [accountId, id] },
      ])
    },
    async audit({ at, actor, action, subject, detail }) {
      await driver.batch([
        {
          sql: 'INSERT INTO "AuditRow" ("at","actor","door","action","subjectKind","subjectId","detail") VALUES (?,?,?,?,?,?,?)',
          params: [at, actor, 'desk', action, subject.kind, subject.id, sealing.seal(detail, 'audit')],
        },
      ])
    },
  }
}
