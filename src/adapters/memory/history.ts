import type { ConversationId } from '../../core/ids.ts'
import { textOf } from '../../core/message.ts'
import type { HistoryLine } from '../../core/turn.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { InboxEntry, Tables } from './tables.ts'

const HISTORY = 30

type Message = Extract<InboxRow['body'], { kind: 'message' }>['content']
type Sent = Tables['outbox'] extends Map<string, infer Row> ? Row : never

/** The latest lines, each message before the answers to it. */
export const linesOf = <T>(
  tables: Tables,
  conversationId: ConversationId,
  limit: number,
  received: (row: InboxEntry, content: Message) => T | undefined,
  sent: (row: Sent) => T | undefined,
): readonly T[] => {
  const answers = [...tables.outbox.values()].filter((row) => row.conversationId === conversationId)
  const lines = [...tables.inbox.values()]
    .filter((row) => row.conversationId === conversationId)
    .flatMap((row) => [
      ...(row.body.kind === 'message' ? [received(row, row.body.content)].filter((line) => line !== undefined) : []),
      ...answers.filter((answer) => answer.inboxId === row.id).flatMap((answer) => sent(answer) ?? []),
    ])
  return lines.slice(-limit)
}

/** What was said of late, as a counsel may read it. */
export const historyOf = (tables: Tables, conversationId: ConversationId): readonly HistoryLine[] =>
  linesOf<HistoryLine>(
    tables,
    conversationId,
    HISTORY,
    (row, content) => (row.sensitive ? undefined : { from: 'person', text: content.kind === 'file' ? content.file.name : textOf(content), withheld: false }),
    ({ status, part }) =>
      !part.sensitive && (status === 'sent' || status === 'pending' || status === 'withheld')
        ? { from: part.from === undefined ? 'bot' : 'counsel', text: part.text, withheld: status === 'withheld' }
        : undefined,
  )
