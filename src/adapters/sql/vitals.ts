import type { Instant } from '../../core/ids.ts'
import type { ChannelId } from '../../core/message.ts'
import type { Vitals, Waiting } from '../../ports/vitals.ts'
import type { SqlDriver, SqlRow, SqlValue } from './driver.ts'
import { text } from './sealing.ts'

const DAY = 86_400_000
const RECENT = 7 * DAY
const SOON = 2 * DAY

const HEAPS = `SELECT 'inbox' AS "heap", COUNT(*) AS "n", MIN("receivedAt") AS "since" FROM "Inbox" WHERE "status" = 'pending'
  UNION ALL SELECT 'outbox', COUNT(*), MIN("nextAt") FROM "Outbox" WHERE "status" = 'pending' AND "nextAt" <= ?
  UNION ALL SELECT 'aside', COUNT(*), NULL FROM "Outbox" WHERE "status" = 'aside'
  UNION ALL SELECT 'dead', COUNT(*), NULL FROM "Outbox" WHERE "status" = 'dead' AND "nextAt" > ?
  UNION ALL SELECT 'parked', COUNT(*), NULL FROM "Inbox" WHERE "status" = 'parked' AND "doneAt" > ?
  UNION ALL SELECT 'handoffs', COUNT(*), MIN("requestedAt") FROM "Handoff" WHERE "status" = 'offered'
  UNION ALL SELECT 'overdue', COUNT(*), NULL FROM "Task" WHERE "status" = 'open' AND "dueAt" < ?
  UNION ALL SELECT 'soon', COUNT(*), NULL FROM "Task" WHERE "status" = 'open' AND "dueAt" >= ? AND "dueAt" < ?
  UNION ALL SELECT 'jobs', COUNT(*), MIN("dueAt") FROM "Job" WHERE "status" = 'pending' AND "dueAt" <= ?`

// A door fails where a row has been failing and nothing that fell due since then has gone out.
const FAILING = `SELECT "channel", MIN("failingSince") AS "since" FROM "Outbox" o WHERE "status" IN ('pending','aside') AND "failingSince" IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM "Outbox" s WHERE s."status" = 'sent' AND s."nextAt" > o."failingSince" AND s."channel" = o."channel")
  GROUP BY "channel"`

const NEWEST = 'SELECT "receivedAt" AS "at" FROM "Inbox" ORDER BY "id" DESC LIMIT 1'

const instant = (value: SqlValue | undefined): Instant | undefined => (value === null || value === undefined ? undefined : Number(value))

/** Counts what waits and what went wrong. Cheap enough for every look of a monitor. */
export const readVitals = async (driver: Pick<SqlDriver, 'all'>, now: Instant): Promise<Vitals> => {
  const rows = await driver.all(HEAPS, [now, now - RECENT, now - RECENT, now, now, now + SOON, now])
  const heaps = new Map<string, SqlRow>(rows.map((row) => [text(row, 'heap'), row]))
  const count = (heap: string): number => Number(heaps.get(heap)?.['n'] ?? 0)
  const waiting = (heap: string): Waiting => ({ count: count(heap), since: instant(heaps.get(heap)?.['since']) })
  const failing = await driver.all(FAILING, [])
  return {
    inbox: waiting('inbox'),
    outbox: waiting('outbox'),
    aside: count('aside'),
    dead: count('dead'),
    parked: count('parked'),
    handoffs: waiting('handoffs'),
    tasks: { overdue: count('overdue'), soon: count('soon') },
    jobs: waiting('jobs'),
    failingDoors: failing.map((row) => ({ channel: text(row, 'channel') as ChannelId, since: Number(row['since']) })),
    newest: instant((await driver.all(NEWEST, []))[0]?.['at']),
  }
}
