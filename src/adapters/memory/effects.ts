import { assertNever } from '../../core/assert-never.ts'
import type { Instant } from '../../core/ids.ts'
import type { Address } from '../../core/message.ts'
import type { Effect, Recipient } from '../../core/turn.ts'
import { groupKey } from './tables.ts'
import { applyPublicity, publicityThreads } from './publicity.ts'
import { applyWork } from './works.ts'
import { applyReferral } from './referrals.ts'
import { applyService } from './services.ts'
import { applyForm } from './form-effects.ts'
import { applyHandoff } from './handoff-effects.ts'
import { dropDoor, issuePass, mergeParties, revokePass } from './passes.ts'
import type { ConversationRow, Tables, Transaction } from './tables.ts'

/** Whose turn writes. */
export type Place = { readonly inboxId: number; readonly conversationId: string; readonly partyId: string; readonly address: Address; readonly now: Instant }

/** Applies one effect of a turn; false where the whole turn must be decided again. `woken` gets conversations whose inbox got a row. */
export const applyEffect = (tables: Tables, tx: Transaction, effect: Effect, index: number, turn: Place, woken: Set<string>): boolean => {
  const { now } = turn
  switch (effect.kind) {
    case 'send': {
      const key = `${turn.inboxId}:${index}`
      const address = effect.to ?? turn.address
      const base = { id: nextOutbox(tables), key, conversationId: turn.conversationId, inboxId: turn.inboxId, class: effect.class, address, refusedAt: [] }
      tx.put(tables.outbox, key, { ...base, part: effect.part, attempts: 0, createdAt: now, nextAt: now, aside: false, status: 'pending' })
      return true
    }
    case 'issue-pass':
      return issuePass(tables, tx, effect.pass)
    case 'revoke-pass':
      return revokePass(tables, tx, effect.partyId, effect.pass)
    case 'merge':
      return mergeParties(tables, tx, effect, turn)
    case 'drop-door':
      return dropDoor(tables, tx, effect, turn)
    case 'start-run':
      if (tables.runs.has(effect.id)) return false
      tx.put(tables.runs, effect.id, { id: effect.id, conversationId: turn.conversationId, status: 'open', state: effect.state, startedAt: now })
      return true
    case 'save-run':
    case 'end-run': {
      const run = tables.runs.get(effect.id)
      if (run?.status !== 'open') return false
      tx.put(tables.runs, effect.id, { ...run, state: effect.state, status: effect.kind === 'save-run' ? 'open' : effect.status })
      return true
    }
    case 'open-case': {
      const { newCase } = effect
      if (tables.cases.has(newCase.id) || [...tables.cases.values()].some((row) => row.number === newCase.number)) return false
      const { id, number, matter, villageCode, facts, opening } = newCase
      const base = { id, number, matter, status: opening.to, opponent: facts.opponent, submittedAt: now, partyId: turn.partyId }
      const kept = { conversationId: turn.conversationId, newCase, events: [opening] }
      tx.put(tables.cases, id, villageCode === undefined ? { ...base, ...kept } : { ...base, ...kept, villageCode })
      return true
    }
    case 'move-case': {
      const found = tables.cases.get(effect.caseId)
      if (!found || found.events.length !== effect.version) return false
      tx.put(tables.cases, found.id, { ...found, status: effect.event.to, events: [...found.events, effect.event] })
      return true
    }
    case 'count':
      if ((tables.counters.get(effect.series) ?? 0) !== effect.value - 1) return false
      tx.put(tables.counters, effect.series, effect.value)
      return true
    case 'set-village': {
      const party = tables.parties.get(turn.partyId)
      if (!party) return true
      const { villageCode: _, ...rest } = party
      tx.put(tables.parties, party.id, effect.villageCode === undefined ? rest : { ...rest, villageCode: effect.villageCode })
      return true
    }
    case 'bind-group': {
      const group = tables.conversations.get(turn.conversationId)?.group
      const key = group && groupKey(turn.address.channel, turn.address.account, group.id)
      if (key !== undefined && effect.byName) tx.put(tables.named, key, effect.villageCode)
      else if (key !== undefined) tx.put(tables.bindings, key, effect.villageCode)
      return true
    }
    case 'file-task':
    case 'finish-task':
    case 'schedule':
    case 'unschedule':
    case 'ask-confirmation':
    case 'settle-confirmation':
    case 'forget':
      return applyForm(tables, tx, effect, turn)
    case 'open-mediation':
    case 'move-mediation':
    case 'open-matter':
    case 'change-matter':
    case 'join-matter':
    case 'open-complaint':
    case 'move-complaint':
    case 'open-correction':
    case 'move-correction':
      return applyService(tables, tx, effect)
    case 'plan-piece':
    case 'end-piece':
    case 'subscribe':
    case 'record-quiz':
      return applyPublicity(tables, tx, effect, turn)
    case 'record-work':
    case 'settle-work':
      return applyWork(tables, tx, effect)
    case 'refer':
    case 'move-referral':
    case 'become-grid-worker':
    case 'forget-said':
    case 'know-phone':
      return applyReferral(tables, tx, effect, turn)
    case 'request-handoff':
    case 'offer-handoff':
    case 'claim-handoff':
    case 'transfer-handoff':
    case 'join-handoff':
    case 'close-handoff':
    case 'redirect-handoff':
    case 'decline-offer':
      return applyHandoff(tables, tx, effect, now)
    case 'tell': {
      const found = recipients(tables, effect.to)
      // A thread that is there always, unless it was joined to another one meanwhile.
      if (
        found.length === 0 &&
        !('counsel' in effect.to) &&
        !('gridWorker' in effect.to) &&
        !('publicity' in effect.to) &&
        !('staff' in effect.to) &&
        !('member' in effect.to) &&
        !('answered' in effect.to)
      )
        return false
      for (const conversation of found) {
        const id = nextId(tables.inbox)
        const body = { kind: 'internal', event: effect.event } as const
        tx.put(tables.inbox, id, { id, conversationId: conversation.id, attempts: 0, receivedAt: now, body, status: 'pending' })
        woken.add(conversation.id)
      }
      return true
    }
    case 'answered':
      tx.put(tables.answered, nextId(tables.answered), { conversationId: turn.conversationId, intent: effect.intent, at: now })
      return true
    case 'note-handoff':
    case 'rate-handoff':
    case 'consent':
    case 'record-screening':
    case 'duty':
    case 'notify-staff':
    case 'see-notices':
    case 'audit':
      tx.put(tables.written, tables.written.size + 1, { at: now, partyId: turn.partyId, effect })
      return true
    case 'gap': {
      const { kind: _, ...gap } = effect
      const id = nextId(tables.gaps)
      tx.put(tables.gaps, id, { ...gap, id, conversationId: turn.conversationId, state: 'new', at: now })
      return true
    }
    default:
      return assertNever(effect)
  }
}

