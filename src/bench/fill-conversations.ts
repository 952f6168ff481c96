import type { SqlDriver } from '../adapters/sql/driver.ts'

const AT_ONCE = 50_000

const INSERTS = [
  `INSERT INTO "Party" ("id","role","name","createdAt","demo") SELECT 'old-' || i, 'villager', p."name", p."createdAt", FALSE FROM n, (SELECT * FROM "Party" LIMIT 1) p`,
  `INSERT INTO "Identity" ("lookupIndex","channel","partyId","createdAt","address","usedAt")
    SELECT 'old-' || i, d."channel", 'old-' || i, d."createdAt", d."address", d."usedAt" FROM n, (SELECT * FROM "Identity" LIMIT 1) d`,
  `INSERT INTO "Conversation" ("id","partyId","groupIndex","version","state","address","createdAt","updatedAt")
    SELECT 'old-' || i, 'old-' || i, '', 1, c."state", c."address", c."createdAt", c."updatedAt" FROM n, (SELECT * FROM "Conversation" LIMIT 1) c`,
  `INSERT INTO "Inbox" ("channel","account","externalId","conversationId","body","receivedAt","status","attempts","doneAt","sensitive")
    SELECT 'web', '', 'old-' || i, 'old-' || i, m."body", m."receivedAt", 'done', 0, m."receivedAt", FALSE FROM n, (SELECT * FROM "Inbox" LIMIT 1) m`,
  `INSERT INTO "Outbox" ("key","conversationId","inboxId","class","channel","body","status","attempts","nextAt","createdAt","sentAt")
    SELECT 'old-' || i, 'old-' || i, o."inboxId", 'chat', 'web', o."body", 'sent', 1, o."nextAt", o."createdAt", o."createdAt" FROM n, (SELECT * FROM "Outbox" LIMIT 1) o`,
]

/** Adds people who once asked one thing and were answered, from number `from` up to `to`, to a database that holds a turn already. */
export const fillConversations = async (driver: SqlDriver, from: number, to: number): Promise<void> => {
  for (let first = from; first < to; first += AT_ONCE) {
    const last = Math.min(to, first + AT_ONCE)
    for (const insert of INSERTS) {
      const numbers = `WITH RECURSIVE n(i) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(? AS INTEGER))`
      const [into, select] = [insert.slice(0, insert.indexOf('SELECT')), insert.slice(insert.indexOf('SELECT'))]
      const result = await driver.batch([{ sql: `${into} ${numbers} ${select}`, params: [first, last] }])
      if (result.kind === 'undone') throw new Error(`conversations could not be added: ${result.why}`)
    }
  }
}
