import type { AuditActor, AuditSearch, DeskAdministration } from '../../ports/desk-administration.ts'
import type { SqlDriver, SqlRow, SqlValue } from './driver.ts'
import type { Sealing } from './sealing.ts'
import { maybe, number, text } from './sealing.ts'

const AUDIT = `SELECT a."id", a."at", a."actor", a."door", a."action", a."subjectKind", a."subjectId", a."detail", p."role", p."staffId", c."number"
  FROM "AuditRow" a LEFT JOIN "Party" p ON p."id" = SUBSTR(a."actor", 7) LEFT JOIN "Case" c ON a."subjectKind" = 'case' AND c."id" = a."subjectId"`

/** What is administered of the database, over SQL. Bodies of messages are never read. */
export const createDeskAdministration = (driver: SqlDriver, sealing: Sealing): DeskAdministration => ({
  async audit(search, limit) {
    const { where, params } = conditions(search)
    const rows = await driver.all(`${AUDIT}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`} ORDER BY a."id" DESC LIMIT ?`, [...params, limit])
    return rows.map((row) => {
      const found = maybe(row, 'number')
      return {
        id: number(row, 'id'),
        at: number(row, 'at'),
        actor: actorOf(row),
        door: text(row, 'door'),
        action: text(row, 'action'),
        subject: { kind: text(row, 'subjectKind'), id: text(row, 'subjectId') },
        ...(found === undefined ? {} : { number: found }),
        detail: sealing.open<string>(row['detail'], 'audit'),
      }
    })
  },
  auditActions: async () => (await driver.all('SELECT DISTINCT "action" FROM "AuditRow" ORDER BY "action"', [])).map((row) => text(row, 'action')),
  async sendings(limit) {
    const rows = await driver.all(
      `SELECT "id","channel","status","attempts","createdAt","error" FROM "Outbox" WHERE "status" IN ('aside','dead') AND "channel" <> 'console' ORDER BY "id" DESC LIMIT ?`,
      [limit],
    )
    return rows.map((row) => ({
      id: number(row, 'id'),
      channel: text(row, 'channel'),
      state: text(row, 'status') === 'aside' ? ('aside' as const) : ('dead' as const),
      attempts: number(row, 'attempts'),
      at: number(row, 'createdAt'),
      error: maybe(row, 'error') ?? '',
    }))
  },
  async turns(limit) {
    const rows = await driver.all(`SELECT "id","channel","attempts","receivedAt" FROM "Inbox" WHERE "status" = 'parked' ORDER BY "id" DESC LIMIT ?`, [limit])
    return rows.map((row) => ({ id: number(row, 'id'), channel: text(row, 'channel'), attempts: number(row, 'attempts'), at: number(row, 'receivedAt') }))
  },
  sendAgain: (ids, now) =>
    changed(
      driver,
      `UPDATE "Outbox" SET "status" = 'pending', "nextAt" = ?, "attempts" = 0, "failingSince" = NULL WHERE "status" IN ('aside','dead') AND "id" IN`,
      [now],
      ids,
    ),
  turnAgain: (ids) =>
    changed(driver, `UPDATE "Inbox" SET "status" = 'pending', "attempts" = 0, "doneAt" = NULL WHERE "status" = 'parked' AND "id" IN`, [], ids),
  async anyPassword(accountIds) {
    if (accountIds.length === 0) return false
    const rows = await driver.all(`SELECT "id" FROM "DeskAccount" WHERE "password" IS NOT NULL AND "id" IN (${marks(accountIds)}) LIMIT 1`, accountIds)
    return rows.length > 0
  },
})

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',')

const changed = async (driver: SqlDriver, sql: string, params: readonly SqlValue[], ids: readonly number[]): Promise<number> => {
  if (ids.length === 0) return 0
  const done = await driver.batch([{ sql: `${sql} (${marks(ids)}) RETURNING "id"`, params: [...params, ...ids] }])
  return done.kind === 'done' ? (done.rows[0]?.length ?? 0) : 0
}

const conditions = (search: AuditSearch): { readonly where: readonly string[]; readonly params: readonly SqlValue[] } => {
  const { by, action, looks, about, from, until, before } = search
  const found: (readonly [string, readonly SqlValue[]])[] = [
    ...(by === undefined ? [] : [[`((p."role" = ? AND p."staffId" = ?) OR a."actor" = ?)`, [by.role, by.staffId, by.accountId]] as const]),
    ...(action === undefined ? [] : [['a."action" = ?', [action]] as const]),
    ...(looks ? [[`(a."action" LIKE '%-seen' OR a."action" LIKE '%-listed' OR a."action" LIKE '%-read')`, []] as const] : []),
    ...(about === undefined ? [] : [['(c."number" = ? OR a."subjectId" = ?)', [about, about]] as const]),
    ...(from === undefined ? [] : [['a."at" >= ?', [from]] as const]),
    ...(until === undefined ? [] : [['a."at" < ?', [until]] as const]),
    ...(before === undefined ? [] : [['a."id" < ?', [before]] as const]),
  ]
  return { where: found.map(([condition]) => condition), params: found.flatMap(([, values]) => values) }
}

const actorOf = (row: SqlRow): AuditActor => {
  const role = maybe(row, 'role')
  const staffId = maybe(row, 'staffId')
  if (role !== undefined) return role === 'villager' || staffId === undefined ? { kind: 'villager' } : { kind: 'staff', role, staffId }
  const [list = '', ...rest] = text(row, 'actor').split(':')
  // Whoever asked for erasure is nobody any more.
  if (list === 'party') return { kind: 'villager' }
  return rest.length === 0 ? { kind: 'system' } : { kind: 'staff', role: list, staffId: rest.join(':') }
}
