import { textsOf } from './adapters/content/yaml-text.ts'
import type { Department } from './adapters/registry/department-schema.ts'
import { readRows } from './adapters/registry/read-rows.ts'
import type { BadRow } from './adapters/registry/read-rows.ts'
import type { Sheet } from './adapters/sheets/sheet.ts'
import { diffRegistry } from './core/registry-diff.ts'
import type { RegistryDiff } from './core/registry-diff.ts'
import type { RegistryChange, RegistryImport } from './core/registry.ts'
import type { RegistryStore } from './ports/registry.ts'
import { root } from './root.ts'

/** A text of src/texts/registry.yml. */
export const registrySays = textsOf(`${root}/src/texts/registry.yml`)
const deskSays = textsOf(`${root}/src/texts/desk.yml`)

/** Name of a status. */
export const statusName = (status: string): string => deskSays(`screening.status.${status}`)

/** A line that cannot be taken: a cell is wrong, or an earlier line names the same person. */
export type BadLine = BadRow | { readonly line: number; readonly earlier: number }

/** What an import of a department's list would do. `refused`: nothing may be written, because of bad lines or because the file looks like a part. */
export type RegistryPlan = {
  readonly diff: RegistryDiff
  readonly bad: readonly BadLine[]
  readonly refused?: 'bad' | 'ends-many'
  /** The import to be written. `by`: who wants it. */
  readonly make: (id: string, file: string, by: string, at: number) => Promise<RegistryImport>
}

/** Compares a department's list with its last one. `skipBad`: bad lines are left out; `endingMany`: it is known that many end. */
export const planRegistry = async (
  store: RegistryStore,
  department: Department & { readonly columns: NonNullable<Department['columns']> },
  name: string,
  sheets: readonly Sheet[],
  { skipBad, endingMany }: { readonly skipBad: boolean; readonly endingMany: boolean },
): Promise<RegistryPlan> => {
  const read = sheets.map((sheet) => readRows(sheet, department.columns))
  const rows = read.flatMap((one) => one.rows)
  const faults = read.flatMap((one) => one.bad)
  const before = await store.registryOf(name)
  const whole = department.complete && !(skipBad && faults.length > 0)
  const diff = diffRegistry(before.records, rows, whole, { person: store.personOf, digest: (what) => store.digestOf(JSON.stringify(what)) })
  const bad: readonly BadLine[] = [...faults, ...diff.twice]
  const refused = bad.length > 0 && !skipBad ? 'bad' : diff.endsMany && !endingMany ? 'ends-many' : undefined
  return {
    diff,
    bad,
    ...(refused === undefined ? {} : { refused }),
    make: async (id, file, by, at) => ({
      ...{ id, department: name, seq: before.seq + 1, file, by, at },
      ...{ rows: rows.length, bad: bad.length, same: diff.same, changes: diff.changes, notices: await noticesOf(store, department, diff.changes) },
    }),
  }
}

/** What those who work on an open case are told of a change of its applicant: that there is one, at which department, never of whom. */
const noticesOf = async (store: RegistryStore, department: Department, changes: readonly RegistryChange[]): Promise<RegistryImport['notices']> => {
  const cases = await store.openCasesOf(changes.map((change) => change.person))
  return cases.flatMap(({ number, person, officeId }) =>
    changes
      .filter((change) => change.person === person)
      .map((change) => ({
        ...(officeId === undefined ? {} : { officeId }),
        text: registrySays('notice', { number, department: department.name, status: statusName(change.status), kind: registrySays(`kinds.${change.kind}`) }),
      })),
  )
}
