import type { Address, Part } from '../../core/message.ts'
import type { OutboxClass } from '../../core/turn.ts'
import type { Delivery, OutboxRow, Store } from '../../ports/store.ts'
import type { SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'
import type { Sealing } from './sealing.ts'
import { number, text } from './sealing.ts'

const classOf = (value: string): OutboxClass => (value === 'notice' || value === 'safety' ? value : 'chat')

const rowOf = (sealing: Sealing, row: SqlRow): OutboxRow => {
  const body = sealing.open<{ address: Address; part: Part; refusedAt?: readonly Address[] }>(row['body'], 'outbox')
  return {
    id: number(row, 'id'),
    key: text(row, 'key'),
    conversationId: text(row, 'conversationId'),
    inboxId: number(row, 'inboxId'),
    class: classOf(text(row, 'class')),
    address: body.address,
    part: body.part,
    attempts: number(row, 'attempts'),
    createdAt: number(row, 'createdAt'),
    nextAt: number(row, 'nextAt'),
    ...(row['failingSince'] === null ? {} : { failingSince: number(row, 'failingSince') }),
    aside: text(row, 'status') === 'aside',
    refusedAt: body.refusedAt ?? [],
  }
}

const settleSql = (sealing: Sealing, row: OutboxRow, delivery: Delivery): SqlStatement => {
  switch (delivery.kind) {
    case 'sent':
      return {
        sql: 'UPDATE "Outbox" SET "status" = \'sent\', "sentAt" = ?, "externalId" = ?, "attempts" = "attempts" + 1 WHERE "id" = ?',
        params: [delivery.at, delivery.externalId ?? null, row.id],
      }
    case 'withheld':
      return { sql: 'UPDATE "Outbox" SET "status" = \'withheld\' WHERE "id" = ?', params: [row.id] }
    case 'moved':
      return {
        sql: 'UPDATE "Outbox" SET "status" = \'pending\', "channel" = ?, "body" = ?, "nextAt" = ?, "failingSince" = NULL, "attempts" = 0 WHERE "id" = ?',
        params: [
          delivery.to.channel,
          sealing.seal({ address: delivery.to, part: row.part, refusedAt: [...row.refusedAt, row.address] }, 'outbox'),
          delivery.at,
          row.id,
        ],
      }
    case 'again':
      return {
        sql: 'UPDATE "Outbox" SET "status" = ?, "nextAt" = ?, "failingSince" = ?, "error" = ?, "attempts" = "attempts" + 1 WHERE "id" = ?',
        params: [delivery.aside ? 'aside' : 'pending', delivery.nextAt, delivery.failingSince, delivery.error, row.id],
      }
    case 'dead':
      return { sql: 'UPDATE "Outbox" SET "status" = \'dead\', "error" = ?, "attempts" = "attempts" + 1 WHERE "id" = ?', params: [delivery.error, row.id] }
  }
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',')

type Outbox = Pick<Store, 'dueDeliveries' | 'pendingOutbox' | 'isHeld' | 'settle' | 'hurry' | 'unsettled'>

/** The sending half of the store. */
export const createOutbox = (driver: SqlDriver, sealing: Sealing): Outbox => ({
  async dueDeliveries(channels, now, limit) {
    if (channels.length === 0) return []
    const rows = await driver.all(
      `SELECT "conversationId", MIN("id") AS "first" FROM "Outbox" WHERE "status" IN ('pending','aside')
       AND ("nextAt" <= ? OR "createdAt" > ? OR "failingSince" > ?) AND "channel" IN (${marks(channels)})
       GROUP BY "conversationId" ORDER BY "first" LIMIT ?`,
      [now, now, now, ...channels, limit],
    )
    return rows.map((row) => text(row, 'conversationId'))
  },
  async pendingOutbox(conversationId) {
    const rows = await driver.all(
      `SELECT "id","key","conversationId","inboxId","class","body","status","attempts","nextAt","createdAt","failingSince" FROM "Outbox"
       WHERE "conversationId" = ? AND "status" IN ('pending','aside') ORDER BY CASE "class" WHEN 'safety' THEN 0 ELSE 1 END, "id"`,
      [conversationId],
    )
    return rows.map((row) => rowOf(sealing, row))
  },
  async isHeld(conversationId) {
    const row = (await driver.all('SELECT "ownerId" FROM "Conversation" WHERE "id" = ?', [conversationId]))[0]
    return row !== undefined && row['ownerId'] !== null
  },
  async settle(row, delivery, staffNotice) {
    const statements = [settleSql(sealing, row, delivery)]
    if (staffNotice !== undefined)
      statements.push({
        sql: 'INSERT INTO "StaffNotice" ("kind","body","at") VALUES (\'dead-letter\',?,?)',
        params: [sealing.seal(staffNotice, 'notice'), delivery.kind === 'again' ? delivery.nextAt : delivery.at],
      })
    await driver.batch(statements)
  },
  async hurry(conversationIds, now) {
    if (conversationIds.length === 0) return
    const params: SqlValue[] = [now, now, ...conversationIds]
    await driver.batch([
      {
        sql: `UPDATE "Outbox" SET "nextAt" = ? WHERE "status" IN ('pending','aside') AND "nextAt" > ? AND "conversationId" IN (${marks(conversationIds)})`,
        params,
      },
    ])
  },
  async unsettled(conversationIds) {
    const only = conversationIds === undefined ? '' : ` AND "conversationId" IN (${marks(conversationIds)})`
    if (conversationIds?.length === 0) return 0
    const params = conversationIds ?? []
    const row = (
      await driver.all(
        `SELECT (SELECT COUNT(*) FROM "Inbox" WHERE "status" = 'pending'${only}) + (SELECT COUNT(*) FROM "Outbox" WHERE "status" = 'pending'${only}) AS "n"`,
        [...params, ...params],
      )
    )[0]
    return row ? number(row, 'n') : 0
  },
})