/** The number that follows the last one. */
export const nextId = (table: ReadonlyMap<number, unknown>): number => Math.max(0, ...[...table.keys()].slice(-1)) + 1
const nextOutbox = (tables: Tables): number => ([...tables.outbox.values()].at(-1)?.id ?? 0) + 1

/** The threads that somebody is told in. */
export const recipients = (tables: Tables, to: Recipient): readonly ConversationRow[] => {
  if ('conversation' in to) {
    const found = tables.conversations.get(to.conversation)
    return found ? [found] : []
  }
  if ('publicity' in to) return publicityThreads(tables, to.publicity)
  if ('answered' in to) {
    const ids = new Set([...tables.answered.values()].flatMap((one) => (one.intent === to.answered ? [one.conversationId] : [])))
    return [...ids].flatMap((id) => tables.conversations.get(id) ?? [])
  }
  const isOf = (party: { readonly role: string; readonly staffId?: string }) =>
    'staff' in to
      ? party.role === to.staff
      : 'member' in to
        ? party.staffId === to.member && !['villager', 'counsel', 'grid-worker'].includes(party.role)
        : 'gridWorker' in to
          ? party.role === 'grid-worker' && party.staffId === to.gridWorker
          : 'counsel' in to && party.role === 'counsel' && party.staffId === to.counsel
  const ids = 'privateOf' in to ? [to.privateOf] : [...tables.parties.values()].filter(isOf).map(({ id }) => id)
  return ids.flatMap((partyId) => {
    const found = tables.conversations.get(tables.threads.get(`${partyId} `) ?? '')
    return found ? [found] : []
  })
}
