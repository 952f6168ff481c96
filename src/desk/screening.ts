import type { CaseId, Instant } from '../core/ids.ts'
import type { LookupPurpose, LookupView } from '../core/registry.ts'
import type { CaseScreening, Finding } from '../core/screening.ts'
import type { Effect } from '../core/turn.ts'
import { civilDate, formatDate, maskName } from '../lang/index.ts'
import type { World } from './world.ts'

/** Has the registers asked about a case, once at a time. */
export const scheduleScreening = (caseId: CaseId, by: string, purpose: LookupPurpose, dueAt: Instant, attempt = 0): Effect => ({
  kind: 'schedule',
  key: `screening ${caseId}${by === 'system' ? '' : ` ${by}`}`,
  job: { kind: 'screening', caseId, by, purpose, attempt },
  dueAt,
})

/** Everything the registers said of a case, for whoever decides on it: each status with its source, date and law, what does not fit, what is still needed. */
export const screeningCard = (world: World, { screening, number, at, purpose }: CaseScreening): string => {
  const { texts } = world
  const { ground, findings, flags, proofs, unavailable } = screening
  const names = (ids: readonly string[]) => ids.map((id) => departmentOf(world, id).name).join('、')
  return [
    texts('screening.card', {
      number,
      outcome: texts(`screening.outcome.${screening.outcome}`),
      date: formatDate(civilDate(at)),
      purpose: texts(`screening.purpose.${purpose}`),
    }),
    ...(findings.length === 0 ? [texts('screening.nothing')] : findings.map((finding) => findingLine(world, finding))),
    ...(ground ? [texts(`screening.ground.${ground.article}-${ground.item}`)] : []),
    ...flags.map((flag) => texts(`screening.flag.${flag.kind}`, { department: departmentOf(world, flag.department).name })),
    ...(proofs.length > 0 ? [texts('screening.needs', { proofs: proofs.map((proof) => texts(`screening.proof.${proof}`)).join('；') })] : []),
    ...(unavailable.length > 0 ? [texts('screening.unavailable', { departments: names(unavailable) })] : []),
    texts('screening.by-person'),
  ].join('\n')
}

const findingLine = (world: World, { record, standing }: Finding): string => {
  const { texts } = world
  const department = departmentOf(world, record.department)
  const { validFrom, validTo } = record
  const span = [validFrom && texts('screening.from', { date: formatDate(validFrom) }), validTo && texts('screening.to', { date: formatDate(validTo) })]
  return texts('screening.finding', {
    department: department.name,
    status: texts(`screening.status.${record.status}`),
    standing: texts(`screening.standing.${standing}`),
    span: span.filter((part) => part !== undefined).join(''),
    name: record.name === undefined ? '' : texts('screening.registered-name', { name: maskName(record.name) }),
    source: texts(`screening.source.${record.source}`, { date: formatDate(civilDate(record.asOf)) }),
    basis: department.basis,
  })
}

/** What a person reads of who looked them up: day, by whom, why, for which case, at which department, for which fields. */
export const lookupLine = (world: World, view: LookupView): string => {
  const { texts } = world
  const department = departmentOf(world, view.department)
  return texts('screening.lookup', {
    date: formatDate(civilDate(view.at)),
    by:
      view.by === 'system' || view.by === 'applicant'
        ? texts('screening.by-desk')
        : texts('screening.by-staff', { name: world.roster.staff.find((one) => one.id === view.by)?.name ?? '' }),
    number: view.number,
    purpose: texts(`screening.purpose.${view.purpose}`),
    department: department.name,
    fields: view.fields.map((field) => texts(`screening.field.${field}`)).join('、'),
    basis: department.basis,
  })
}

const departmentOf = ({ departments }: World, id: string): { readonly name: string; readonly basis: string } => departments[id] ?? { name: id, basis: '' }
