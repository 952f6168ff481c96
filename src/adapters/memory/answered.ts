import { intentIn } from '../../core/intent-id.ts'
import { textOf } from '../../core/message.ts'
import type { Snapshot } from '../../core/turn.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { PartyRow, Tables } from './tables.ts'

/** Who got the answer of the intent that a message of the agency or the bureau names, latest first. */
export const answeredOf = (tables: Tables, { body }: InboxRow, { role }: PartyRow): Pick<Snapshot, 'answered'> => {
  const intent = (role === 'agency' || role === 'bureau') && body.kind === 'message' ? intentIn(textOf(body.content)) : undefined
  if (intent === undefined) return {}
  const latest = new Map([...tables.answered.values()].flatMap((one) => (one.intent === intent ? [[one.conversationId, one.at] as const] : [])))
  const who = (id: string): string => tables.parties.get(tables.conversations.get(id)?.partyId ?? '')?.name ?? ''
  return { answered: [...latest].map(([conversationId, at]) => ({ conversationId, name: who(conversationId), at })).sort((a, b) => b.at - a.at) }
}
