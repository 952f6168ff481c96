import type { Part } from '../../core/message.ts'
import type { DeskAnswers } from '../../ports/desk-answers.ts'
import type { SqlDriver } from './driver.ts'
import type { Sealing } from './sealing.ts'
import { text } from './sealing.ts'

/** What the lane said to a message of the workbench: the rows of the outbox that its turn wrote. */
export const createDeskAnswers = (driver: SqlDriver, sealing: Sealing): DeskAnswers => ({
  async answerTo(inboxId) {
    const row = (await driver.all('SELECT "status" FROM "Inbox" WHERE "id" = ?', [inboxId]))[0]
    const status = row && text(row, 'status')
    if (status === 'parked') return { kind: 'failed' }
    if (status !== 'done') return { kind: 'waiting' }
    const rows = await driver.all('SELECT "body" FROM "Outbox" WHERE "inboxId" = ? ORDER BY "id"', [inboxId])
    return { kind: 'done', parts: rows.map((one) => sealing.open<{ readonly part: Part }>(one['body'], 'outbox').part) }
  },
})
