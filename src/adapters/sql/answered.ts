import { intentIn } from '../../core/intent-id.ts'
import { textOf } from '../../core/message.ts'
import type { Answered } from '../../core/recipient.ts'
import type { Role } from '../../core/turn.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { SqlDriver } from './driver.ts'
import type { Sealing } from './sealing.ts'
import { number, text } from './sealing.ts'

/** Name of an intent among keyed hashes. */
export const answeredName = (intent: string): string => `answered ${intent}`

const WHO = `SELECT a."conversationId",p."name",MAX(a."at") AS "at" FROM "Answered" a JOIN "Conversation" c ON c."id" = a."conversationId"
  JOIN "Party" p ON p."id" = c."partyId" WHERE a."intentIndex" = ? GROUP BY a."conversationId",p."name" ORDER BY 3 DESC`

/** Who got the answer of the intent that a message of the agency or the bureau names, latest first; undefined where it names none. */
export const answeredOf = async (driver: SqlDriver, sealing: Sealing, { body }: InboxRow, role: Role): Promise<readonly Answered[] | undefined> => {
  const intent = (role === 'agency' || role === 'bureau') && body.kind === 'message' ? intentIn(textOf(body.content)) : undefined
  if (intent === undefined) return undefined
  const rows = await driver.all(WHO, [sealing.index(answeredName(intent))])
  return rows.map((row) => ({ conversationId: text(row, 'conversationId'), name: sealing.open<string>(row['name'], 'party'), at: number(row, 'at') }))
}
