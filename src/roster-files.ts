import { textsOf } from './adapters/content/yaml-text.ts'
import { kinds, tables } from './adapters/prisma/roster-kinds.ts'
import type { RosterKind } from './adapters/prisma/roster-kinds.ts'
import type { BadRow, GivenRow } from './adapters/prisma/roster-plan.ts'
import type { Sheet } from './adapters/sheets/sheet.ts'
import { root } from './root.ts'

/** A text of src/texts/roster.yml. */
export const rosterSays = textsOf(`${root}/src/texts/roster.yml`)

/** Heading of a column in a roster file. */
export const rosterHeading = (kind: RosterKind, column: string): string =>
  rosterSays(kind === 'window' && column === 'kind' ? 'columns.class' : `columns.${column}`)

/** Rows of a kind as a sheet of a roster file. */
export const rosterSheet = (kind: RosterKind, rows: readonly Readonly<Record<string, string>>[]): Sheet => ({
  name: rosterSays(`kinds.${kind}`),
  headings: tables[kind].columns.map((column) => rosterHeading(kind, column)),
  rows: rows.map((cells, index) => ({ line: index + 2, cells: tables[kind].columns.map((column) => cells[column] ?? '') })),
})

const kindOf = (name: string): RosterKind | undefined =>
  kinds.find((kind) => name === kind || name === rosterSays(`kinds.${kind}`) || name === `${kind}s` || (kind === 'village' && name === 'villages'))

/** Rows of a roster file, with those of which the kind or a column is not known. */
export const rosterRows = (sheets: readonly Sheet[], file: string): { readonly rows: readonly GivenRow[]; readonly bad: readonly BadRow[] } => {
  const rows: GivenRow[] = []
  const bad: BadRow[] = []
  for (const sheet of sheets) {
    const place = (line: number) => (sheets.length > 1 ? `${file} ${sheet.name}:${line}` : `${file}:${line}`)
    const named = kindOf(sheet.name)
    const kindAt = named ? -1 : sheet.headings.findIndex((text) => text === 'kind' || text === rosterSays('columns.kind'))
    if (!named && kindAt < 0) {
      bad.push({ place: place(1), column: rosterSays('columns.kind'), why: 'kind', value: sheet.name })
      continue
    }
    const unknown = new Set<string>()
    for (const row of sheet.rows) {
      const kind = named ?? kindOf(row.cells[kindAt] ?? '')
      if (!kind) {
        bad.push({ place: place(row.line), column: rosterSays('columns.kind'), why: 'kind', value: row.cells[kindAt] ?? '' })
        continue
      }
      const cells: Record<string, string> = {}
      for (const [at, text] of sheet.headings.entries()) {
        if (at === kindAt || text === '') continue
        const column = tables[kind].columns.find((one) => text === one || text === rosterHeading(kind, one))
        if (column !== undefined) cells[column] = row.cells[at] ?? ''
        else if (named || (row.cells[at] ?? '') !== '') {
          if (!unknown.has(text)) bad.push({ place: place(named ? 1 : row.line), column: text, why: 'column', value: named ? '' : (row.cells[at] ?? '') })
          unknown.add(text)
        }
      }
      rows.push({ kind, place: place(row.line), cells })
    }
  }
  return { rows, bad }
}
