import type { HandoffView, Snapshot } from '../../core/turn.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { HandoffRow, PartyRow, Tables } from './tables.ts'

/** Whether a counsel is to be told what was said. */
export const isBriefed = (row: InboxRow): boolean => row.body.kind === 'internal' && ['claimed', 'passed-on', 'joined'].includes(row.body.event.kind)

/** The handoffs that a decision may know: the conversation's own, and what is offered to, held by or open to a counsel. */
export const handoffsOf = (tables: Tables, row: InboxRow, party: PartyRow): Pick<Snapshot, 'handoff' | 'handoffs' | 'waiting' | 'joinable' | 'notes'> => {
  const all = [...tables.handoffs.values()]
  const open = all.findLast((one) => one.conversationId === row.conversationId && one.status !== 'closed')
  const offerOf = (one: HandoffRow) => tables.offers.get(`${one.id} ${party.staffId}`)?.status
  const isMine = (one: HandoffRow) =>
    one.status === 'accepted' ? one.counselId === party.staffId || offerOf(one) === 'joined' : one.status === 'offered' && offerOf(one) === 'offered'
  const views = (matches: (one: HandoffRow) => boolean) =>
    party.role === 'counsel'
      ? all
          .filter(matches)
          .map((one) => viewOf(tables, one))
          .sort((a, b) => Number(b.urgency === 'urgent') - Number(a.urgency === 'urgent'))
      : []
  return {
    ...(open ? { handoff: viewOf(tables, open) } : {}),
    handoffs: views(isMine),
    waiting: views((one) => one.status === 'offered' && offerOf(one) === undefined),
    joinable: views((one) => one.status === 'accepted' && offerOf(one) === 'offered').filter((one) => (one.team ?? 1) > 1 + (one.members?.length ?? 0)),
    notes:
      isBriefed(row) && open
        ? [...tables.written.values()].flatMap(({ effect }) => (effect.kind === 'note-handoff' && effect.handoffId === open.id ? [effect.text] : []))
        : [],
  }
}

const viewOf = (tables: Tables, row: HandoffRow): HandoffView => {
  const offers = [...tables.offers.values()].filter((offer) => offer.handoffId === row.id).sort((one, other) => (one.counselId < other.counselId ? -1 : 1))
  const ids = (rows: typeof offers) => rows.map((offer) => offer.counselId)
  return {
    ...row,
    offeredTo: ids(offers.filter((offer) => offer.status !== 'declined')),
    asked: ids(offers),
    members: ids(offers.filter((offer) => offer.status === 'joined')),
  }
}
