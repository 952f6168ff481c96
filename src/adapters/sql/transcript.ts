import type { ConversationId } from '../../core/ids.ts'
import type { Part } from '../../core/message.ts'
import { textOf } from '../../core/message.ts'
import type { HistoryLine } from '../../core/turn.ts'
import type { InboxRow, TranscriptLine } from '../../ports/store.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import { number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

// A message stands before the answers to it, whenever they were sent.
type Placed<T> = { readonly inboxId: number; readonly order: number; readonly line: T }
const inOrder = <T>(lines: readonly Placed<T>[], limit: number): readonly T[] =>
  [...lines]
    .sort((a, b) => a.inboxId - b.inboxId || a.order - b.order)
    .slice(-limit)
    .map((placed) => placed.line)

const read = async (driver: SqlDriver, conversationId: ConversationId, statuses: string, limit: number) => ({
  received: await driver.all(
    `SELECT "id","body","receivedAt","sensitive" FROM "Inbox" WHERE "conversationId" = ? AND "channel" <> 'internal' ORDER BY "id" DESC LIMIT ?`,
    [conversationId, limit],
  ),
  sent: await driver.all(
    `SELECT "id","key","inboxId","body","status","createdAt" FROM "Outbox" WHERE "conversationId" = ? AND "status" IN (${statuses}) ORDER BY "id" DESC LIMIT ?`,
    [conversationId, limit],
  ),
})

const contentOf = (sealing: Sealing, row: SqlRow) => {
  const body = sealing.open<InboxRow['body']>(row['body'], 'inbox')
  return body.kind === 'message' ? body.content : undefined
}
const partOf = (sealing: Sealing, row: SqlRow): Part => sealing.open<{ part: Part }>(row['body'], 'outbox').part

/** The latest lines as a page shows them: what was received, and what was sent. */
export const readTranscript = async (
  driver: SqlDriver,
  sealing: Sealing,
  conversationId: ConversationId,
  limit: number,
): Promise<readonly TranscriptLine[]> => {
  const { received, sent } = await read(driver, conversationId, "'sent'", limit)
  const lines: Placed<TranscriptLine>[] = []
  for (const row of received) {
    const content = contentOf(sealing, row)
    if (content)
      lines.push({ inboxId: number(row, 'id'), order: 0, line: { id: `i${text(row, 'id')}`, from: 'person', at: number(row, 'receivedAt'), content } })
  }
  for (const row of sent)
    lines.push({
      inboxId: number(row, 'inboxId'),
      order: number(row, 'id'),
      line: { id: `o${text(row, 'key')}`, from: 'desk', at: number(row, 'createdAt'), part: partOf(sealing, row) },
    })
  return inOrder(lines, limit)
}

/** The latest lines as a counsel reads them, with what the bot was kept from saying, and without what was asked and answered of sensitive things. */
export const readHistory = async (driver: SqlDriver, sealing: Sealing, conversationId: ConversationId, limit: number): Promise<readonly HistoryLine[]> => {
  const { received, sent } = await read(driver, conversationId, "'sent','pending','withheld'", limit)
  const lines: Placed<HistoryLine>[] = []
  for (const row of received) {
    const content = contentOf(sealing, row)
    if (content && !row['sensitive'])
      lines.push({
        inboxId: number(row, 'id'),
        order: 0,
        line: { from: 'person', text: content.kind === 'file' ? content.file.name : textOf(content), withheld: false },
      })
  }
  for (const row of sent) {
    const part = partOf(sealing, row)
    if (part.sensitive) continue
    lines.push({
      inboxId: number(row, 'inboxId'),
      order: number(row, 'id'),
      line: { from: part.from === undefined ? 'bot' : 'counsel', text: part.text, withheld: text(row, 'status') === 'withheld' },
    })
  }
  return inOrder(lines, limit)
}
