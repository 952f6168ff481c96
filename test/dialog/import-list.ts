import { diffRegistry } from '../../src/core/registry-diff.ts'
import type { RegistryRow, StatusKind } from '../../src/core/registry.ts'
import { parseIso } from '../../src/lang/index.ts'
import type { Store } from '../../src/ports/store.ts'

/** A department's list as a dialog's file says it. */
export type List = {
  readonly department: string
  readonly rows: readonly { readonly id: string; readonly status: StatusKind; readonly name: string; readonly 'valid-to'?: string | undefined }[]
}

/** Imports a whole list, with a notice for each open case that it touches. */
export const importList = async (store: Store, { department, rows }: List, at: number): Promise<void> => {
  const read = rows.map((row, index): RegistryRow => {
    const validTo = parseIso(row['valid-to'] ?? '')
    return { line: index + 2, residentId: row.id, says: { status: row.status, name: row.name, formerNames: [], ...(validTo ? { validTo } : {}) } }
  })
  const before = await store.registryOf(department)
  const diff = diffRegistry(before.records, read, true, { person: store.personOf, digest: (says) => store.digestOf(JSON.stringify(says)) })
  const cases = await store.openCasesOf(diff.changes.map((change) => change.person))
  await store.importRegistry({
    ...{ id: `list-${department}-${before.seq + 1}`, department, seq: before.seq + 1, file: 'list.csv', by: 'test', at, rows: rows.length, bad: 0 },
    ...{ same: diff.same, changes: diff.changes },
    notices: cases.map(({ number, officeId }) => ({ text: `${number} 登记有变化`, ...(officeId === undefined ? {} : { officeId }) })),
  })
}
