import { caseFile } from '../../core/case.ts'
import { caseReferencesIn } from '../../core/case-reference.ts'
import type { Casework } from '../../core/casework.ts'
import { byPriority } from '../../core/green-channel.ts'
import { isComplaintOver } from '../../core/complaint.ts'
import { matterNamed } from '../../core/matter.ts'
import { inHandOf, over } from '../../core/case-status.ts'
import type { Instant } from '../../core/ids.ts'
import type { Role } from '../../core/turn.ts'
import { textOf } from '../../core/message.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { CaseRow, PartyRow, Tables } from './tables.ts'

/** The cases that a decision may know: a villager's own, for others the ones named, spoken of last or assigned. Offices are not told apart in memory. */
export const caseworkOf = (tables: Tables, { body }: InboxRow, party: PartyRow, currentCase: string | undefined): readonly Casework[] => {
  const due = body.kind === 'internal' && body.event.kind === 'due' && 'caseId' in body.event.job ? body.event.job.caseId : undefined
  const named = body.kind === 'message' && party.role !== 'villager' ? caseReferencesIn(textOf(body.content)) : []
  if (party.role === 'correction-officer') return []
  const inMatter = body.kind === 'message' && party.role !== 'villager' ? matterNamed([...tables.matters.values()], textOf(body.content))?.id : undefined
  const wanted = (row: CaseRow) =>
    row.id === due ||
    row.id === currentCase ||
    (inMatter !== undefined && row.newCase.matterId === inMatter) ||
    (party.role === 'bureau' && [...tables.complaints.values()].some((one) => one.caseId === row.id && !isComplaintOver(one))) ||
    (party.role === 'villager' || party.role === 'organ'
      ? row.partyId === party.id
      : named.some(({ whole, year, n }) => row.number === whole || row.number.includes(`${year}〕${n}`))) ||
    (party.role === 'counsel' && caseFile(row.events).counselId === party.staffId)
  return [...tables.cases.values()].filter(wanted).map(view).sort(byPriority)
}

/** Whose calendar a token opens, with the cases in hand. */
export const calendarOf = (tables: Tables, token: string, now: Instant): { readonly role: Role; readonly casework: readonly Casework[] } | undefined => {
  const pass = tables.passes.get(token)
  const party = tables.parties.get(pass?.partyId ?? '')
  if (pass?.kind !== 'calendar' || pass.expiresAt <= now || !party) return undefined
  const inHand = (row: CaseRow) => {
    if (party.role === 'villager') return row.partyId === party.id
    const file = caseFile(row.events)
    return party.role === 'counsel' ? file.counselId === party.staffId && !over.includes(file.status) : inHandOf(party.role).includes(file.status)
  }
  return { role: party.role, casework: [...tables.cases.values()].filter(inHand).map(view) }
}

const view = ({ newCase, events, partyId, conversationId, submittedAt }: CaseRow): Casework => {
  const { counselId } = caseFile(events)
  const { id, number, officeId, townCode, villageCode, matter, exemption, urgent, facts, green, matterId } = newCase
  return {
    id,
    number,
    version: events.length,
    partyId,
    conversationId,
    ...(officeId === undefined ? {} : { officeId }),
    ...(townCode === undefined ? {} : { townCode }),
    ...(villageCode === undefined ? {} : { villageCode }),
    ...(counselId === undefined ? {} : { counselId }),
    ...(green === undefined ? {} : { green }),
    ...(matterId === undefined ? {} : { matterId }),
    matter,
    exemption,
    opponent: facts.opponent,
    urgent,
    answers: facts.answers,
    submittedAt,
    events,
  }
}
