import { userInfo } from 'node:os'
import { textsOf } from '../adapters/content/yaml-text.ts'
import { readSheets } from '../adapters/sheets/read-sheets.ts'
import type { Sheet } from '../adapters/sheets/sheet.ts'
import { writeSheets } from '../adapters/sheets/write-sheets.ts'
import { createClaimBook } from '../adapters/sql/claim-book.ts'
import type { ClaimBook } from '../adapters/sql/claim-book.ts'
import type { Config } from '../config.ts'
import { peopleOf } from '../core/claim-table.ts'
import type { ClaimRow } from '../core/claim-table.ts'
import { changed, rollOf, totalsOf } from '../core/matter.ts'
import type { MatterView } from '../core/matter.ts'
import { formatMoney } from '../lang/index.ts'
import { openBeside } from '../database.ts'
import { root } from '../root.ts'
import { cipherOf } from './backup.ts'
import { print } from './output.ts'

const says = textsOf(`${root}/src/texts/services.yml`)
const caseSays = textsOf(`${root}/src/texts/casework.yml`)
const COLUMNS = ['name', 'mobile', 'item', 'amount', 'note'] as const
type Column = (typeof COLUMNS)[number]
const heading = (column: Column | 'number' | 'status'): string => says(`matter.claims.headings.${column}`)

/**
 * `xiangfa matter claims NUMBER`: writes the table of claims of a collective matter, a line a claim, or takes one in its place. A fault anywhere is shown with
 * its line and nothing is written (exit code 1). Throws `file.unreadable`.
 */
export const matterClaims = async (
  config: Config,
  number: string,
  { xlsx, take, at }: { readonly xlsx?: string; readonly take?: string; readonly at: number },
): Promise<void> => {
  const driver = await openBeside(config)
  try {
    const book = createClaimBook(driver, cipherOf(config))
    const matter = await book.read(number)
    if (!matter) return fail(says('matter.claims.unknown', { number, known: (await book.numbers()).join('、') || says('matter.none') }))
    if (take !== undefined) await takeClaims(book, matter, take, at)
    if (xlsx !== undefined && process.exitCode !== 1) await writeClaims((await book.read(number)) ?? matter, xlsx)
  } finally {
    await driver.close()
  }
}

const fail = (text: string): void => {
  print(text)
  process.exitCode = 1
}

const writeClaims = async (matter: MatterView, file: string): Promise<void> => {
  const roll = rollOf(matter)
  const rows = roll.flatMap(({ name, mobile, claims, applied }) =>
    (claims.length === 0 ? [undefined] : claims).map((claim) => ({
      cells: [
        ...[name, mobile, claim?.item ?? '', claim ? claim.fen / 100 : '', claim?.note ?? '', applied?.number ?? ''],
        applied ? caseSays(`status.${applied.status}`) : '',
      ],
    })),
  )
  const totals = totalsOf(roll)
  await writeSheets(file, [
    { name: says('matter.claims.sheet'), headings: [...COLUMNS, 'number' as const, 'status' as const].map(heading), rows },
    ...(file.toLowerCase().endsWith('.csv')
      ? []
      : [
          {
            name: says('matter.claims.totals'),
            headings: [heading('item'), heading('amount')],
            rows: [...totals.items, [says('matter.claims.totals'), totals.all] as const].map(([item, fen]) => ({ cells: [item, fen / 100] })),
          },
        ]),
  ])
  print(says('matter.claims.written', { file, people: roll.length, total: formatMoney(totals.all) }))
}

const takeClaims = async (book: ClaimBook, matter: MatterView, file: string, at: number): Promise<void> => {
  const [sheet] = await readSheets(file)
  const rows = sheet && rowsOf(sheet)
  if (!rows) return fail(says('matter.claims.columns', { found: sheet?.headings.join('、') ?? '' }))
  const { people, faults } = peopleOf(rows)
  for (const { line, what, value } of faults)
    print(says('matter.claims.fault', { line, what: says(`matter.claims.faults.${what}`), value: what === 'mobile' ? '' : value }))
  if (faults.length > 0) return fail(says('matter.claims.refused', { count: faults.length }))
  if (people.length === 0) return fail(says('matter.claims.empty'))
  const by = userInfo().username
  const next = changed(matter, { people }, { what: 'claims', at, by, note: '' })
  if (!(await book.write(next, matter.version, `command:${by}`, at))) return fail(says('matter.claims.moved', { number: matter.number }))
  const total = formatMoney(totalsOf(people).all)
  print(says('matter.claims.taken', { number: matter.number, people: people.length, lines: people.reduce((sum, { claims }) => sum + claims.length, 0), total }))
  const missing = rollOf({ people, cases: matter.cases }).slice(people.length)
  if (missing.length > 0) print(says('matter.claims.missing', { names: missing.map(({ name }) => name).join('、') }))
}

/** The rows by what their columns mean; undefined where a column that is needed is not there. */
const rowsOf = ({ headings, rows }: Sheet): readonly ClaimRow[] | undefined => {
  const at = (column: Column): number =>
    headings.findIndex((one) => one === heading(column) || (column === 'amount' && one.startsWith(heading(column).slice(0, 2))))
  if (at('name') < 0 || at('item') < 0 || at('amount') < 0) return undefined
  const cell = (cells: readonly string[], column: Column): string => (at(column) < 0 ? '' : (cells[at(column)] ?? '').trim())
  return rows.map(({ line, cells }) => ({
    line,
    ...{ name: cell(cells, 'name'), mobile: cell(cells, 'mobile'), item: cell(cells, 'item') },
    amount: cell(cells, 'amount'),
    note: cell(cells, 'note'),
  }))
}
