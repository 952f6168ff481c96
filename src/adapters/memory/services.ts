import type { Complaint } from '../../core/complaint.ts'
import { isComplaintOver } from '../../core/complaint.ts'
import type { CorrectionMatter } from '../../core/correction.ts'
import type { Mediation } from '../../core/mediation.ts'
import type { ServiceEffect } from '../../core/service-view.ts'
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
): { readonly mediations: readonly Mediation[]; readonly corrections: readonly CorrectionMatter[]; readonly complaints: readonly Complaint[] } => {
  const own = (one: { readonly partyId: string }) => one.partyId === party.id
  const mediations = [...tables.mediations.values()].reverse()
  const complaints = [...tables.complaints.values()]
  const corrections = [...tables.corrections.values()].reverse()
  return {
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
