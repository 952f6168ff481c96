import type { FileRef, Part } from '../../core/message.ts'
import { textOf } from '../../core/message.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { TalkLine } from '../../ports/desk-talks.ts'
import type { SqlDriver, SqlRow } from './driver.ts'
import { number, text } from './sealing.ts'
import type { Sealing } from './sealing.ts'

type Placed = { readonly inboxId: number; readonly order: number; readonly line: TalkLine }

const STATES: Readonly<Record<string, TalkLine['state']>> = { sent: 'sent', withheld: 'withheld', pending: 'waiting', aside: 'waiting', dead: 'lost' }

/** The latest lines of a conversation as whoever talks with the person reads them. */
export const readTalkLines = async (
  driver: SqlDriver,
  sealing: Sealing,
  conversationId: string,
  until: number,
  limit: number,
): Promise<{ readonly lines: readonly TalkLine[]; readonly upTo: number }> => {
  const received = await driver.all(
    `SELECT "id","body","receivedAt","sensitive" FROM "Inbox" WHERE "conversationId" = ? AND "channel" <> 'internal' AND "receivedAt" <= ? ORDER BY "id" DESC LIMIT ?`,
    [conversationId, until, limit],
  )
  const sent = await driver.all(
    'SELECT "id","key","inboxId","body","status","createdAt" FROM "Outbox" WHERE "conversationId" = ? AND "createdAt" <= ? ORDER BY "id" DESC LIMIT ?',
    [conversationId, until, limit],
  )
  // A message stands before the answers to it, whenever they were sent.
  const lines = [...received.flatMap((row) => said(sealing, row)), ...sent.map((row) => answered(sealing, row))]
    .sort((a, b) => a.inboxId - b.inboxId || a.order - b.order)
    .slice(-limit)
    .map(({ line }) => line)
  return { lines, upTo: received[0] ? number(received[0], 'id') : 0 }
}

const said = (sealing: Sealing, row: SqlRow): readonly Placed[] => {
  const body = sealing.open<InboxRow['body']>(row['body'], 'inbox')
  if (body.kind !== 'message') return []
  const { content } = body
  const hidden = row['sensitive'] === true || row['sensitive'] === 1
  const files: readonly FileRef[] = content.kind === 'file' || content.kind === 'voice' ? [content.file] : []
  const words = content.kind === 'location' ? `${content.latitude}, ${content.longitude}` : content.kind === 'coming' ? content.name : textOf(content)
  const line: TalkLine = {
    id: `i${text(row, 'id')}`,
    at: number(row, 'receivedAt'),
    from: 'person',
    text: hidden ? '' : words,
    files: hidden ? [] : files,
    hidden,
    state: 'sent',
  }
  return [{ inboxId: number(row, 'id'), order: 0, line }]
}

const answered = (sealing: Sealing, row: SqlRow): Placed => {
  const { part } = sealing.open<{ readonly part: Part }>(row['body'], 'outbox')
  const hidden = part.sensitive === true
  return {
    inboxId: number(row, 'inboxId'),
    order: number(row, 'id'),
    line: {
      id: `o${text(row, 'key')}`,
      at: number(row, 'createdAt'),
      from: part.from === undefined ? 'bot' : 'counsel',
      ...(part.from === undefined ? {} : { name: part.from }),
      text: hidden ? '' : part.text,
      files: hidden ? [] : (part.files ?? []),
      hidden,
      state: STATES[text(row, 'status')] ?? 'sent',
    },
  }
}
