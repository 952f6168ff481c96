import type { Address, Group, Part } from '../../core/message.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { SqlDriver, SqlStatement } from './driver.ts'
import { number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

/** A group got another id: its conversations, what waits in them, and its village go over to the new one. `from` and `to` are group indexes. */
export const moveGroup = async (
  driver: SqlDriver,
  sealing: Sealing,
  { from, to, chat }: { readonly from: string; readonly to: string; readonly chat: string },
): Promise<void> => {
  const statements: SqlStatement[] = []
  for (const row of await driver.all('SELECT "id","partyId","address" FROM "Conversation" WHERE "groupIndex" = ?', [from])) {
    const stored = sealing.open<{ address: Address; group: Group }>(row['address'], 'address')
    const address = { address: { ...stored.address, chat }, group: { ...stored.group, id: chat } }
    statements.push({
      // Somebody who has written in the new group already goes on there.
      sql: `UPDATE "Conversation" SET "groupIndex" = ?, "address" = ? WHERE "id" = ?
        AND NOT EXISTS (SELECT 1 FROM "Conversation" o WHERE o."partyId" = ? AND o."groupIndex" = ?)`,
      params: [to, sealing.seal(address, 'address'), text(row, 'id'), text(row, 'partyId'), to],
    })
    for (const waiting of await driver.all('SELECT "id","body" FROM "Outbox" WHERE "conversationId" = ? AND "status" IN (\'pending\',\'aside\')', [
      text(row, 'id'),
    ])) {
      const body = sealing.open<{ address: Address; part: Part }>(waiting['body'], 'outbox')
      const moved = sealing.seal({ ...body, address: { ...body.address, chat } }, 'outbox')
      statements.push({ sql: 'UPDATE "Outbox" SET "body" = ? WHERE "id" = ?', params: [moved, number(waiting, 'id')] })
    }
    for (const waiting of await driver.all('SELECT "id","body" FROM "Inbox" WHERE "conversationId" = ? AND "status" = \'pending\'', [text(row, 'id')])) {
      const body = sealing.open<InboxRow['body']>(waiting['body'], 'inbox')
      if (body.kind !== 'message') continue
      const moved = sealing.seal({ ...body, address: { ...body.address, chat } }, 'inbox')
      statements.push({ sql: 'UPDATE "Inbox" SET "body" = ? WHERE "id" = ?', params: [moved, number(waiting, 'id')] })
    }
  }
  statements.push(
    {
      sql: 'UPDATE "GroupBinding" SET "groupIndex" = ? WHERE "groupIndex" = ? AND NOT EXISTS (SELECT 1 FROM "GroupBinding" o WHERE o."groupIndex" = ?)',
      params: [to, from, to],
    },
    { sql: 'DELETE FROM "GroupBinding" WHERE "groupIndex" = ?', params: [from] },
  )
  const result = await driver.batch(statements)
  if (result.kind === 'undone') throw new Error(`a group could not be moved: ${result.why}`)
}
