import type { JobBody } from '../../core/task.ts'
import type { Store } from '../../ports/store.ts'
import type { SqlDriver, SqlStatement } from './driver.ts'
import { number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

/** Work for later: what is due, and what came of it. */
export const createJobs = (driver: SqlDriver, sealing: Sealing): Pick<Store, 'dueJobs' | 'finishJob'> => ({
  async dueJobs(now, limit) {
    const rows = await driver.all(
      'SELECT "id","conversationId","dueAt","payload" FROM "Job" WHERE "status" = \'pending\' AND "dueAt" <= ? ORDER BY "dueAt","id" LIMIT ?',
      [now, limit],
    )
    return rows.map((row) => ({
      id: number(row, 'id'),
      conversationId: text(row, 'conversationId'),
      dueAt: number(row, 'dueAt'),
      body: sealing.open<JobBody>(row['payload'], 'job'),
    }))
  },
  async finishJob(job, event, now) {
    const statements: SqlStatement[] = [
      {
        sql: 'UPDATE "Job" SET "status" = \'done\', "doneAt" = ? WHERE "id" = ? AND "status" = \'pending\' AND "dueAt" = ?',
        params: [now, job.id, job.dueAt],
        expect: 1,
      },
    ]
    if (event)
      statements.push({
        sql: `INSERT INTO "Inbox" ("channel","account","externalId","conversationId","body","receivedAt","status","attempts")
          VALUES ('internal','',?,?,?,?,'pending',0)`,
        params: [`job:${job.id}:${job.dueAt}`, job.conversationId, sealing.seal({ kind: 'internal', event }, 'inbox'), now],
      })
    await driver.batch(statements)
  },
})
