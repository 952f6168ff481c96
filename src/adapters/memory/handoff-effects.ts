import type { Instant } from '../../core/ids.ts'
import type { HandoffEffect } from '../../core/handoff.ts'
import type { OfferRow, Tables, Transaction } from './tables.ts'

type Kept = Exclude<HandoffEffect, { kind: 'note-handoff' | 'rate-handoff' }>

/** What a handoff's way writes. False where the turn must be decided again. */
export const applyHandoff = (tables: Tables, tx: Transaction, effect: Kept, now: Instant): boolean => {
  const offer = (counselId: string, status: OfferRow['status']) =>
    tx.put(tables.offers, `${idOf(effect)} ${counselId}`, { handoffId: idOf(effect), counselId, status })
  if (effect.kind === 'request-handoff') {
    const { offeredTo: _, asked: __, members: ___, ...made } = effect.handoff
    if (tables.handoffs.has(made.id)) return false
    tx.put(tables.handoffs, made.id, { ...made, opponent: effect.opponent, status: 'offered', requestedAt: now })
    for (const { counselId } of effect.offers) offer(counselId, 'offered')
    return true
  }
  const handoff = tables.handoffs.get(effect.handoffId)
  if (!handoff) return false
  switch (effect.kind) {
    case 'offer-handoff':
      if (handoff.status !== (effect.taken ? 'accepted' : 'offered')) return false
      tx.put(tables.handoffs, handoff.id, { ...handoff, step: effect.step })
      for (const { counselId } of effect.offers) if (!tables.offers.has(`${handoff.id} ${counselId}`)) offer(counselId, 'offered')
      return true
    case 'transfer-handoff': {
      const conversation = tables.conversations.get(effect.conversationId)
      if (handoff.status !== 'accepted' || handoff.counselId !== effect.from || conversation?.ownerHandoff !== handoff.id) return false
      tx.put(tables.handoffs, handoff.id, { ...handoff, counselId: effect.to })
      tx.put(tables.conversations, conversation.id, { ...conversation, ownerId: effect.to })
      offer(effect.to, 'taken')
      offer(effect.from, 'declined')
      return true
    }
    case 'join-handoff':
      if (handoff.status !== 'accepted') return false
      offer(effect.counselId, 'joined')
      return true
    case 'claim-handoff': {
      const conversation = tables.conversations.get(effect.conversationId)
      if (handoff.status !== 'offered' || !conversation || conversation.ownerId !== undefined) return false
      tx.put(tables.handoffs, handoff.id, { ...handoff, status: 'accepted', counselId: effect.counselId })
      tx.put(tables.conversations, conversation.id, { ...conversation, ownerId: effect.counselId, ownerHandoff: handoff.id })
      const offer = tables.offers.get(`${handoff.id} ${effect.counselId}`)
      if (offer) tx.put(tables.offers, `${handoff.id} ${effect.counselId}`, { ...offer, status: 'taken' })
      return true
    }
    case 'close-handoff': {
      if (handoff.status === 'closed') return false
      tx.put(tables.handoffs, handoff.id, { ...handoff, status: 'closed' })
      const conversation = tables.conversations.get(effect.conversationId)
      if (conversation?.ownerHandoff === handoff.id) {
        const { ownerId: _, ownerHandoff: __, ...free } = conversation
        tx.put(tables.conversations, conversation.id, free)
      }
      return true
    }
    case 'redirect-handoff':
      if (handoff.status !== 'offered') return false
      tx.put(tables.handoffs, handoff.id, { ...handoff, target: 'office' })
      return true
    case 'decline-offer': {
      const offer = tables.offers.get(`${handoff.id} ${effect.counselId}`)
      if (offer?.status !== 'offered') return false
      tx.put(tables.offers, `${handoff.id} ${effect.counselId}`, { ...offer, status: 'declined' })
      return true
    }
  }
}

const idOf = (effect: Kept): string => (effect.kind === 'request-handoff' ? effect.handoff.id : effect.handoffId)
