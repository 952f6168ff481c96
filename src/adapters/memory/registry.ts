import { endedCaseStatuses, lookupConsent } from '../../core/registry.ts'
import type { ChangeView, ConfirmedStatus, ImportView, LookupView, RegistryChangeKind } from '../../core/registry.ts'
import type { CaseScreening } from '../../core/screening.ts'
import type { RegistryStore } from '../../ports/registry.ts'
import type { Tables } from './tables.ts'

/** Departments' statuses in memory: keyed hashes are the values themselves. */
export const createRegistryStore = (tables: Tables): RegistryStore => {
  const { registry } = tables
  return {
    personOf: (residentId) => residentId,
    digestOf: (value) => value,
    async registryOf(department) {
      const records = [...registry.records.values()].filter((record) => record.department === department)
      return {
        seq: Math.max(0, ...registry.imports.filter((one) => one.department === department).map((one) => one.seq)),
        records: records.map(({ id, person, digest, says, endedAt }) => ({
          id,
          person,
          digest,
          status: says.status,
          ...(endedAt === undefined ? {} : { endedAt }),
        })),
      }
    },
    openCasesOf: async (persons) =>
      [...tables.cases.values()].flatMap(({ id, number, status, newCase: { applicantId, officeId } }) =>
        applicantId !== undefined && persons.includes(applicantId) && !endedCaseStatuses.includes(status)
          ? [{ caseId: id, number, person: applicantId, ...(officeId === undefined ? {} : { officeId }) }]
          : [],
      ),
    async importRegistry(one) {
      if (registry.imports.some((other) => other.department === one.department && other.seq >= one.seq)) return false
      registry.imports.push(one)
      for (const id of one.same) {
        const record = registry.records.get(id)
        if (record) registry.records.set(id, { ...record, asOf: one.at })
      }
      for (const { id = `${one.id} ${registry.records.size}`, person, digest, says } of one.changes) {
        const old = registry.records.get(id)
        if (says) registry.records.set(id, { id, department: one.department, person, digest, says, asOf: one.at })
        else if (old) registry.records.set(id, { ...old, endedAt: one.at })
      }
      for (const notice of one.notices) {
        tables.written.set(tables.written.size + 1, { at: one.at, partyId: '', effect: { kind: 'notify-staff', notice: 'registry', ...notice } })
        const role = notice.officeId === undefined ? 'agency' : 'clerk'
        const event = { kind: 'notice', class: 'notice', parts: [{ text: notice.text }] } as const
        for (const party of [...tables.parties.values()].filter((other) => other.role === role)) {
          const id = Math.max(0, ...tables.inbox.keys()) + 1
          const conversationId = tables.threads.get(`${party.id} `)
          if (conversationId !== undefined)
            tables.inbox.set(id, { id, conversationId, attempts: 0, receivedAt: one.at, body: { kind: 'internal', event }, status: 'pending' })
        }
      }
      return true
    },
    registryImports: async (department, limit) =>
      registry.imports
        .filter((one) => department === undefined || one.department === department)
        .sort((a, b) => b.at - a.at || b.seq - a.seq)
        .slice(0, limit)
        .map(({ changes, same, notices: _, ...one }): ImportView => {
          const count = (kind: RegistryChangeKind) => changes.filter((change) => change.kind === kind).length
          return { ...one, same: same.length, counts: { added: count('added'), changed: count('changed'), ended: count('ended'), resumed: count('resumed') } }
        }),
    registryChanges: async (of) =>
      [...registry.imports]
        .reverse()
        .flatMap(({ id, department, at, changes }) =>
          changes
            .filter((change) => ('importId' in of ? id === of.importId : change.person === of.residentId))
            .map(({ kind, status, says }): ChangeView => ({ kind, status, department, at, ...(says ? { says } : {}) })),
        ),
    confirmedOf: async (residentId) =>
      [...registry.records.values()]
        .filter((record) => record.person === residentId)
        .map(({ says, department, asOf, endedAt }) => ({ ...says, department, source: 'import', asOf, ...(endedAt === undefined ? {} : { endedAt }) })),
    importedDepartments: async () => [...new Set(registry.imports.map((one) => one.department))].sort(),
    async logLookups(entries) {
      for (const entry of entries) if (!registry.lookups.has(entry.key)) registry.lookups.set(entry.key, entry)
    },
    async caseToScreen(caseId) {
      const found = tables.cases.get(caseId)
      if (!found) return undefined
      const { number, partyId, status, newCase } = found
      const { officeId } = newCase
      const said = [...tables.written.values()].findLast(({ effect }) => effect.kind === 'consent' && effect.purpose === lookupConsent(caseId))
      const agreed = said?.effect.kind === 'consent' ? { agreed: said.effect.given } : {}
      return { caseId, number, partyId, status, ...agreed, answers: newCase.facts.answers, ...(officeId === undefined ? {} : { officeId }) }
    },
  }
}

/** A record as it is kept. */
export type RegistryEntry = {
  readonly id: string
  readonly department: string
  readonly person: string
  readonly digest: string
  readonly says: ConfirmedStatus
  readonly asOf: number
  readonly endedAt?: number
}

/** The latest look-ups of a person, newest first. */
export const lookupsOf = (tables: Tables, partyId: string): readonly LookupView[] =>
  [...tables.registry.lookups.values()]
    .filter((entry) => entry.partyId === partyId)
    .sort((a, b) => b.at - a.at)
    .map(({ key: _, partyId: __, ...entry }) => ({ ...entry, number: tables.cases.get(entry.caseId)?.number ?? '' }))

/** Every screening, newest first. */
export const screeningsOf = (tables: Tables): readonly CaseScreening[] =>
  [...tables.written.values()].flatMap(({ effect }) => (effect.kind === 'record-screening' ? [effect.result] : [])).reverse()
