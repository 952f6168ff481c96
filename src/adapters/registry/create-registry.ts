import { neverBack } from '../../core/never-back.ts'
import type { DepartmentAnswer, RegistryRecord } from '../../core/registry.ts'
import { lookupFields } from '../../core/registry.ts'
import { addDays, civilDate, toMs } from '../../lang/index.ts'
import type { LookupReason, Registry, RegistryStore } from '../../ports/registry.ts'
import type { Clock, Ids, Log } from '../../ports/system.ts'
import { createService } from './ask-service.ts'
import { createBreaker } from './breaker.ts'
import type { Department, Departments, Live } from './department-schema.ts'
import { readAnswer } from './read-answer.ts'

const HOUR = 3_600_000
const MOST_KEPT = 1_000

type RegistryDeps = { readonly store: RegistryStore; readonly clock: Clock; readonly ids: Ids; readonly log: Log }
type Ask = (residentId: string, reason: LookupReason) => Promise<DepartmentAnswer>

/** Departments' registers: a service is asked live, and where it fails, or where there is none, the last list of the department answers. */
export const createRegistry = (departments: Departments, deps: RegistryDeps): Registry => {
  const services = new Map<string, Ask>()
  for (const [id, { live }] of Object.entries(departments)) if (live) services.set(id, liveSource(id, live, deps))
  return {
    async lookUp(residentId, reason) {
      const imported = await deps.store.importedDepartments()
      const asked = Object.entries(departments).filter(([id]) => services.has(id) || imported.includes(id))
      // Written down first: whatever becomes of the call, that it was made is known.
      await deps.store.logLookups(
        asked.map(([department]) => ({
          ...{ key: `${reason.key} ${department}`, department, fields: lookupFields },
          ...{ caseId: reason.caseId, partyId: reason.partyId, by: reason.by, purpose: reason.purpose, at: reason.at },
        })),
      )
      const records = imported.length === 0 ? [] : await deps.store.confirmedOf(residentId)
      return Promise.all(
        asked.map(async ([id, department]): Promise<DepartmentAnswer> => {
          const live = await services.get(id)?.(residentId, reason)
          if (live?.kind === 'answered' || !imported.includes(id)) return live ?? { kind: 'answered', department: id, records: [] }
          const listed = records.filter((record) => record.department === id).map((record) => dated(record, department))
          return live && listed.length === 0 ? live : { kind: 'answered', department: id, records: listed }
        }),
      )
    },
  }
}

/** A record without an end is good until the department's next list is due. */
const dated = (record: RegistryRecord, department: Department): RegistryRecord =>
  record.validTo ? record : { ...record, validTo: addDays(civilDate(record.asOf), department['good-for-days']) }

const liveSource = (id: string, live: Live, { store, clock, ids, log }: RegistryDeps): Ask => {
  const call = createService(live)
  const breaker = createBreaker({ now: neverBack(clock.now) })
  // In memory only: no more of a person is kept than an answer that is still good.
  const kept = new Map<string, { readonly until: number; readonly records: readonly RegistryRecord[] }>()
  return async (residentId, reason) => {
    const person = store.personOf(residentId)
    const known = kept.get(person)
    if (known && known.until > clock.now()) return { kind: 'answered', department: id, records: known.records }
    kept.delete(person)
    if (breaker.rests()) return { kind: 'unavailable', department: id, why: 'resting' }
    const { request } = live
    const called = await call(
      {
        ...request.fixed,
        [request.id]: residentId,
        ...(request.purpose === undefined ? {} : { [request.purpose]: reason.purpose }),
        ...(request.case === undefined ? {} : { [request.case]: reason.number }),
      },
      clock.now(),
      ids.secret(12),
    )
    const says = called.kind === 'json' ? readAnswer(called.value, live) : undefined
    if (!says) {
      const why = called.kind === 'failed' ? called.why : 'wrong'
      breaker.failed()
      log.warn('a department could not be asked', { department: id, why })
      return { kind: 'unavailable', department: id, why }
    }
    breaker.good()
    const asOf = clock.now()
    const records = says.map((one): RegistryRecord => ({ ...one, department: id, source: 'live', asOf }))
    const ends = records.flatMap((record) => (record.validTo ? [toMs(addDays(record.validTo, 1))] : []))
    const first = kept.keys().next()
    if (kept.size >= MOST_KEPT && !first.done) kept.delete(first.value)
    kept.set(person, { until: Math.min(asOf + live['cache-hours'] * HOUR, ...ends.filter((end) => end > asOf)), records })
    return { kind: 'answered', department: id, records }
  }
}
