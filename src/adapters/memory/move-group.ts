import type { Address } from '../../core/message.ts'
import { groupKey } from './tables.ts'
import type { Tables } from './tables.ts'

/** A group got another id: its conversations, what waits in them, and its village go over to the new one. */
export const moveGroup = (tables: Tables, channel: string, account: string, from: string, to: string): void => {
  const old = groupKey(channel, account, from)
  const next = groupKey(channel, account, to)
  const moved = (address: Address): Address => ({ ...address, chat: to })
  for (const [thread, id] of [...tables.threads]) {
    const row = tables.conversations.get(id)
    if (!row?.group || thread !== `${row.partyId} ${old}`) continue
    for (const [key, one] of tables.outbox)
      if (one.conversationId === id && (one.status === 'pending' || one.status === 'aside')) tables.outbox.set(key, { ...one, address: moved(one.address) })
    for (const [key, one] of tables.inbox)
      if (one.conversationId === id && one.status === 'pending' && one.body.kind === 'message')
        tables.inbox.set(key, { ...one, body: { ...one.body, address: moved(one.body.address) } })
    // Somebody who has written in the new group already goes on there.
    if (tables.threads.has(`${row.partyId} ${next}`)) continue
    tables.threads.delete(thread)
    tables.threads.set(`${row.partyId} ${next}`, id)
    tables.conversations.set(id, { ...row, address: moved(row.address), group: { ...row.group, id: to } })
  }
  const village = tables.bindings.get(old)
  if (village === undefined) return
  tables.bindings.delete(old)
  if (!tables.bindings.has(next)) tables.bindings.set(next, village)
}
