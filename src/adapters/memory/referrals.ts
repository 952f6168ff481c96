import type { Instant } from '../../core/ids.ts'
import { invitedOf } from '../../core/referral.ts'
import type { ReferralEffect, ReferralView } from '../../core/referral.ts'
import type { ConversationState } from '../../core/turn.ts'
import type { PartyRow, Tables, Transaction } from './tables.ts'

/** Writes of referrals. False where the turn must be decided again. */
export const applyReferral = (
  tables: Tables,
  tx: Transaction,
  effect: ReferralEffect,
  turn: { readonly partyId: string; readonly conversationId: string; readonly now: Instant },
): boolean => {
  switch (effect.kind) {
    case 'refer':
      if (tables.referrals.has(effect.referral.id)) return false
      tx.put(tables.referrals, effect.referral.id, effect.referral)
      return true
    case 'move-referral': {
      const found = tables.referrals.get(effect.id)
      if (found?.status !== effect.from) return false
      const { note: _, ...rest } = found
      tx.put(tables.referrals, found.id, { ...rest, status: effect.to, draft: effect.draft, ...(effect.note === undefined ? {} : { note: effect.note }) })
      return true
    }
    case 'become-grid-worker': {
      const pass = tables.passes.get(effect.token)
      const party = tables.parties.get(turn.partyId)
      if (pass?.kind !== 'invite' || pass.used || pass.expiresAt <= turn.now || party?.role !== 'villager') return false
      tx.put(tables.passes, effect.token, { ...pass, used: true })
      tx.put(tables.parties, party.id, { ...party, role: 'grid-worker', staffId: effect.gridWorkerId, name: effect.name })
      return true
    }
    case 'forget-said': {
      const { what } = effect
      const said = (id: number, at: number) => ('turn' in what ? id === what.turn : at <= what.before)
      const nothing = { kind: 'internal', event: { kind: 'notice', parts: [], class: 'notice' } } as const
      for (const row of tables.inbox.values())
        if (row.conversationId === turn.conversationId && row.status !== 'pending' && said(row.id, row.receivedAt))
          tx.put(tables.inbox, row.id, { ...row, body: nothing })
      for (const [key, row] of tables.outbox)
        if (row.conversationId === turn.conversationId && row.status !== 'pending' && row.status !== 'aside' && said(row.inboxId, row.createdAt))
          tx.remove(tables.outbox, key)
      return true
    }
    case 'know-phone':
      if (effect.phone === undefined) tx.remove(tables.phones, turn.partyId)
      else tx.put(tables.phones, turn.partyId, effect.phone)
      return true
  }
}

/** What a decision may know of referrals. Towns and offices are not told apart in memory. */
export const referralsOf = (
  tables: Tables,
  party: PartyRow,
  asking: { readonly state: ConversationState; readonly phone: string | undefined; readonly code: string | undefined; readonly now: Instant },
): ReferralView => {
  const all = [...tables.referrals.values()].filter((one) => one.expiresAt > asking.now).reverse()
  switch (party.role) {
    case 'villager': {
      const pass = asking.code === undefined ? undefined : tables.passes.get(asking.code)
      const gridWorkerId = pass?.kind === 'invite' ? invitedOf(pass.partyId) : undefined
      const invited = pass && gridWorkerId !== undefined ? { invited: { gridWorkerId, open: !pass.used && pass.expiresAt > asking.now } } : {}
      return { referrals: all.filter((one) => one.id === asking.state.referred?.id), ...invited }
    }
    case 'grid-worker': {
      const phone = asking.state.referral?.phone ?? asking.phone
      const under = [...tables.phones].filter(([id, one]) => one === phone && tables.parties.get(id)?.role === 'villager').map(([id]) => id)
      const reachable = under.length === 1 ? tables.threads.get(`${under[0]} `) : undefined
      return { referrals: all, ...(reachable === undefined ? {} : { reachable }) }
    }
    case 'clerk':
    case 'office-head':
      return { referrals: all.filter((one) => one.officeId !== undefined) }
    case 'agency':
      return { referrals: all.filter((one) => one.officeId === undefined) }
    default:
      return { referrals: [] }
  }
}
