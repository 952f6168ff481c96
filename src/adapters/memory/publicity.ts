import { FOLLOWED_MS } from '../../core/publicity.ts'
import type { Piece, PieceDraft, PublicityEffect, PublicityView } from '../../core/publicity.ts'
import type { Instant } from '../../core/ids.ts'
import { groupKey } from './tables.ts'
import type { ConversationRow, PartyRow, Tables, Transaction } from './tables.ts'

const MOST = 20

/** Writes of pieces, of who wants them, and of tests. False where the turn must be decided again. */
export const applyPublicity = (
  tables: Tables,
  tx: Transaction,
  effect: PublicityEffect,
  turn: { readonly partyId: string; readonly now: Instant },
): boolean => {
  switch (effect.kind) {
    case 'plan-piece':
      if ([...tables.pieces.values()].some((one) => one.number === effect.piece.number)) return false
      tx.put(tables.pieces, effect.piece.id, effect.piece)
      return true
    case 'end-piece': {
      const found = tables.pieces.get(effect.id)
      if (found?.status !== 'planned') return false
      tx.put(tables.pieces, found.id, { ...found, status: effect.status, ...(effect.status === 'sent' ? { sentAt: turn.now } : {}) })
      return true
    }
    case 'subscribe':
      tx.put(tables.subscribed, turn.partyId, effect.on)
      return true
    case 'record-quiz':
      tx.put(tables.quizzes, effect.result.id, effect.result)
      return true
  }
}

const livesIn = (villages: readonly string[], code: string | undefined): boolean => code !== undefined && villages.some((one) => code.startsWith(one))

const boundTo = (tables: Tables, { group, address }: ConversationRow): string | undefined => {
  const key = group && groupKey(address.channel, address.account, group.id)
  return key === undefined ? undefined : (tables.bindings.get(key) ?? tables.named.get(key))
}

/** One thread of each group of these villages, and the private threads of who lives there and subscribed. */
export const publicityThreads = (tables: Tables, villages: readonly string[]): readonly ConversationRow[] => {
  const seen = new Set<string>()
  return [...tables.conversations.values()].filter((one) => {
    if (one.group) {
      const key = groupKey(one.address.channel, one.address.account, one.group.id)
      if (!livesIn(villages, boundTo(tables, one)) || seen.has(key)) return false
      seen.add(key)
      return true
    }
    const party = tables.parties.get(one.partyId)
    return party?.role === 'villager' && tables.subscribed.get(party.id) === true && livesIn(villages, party.villageCode)
  })
}

/** What a decision may know of publicity. Offices are not told apart in memory. */
export const publicityOf = (
  tables: Tables,
  party: PartyRow,
  { draft, about }: { readonly draft: PieceDraft | undefined; readonly about: boolean },
): PublicityView => {
  if (party.staffId === undefined || (party.role !== 'counsel' && party.role !== 'clerk' && party.role !== 'office-head')) return {}
  const threads = draft && publicityThreads(tables, draft.villages)
  const groups = threads?.filter((one) => one.group).length ?? 0
  const reach = threads ? { reach: { groups, people: threads.length - groups } } : {}
  if (!about) return reach
  const own = [...tables.pieces.values()].filter(({ by }) => by.role === party.role && by.staffId === party.staffId)
  const pieces = own
    .sort((a, b) => b.number - a.number)
    .slice(0, MOST)
    .map((one) => ({ ...one, questions: questionsAfter(tables, one) }))
  return { pieces, quizzes: party.role === 'counsel' ? [] : [...tables.quizzes.values()].reverse(), ...reach }
}

const questionsAfter = (tables: Tables, { intent, sentAt, villages }: Piece): number =>
  intent === undefined || sentAt === undefined
    ? 0
    : [...tables.answered.values()].filter((one) => {
        const conversation = tables.conversations.get(one.conversationId)
        const village = conversation && (boundTo(tables, conversation) ?? tables.parties.get(conversation.partyId)?.villageCode)
        return one.intent === intent && one.at >= sentAt && one.at < sentAt + FOLLOWED_MS && livesIn(villages, village)
      }).length
