import type { Instant } from '../../core/ids.ts'
import type { Effect } from '../../core/turn.ts'
import type { CommitResult, InboxRow, TurnCommit } from '../../ports/store.ts'
import type { Ids } from '../../ports/system.ts'
import type { SqlDriver, SqlStatement, SqlValue } from './driver.ts'
import { effectStatements } from './effects.ts'
import type { Sealing } from './sealing.ts'
import { maybe } from './sealing.ts'

const DONE = 'UPDATE "Inbox" SET "status" = \'done\', "doneAt" = ?, "sensitive" = ? WHERE "id" = ? AND "conversationId" = ? AND "status" = \'pending\''
const ADVANCE = 'UPDATE "Conversation" SET "version" = "version" + 1, "state" = ?, "updatedAt" = ? WHERE "id" = ? AND "version" = ?'

/** Writes a turn whole or not at all: the row done, the conversation moved on by one version, and every effect. */
export const commitTurn = async (driver: SqlDriver, sealing: Sealing, ids: Ids, turn: TurnCommit): Promise<CommitResult> => {
  const statements: SqlStatement[] = [
    { sql: DONE, params: [turn.now, turn.sensitive, turn.inboxId, turn.conversationId], expect: 1 },
    { sql: ADVANCE, params: [sealing.seal(turn.next, 'conversation'), turn.now, turn.conversationId, turn.version], expect: 1 },
  ]
  for (const [index, effect] of turn.effects.entries()) statements.push(...effectStatements(effect, index, turn, sealing, ids))
  const result = await driver.batch(statements)
  if (result.kind === 'undone') return { kind: result.at === 0 && result.why === 'expect' ? 'stale' : 'clash' }
  const woken = new Set<string>()
  for (const rows of result.rows)
    for (const row of rows) {
      const conversationId = maybe(row, 'conversationId')
      if (conversationId !== undefined) woken.add(conversationId)
    }
  return { kind: 'committed', woken: [...woken], sends: turn.effects.some((effect) => effect.kind === 'send') }
}

/** Counts a failed try, or takes the row out of the queue together with what is said about it. */
export const parkRow = async (
  driver: SqlDriver,
  sealing: Sealing,
  row: InboxRow,
  park: { readonly now: Instant; readonly effects: readonly Effect[] } | undefined,
): Promise<void> => {
  if (!park) {
    await driver.batch([{ sql: 'UPDATE "Inbox" SET "attempts" = "attempts" + 1 WHERE "id" = ? AND "status" = \'pending\'', params: [row.id] }])
    return
  }
  const stored = (await driver.all('SELECT "address" FROM "Conversation" WHERE "id" = ?', [row.conversationId]))[0]
  const address = row.body.kind === 'message' ? row.body.address : sealing.open<{ address: TurnCommit['address'] }>(stored?.['address'], 'address').address
  const statements: SqlStatement[] = [
    {
      sql: 'UPDATE "Inbox" SET "status" = \'parked\', "attempts" = "attempts" + 1, "doneAt" = ? WHERE "id" = ? AND "status" = \'pending\'',
      params: [park.now, row.id] satisfies SqlValue[],
      expect: 1,
    },
  ]
  const turn = { inboxId: row.id, conversationId: row.conversationId, partyId: '', address, now: park.now }
  for (const [index, effect] of park.effects.entries()) statements.push(...effectStatements(effect, index, turn, sealing, { next: () => '', secret: () => '' }))
  await driver.batch(statements)
}
