import type { Complaint } from '../../core/complaint.ts'
import { isComplaintOver } from '../../core/complaint.ts'
import { caseStaffRoles } from '../../core/staff-role.ts'
import type { CorrectionMatter } from '../../core/correction.ts'
import type { Mediation } from '../../core/mediation.ts'
import type { ServiceEffect } from '../../core/service-view.ts'
import type { Matter, MatterView } from '../../core/matter.ts'
import type { PartyRow, Tables, Transaction } from './tables.ts'

type Moved = Exclude<ServiceEffect, { kind: 'record-screening' }>

/** Writes of mediation and community correction. False where the turn must be decided again. */
export const applyService = (tables: Tables, tx: Transaction, effect: Moved): boolean => {
  switch (effect.kind) {
    case 'open-mediation':
      if (tables.mediations.has(effect.mediation.id)) return false
      tx.put(tables.mediations, effect.mediation.id, effect.mediation)
      return true
    case 'move-mediation':
      if (tables.mediations.get(effect.mediation.id)?.version !== effect.version) return false
      tx.put(tables.mediations, effect.mediation.id, effect.mediation)
      return true
    case 'open-matter':
      if ([...tables.matters.values()].some((one) => one.id === effect.matter.id || one.number === effect.matter.number)) return false
      tx.put(tables.matters, effect.matter.id, effect.matter)
      return true
    case 'change-matter':
      if (tables.matters.get(effect.matter.id)?.version !== effect.version) return false
      tx.put(tables.matters, effect.matter.id, effect.matter)
      return true
    case 'join-matter': {
      const found = tables.cases.get(effect.caseId)
      if (!found || (found.newCase.matterId ?? effect.matterId) !== effect.matterId) return false
      tx.put(tables.cases, found.id, { ...found, newCase: { ...found.newCase, matterId: effect.matterId } })
      return true
    }
    case 'open-complaint':
      if (tables.complaints.has(effect.complaint.id)) return false
      tx.put(tables.complaints, effect.complaint.id, effect.complaint)
      return true
    case 'move-complaint':
      if (tables.complaints.get(effect.complaint.id)?.version !== effect.version) return false
      tx.put(tables.complaints, effect.complaint.id, effect.complaint)
      return true
    case 'open-correction':
      if ([...tables.corrections.values()].some((one) => one.number === effect.matter.number)) return false
      tx.put(tables.corrections, effect.matter.id, effect.matter)
      return true
    case 'move-correction':
      if (tables.corrections.get(effect.matter.id)?.status !== effect.before) return false
      tx.put(tables.corrections, effect.matter.id, effect.matter)
      return true
  }
}

/** What a decision may know of them. Offices are not told apart in memory. */
export const servicesOf = (
  tables: Tables,
  party: PartyRow,
): {
  readonly mediations: readonly Mediation[]
  readonly corrections: readonly CorrectionMatter[]
  readonly complaints: readonly Complaint[]
  readonly matters: readonly MatterView[]
} => {
  const own = (one: { readonly partyId: string }) => one.partyId === party.id
  const mediations = [...tables.mediations.values()].reverse()
  const complaints = [...tables.complaints.values()]
  const corrections = [...tables.corrections.values()].reverse()
  return {
    matters: [...tables.matters.values()].filter((one) => one.status === 'open' && mayWork(tables, party, one)).map((one) => matterView(tables, one)),
    complaints: party.role === 'bureau' ? complaints.filter((one) => !isComplaintOver(one)) : complaints.filter(own).reverse(),
    mediations:
      party.role === 'villager'
        ? mediations.filter(own)
        : party.role === 'clerk' || party.role === 'office-head' || party.role === 'mediator'
          ? mediations
          : [],
    corrections: party.role === 'villager' ? corrections.filter(own) : party.role === 'correction-officer' ? corrections : [],
  }
}

const mayWork = (tables: Tables, party: PartyRow, { id, team }: Matter): boolean => {
  if (party.role === 'villager') return [...tables.cases.values()].some((one) => one.partyId === party.id && one.newCase.matterId === id)
  return party.role === 'counsel' ? team.includes(party.staffId ?? '') : caseStaffRoles.includes(party.role)
}

/** A matter with its cases. */
export const matterView = (tables: Tables, matter: Matter): MatterView => ({
  ...matter,
  cases: [...tables.cases.values()]
    .filter(({ newCase }) => newCase.matterId === matter.id)
    .map(({ id, number, status, conversationId, newCase }) => {
      const name = newCase.facts.answers['applicant-name']
      return { id, number, status, conversationId, name: name?.kind === 'text' ? name.value : '' }
    }),
})
