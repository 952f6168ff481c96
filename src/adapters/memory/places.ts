import type { ConversationId } from '../../core/ids.ts'
import type { Inbound } from '../../core/message.ts'
import type { Role } from '../../core/turn.ts'
import type { Ids } from '../../ports/system.ts'
import { groupKey } from './tables.ts'
import type { Tables } from './tables.ts'

/** Where a message belongs: `keyOf` names a person at a door, `place` finds their conversation, making party and threads where they are new. */
export const createPlaces = (tables: Tables, ids: Ids) => {
  const keyOf = (inbound: { readonly address: Inbound['address']; readonly sender: { readonly id: string } }) =>
    JSON.stringify([inbound.address.channel, inbound.address.account, inbound.sender.id])

  const place = (
    inbound: Pick<Inbound, 'address' | 'sender' | 'group'>,
    role: Role,
    staffId: string | undefined,
    demo: boolean,
    now: number,
  ): ConversationId => {
    const identity = keyOf(inbound)
    const staff = staffId === undefined ? undefined : [...tables.parties.values()].find((party) => party.role === role && party.staffId === staffId)?.id
    const partyId = tables.identities.get(identity)?.partyId ?? staff ?? ids.next()
    if (!tables.parties.has(partyId))
      tables.parties.set(partyId, { id: partyId, role, name: inbound.sender.name, demo, ...(staffId === undefined ? {} : { staffId }) })
    const privately = inbound.group ? { ...inbound.address, chat: inbound.sender.id } : inbound.address
    if (!tables.identities.has(identity)) tables.identities.set(identity, { partyId, address: privately, usedAt: now })
    let conversationId = ''
    for (const group of inbound.group ? [undefined, inbound.group] : [undefined]) {
      const thread = `${partyId} ${group ? groupKey(inbound.address.channel, inbound.address.account, group.id) : ''}`
      conversationId = tables.threads.get(thread) ?? ids.next()
      if (tables.conversations.has(conversationId)) continue
      const address = group ? inbound.address : privately
      tables.conversations.set(conversationId, { id: conversationId, partyId, version: 0, state: { misses: 0 }, address, ...(group ? { group } : {}) })
      tables.threads.set(thread, conversationId)
    }
    return conversationId
  }
  return { keyOf, place }
}
