import { caseFile } from '../../core/case.ts'
import { caseReferencesIn } from '../../core/case-reference.ts'
import type { Casework } from '../../core/casework.ts'
import { textOf } from '../../core/message.ts'
import type { InboxRow } from '../../ports/store.ts'
import type { CaseRow, PartyRow, Tables } from './tables.ts'

/** The cases that a decision may know: a villager's own, for others the ones named, spoken of last or assigned. Offices are not told apart in memory. */
export const caseworkOf = (tables: Tables, { body }: InboxRow, party: PartyRow, currentCase: string | undefined): readonly Casework[] => {
  const due = body.kind === 'internal' && body.event.kind === 'due' && 'caseId' in body.event.job ? body.event.job.caseId : undefined
  const named = body.kind === 'message' && party.role !== 'villager' ? caseReferencesIn(textOf(body.content)) : []
  const wanted = (row: CaseRow) =>
    row.id === due ||
    row.id === currentCase ||
    (party.role === 'villager' ? row.partyId === party.id : named.some(({ whole, year, n }) => row.number === whole || row.number.includes(`${year}〕${n}`))) ||
    (party.role === 'counsel' && caseFile(row.events).counselId === party.staffId)
  return [...tables.cases.values()].filter(wanted).map(view)
}

const view = ({ newCase, events, partyId, conversationId, submittedAt }: CaseRow): Casework => {
  const { counselId } = caseFile(events)
  const { id, number, officeId, townCode, villageCode, matter, exemption, urgent, facts } = newCase
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
    matter,
    exemption,
    opponent: facts.opponent,
    urgent,
    answers: facts.answers,
    submittedAt,
    events,
  }
}
