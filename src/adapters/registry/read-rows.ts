import type { ConfirmedStatus, RegistryRow, StatusKind } from '../../core/registry.ts'
import { compareDates, parseRegisteredId } from '../../lang/index.ts'
import type { Columns } from './department-schema.ts'
import { readDate, readNames } from './read-words.ts'

/** A table as it stands in a file. */
export type Table = { readonly headings: readonly string[]; readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[] }

/** A row that cannot be taken: its line, the column's heading, and why, by a key of texts/registry.yml. Nothing of what stands there is repeated. */
export type BadRow = { readonly line: number; readonly column: string; readonly why: 'column' | 'id' | 'id-checksum' | 'name' | 'status' | 'date' | 'dates' }

/** Reads a department's list by the headings that its columns may have. */
export const readRows = (table: Table, columns: Columns): { readonly rows: readonly RegistryRow[]; readonly bad: readonly BadRow[] } => {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')
  const known = table.headings.map(plain)
  const at = (names: readonly string[] | undefined): number => (names === undefined ? -1 : known.findIndex((text) => names.map(plain).includes(text)))
  const statusHeading = 'fixed' in columns.status ? undefined : columns.status.column
  const missing: BadRow[] = [columns.id, columns.name, columns['former-names'], columns['valid-from'], columns['valid-to'], columns.certificate, statusHeading]
    .filter((names) => names !== undefined && at(names) < 0)
    .map((names) => ({ line: 1, column: names?.[0] ?? '', why: 'column' }))
  if (missing.length > 0) return { rows: [], bad: missing }
  const rows: RegistryRow[] = []
  const bad: BadRow[] = []
  for (const { line, cells } of table.rows) {
    const cell = (names: readonly string[] | undefined): string => (cells[at(names)] ?? '').trim()
    const faults: BadRow[] = []
    const fault = (names: readonly string[] | undefined, why: BadRow['why']) => void faults.push({ line, column: names?.[0] ?? '', why })
    const id = parseRegisteredId(cell(columns.id))
    if (id?.kind !== 'ok') fault(columns.id, id?.kind === 'wrong' && id.why === 'checksum' ? 'id-checksum' : 'id')
    const status: StatusKind | undefined = 'fixed' in columns.status ? columns.status.fixed : columns.status.values[cell(columns.status.column)]
    if (status === undefined) fault(statusHeading, 'status')
    const name = cell(columns.name)
    if (columns.name && name === '') fault(columns.name, 'name')
    const [from, to] = [readDate(cell(columns['valid-from'])), readDate(cell(columns['valid-to']))]
    if (from === undefined) fault(columns['valid-from'], 'date')
    if (to === undefined) fault(columns['valid-to'], 'date')
    if (from && to && from !== 'none' && to !== 'none' && compareDates(from, to) > 0) fault(columns['valid-to'], 'dates')
    bad.push(...faults)
    if (faults.length > 0 || id?.kind !== 'ok' || status === undefined) continue
    const certificate = cell(columns.certificate)
    const says: ConfirmedStatus = {
      status,
      ...(name === '' ? {} : { name }),
      formerNames: readNames(cell(columns['former-names'])),
      ...(from === undefined || from === 'none' ? {} : { validFrom: from }),
      ...(to === undefined || to === 'none' ? {} : { validTo: to }),
      ...(certificate === '' ? {} : { certificate }),
    }
    rows.push({ line, residentId: id.id, says })
  }
  return { rows, bad }
}
