import { AppError } from '../../core/errors.ts'
import type { SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'
import { countRows } from './inspect.ts'
import { createSqlLeases } from './leases.ts'
import { number, text } from './sealing.ts'

const PAGE = 500
/** Parents before what names them. */
const FIRST = ['Party', 'Identity', 'Conversation']
/** Of the database itself, not of its service. */
const LEFT = ['_prisma_migrations', 'Lease']

/** The lease that stands while a copy is not finished: nothing else may use the database. */
export const COPYING = 'copy'

type Column = { readonly name: string; readonly boolean: boolean; readonly serial: boolean }

const columnsOf = async (to: SqlDriver, table: string): Promise<readonly Column[]> => {
  const rows = await to.all(
    `SELECT "column_name" AS "name", "data_type" AS "type", "column_default" AS "start" FROM information_schema.columns
     WHERE "table_schema" = current_schema() AND "table_name" = ? ORDER BY "ordinal_position"`,
    [table],
  )
  return rows.map((row) => ({ name: text(row, 'name'), boolean: row['type'] === 'boolean', serial: String(row['start']).startsWith('nextval') }))
}

const pgValue = (row: SqlRow, { name, boolean }: Column): SqlValue => {
  const value = row[name] ?? null
  return boolean && value !== null ? value === 1 || value === true : value
}

/**
 * Copies every row of a SQLite database into a migrated PostgreSQL database that holds nothing, and counts both. A copy that was cut off goes
 * on where it is run again. Rows by table; throws `copy.occupied` where the target holds other data, `copy.different` where the counts differ.
 */
export const copyDatabase = async (from: SqlDriver, to: SqlDriver, place: string): Promise<Readonly<Record<string, number>>> => {
  const counts = Object.fromEntries(Object.entries(await countRows(from)).filter(([table]) => !LEFT.includes(table)))
  const tables = [...FIRST, ...Object.keys(counts).filter((table) => !FIRST.includes(table))]
  const leases = createSqlLeases(to)
  const unfinished = await leases.read(COPYING)
  if (unfinished?.holder !== COPYING) {
    for (const table of tables) if ((await countOf(to, table)) > 0) throw new AppError('copy.occupied', { place, table })
    await leases.take(COPYING, COPYING, unfinished)
  }
  for (const table of tables) await copyTable(from, to, table)
  for (const table of tables) {
    const there = await countOf(to, table)
    if (there !== counts[table]) throw new AppError('copy.different', { place, table, there, here: counts[table] ?? 0 })
  }
  await leases.free(COPYING, COPYING)
  return counts
}

const countOf = async (driver: SqlDriver, table: string): Promise<number> =>
  number((await driver.all(`SELECT COUNT(*) AS "n" FROM "${table}"`, []))[0] ?? {}, 'n')

const copyTable = async (from: SqlDriver, to: SqlDriver, table: string): Promise<void> => {
  const columns = await columnsOf(to, table)
  const names = columns.map(({ name }) => `"${name}"`).join(',')
  const marks = `(${columns.map(() => '?').join(',')})`
  for (let last = 0; ; ) {
    const rows = await from.all(`SELECT rowid AS "at_row", ${names} FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ?`, [last, PAGE])
    const [end] = rows.slice(-1)
    if (!end) break
    const sql = `INSERT INTO "${table}" (${names}) VALUES ${rows.map(() => marks).join(',')} ON CONFLICT DO NOTHING`
    await done(to, table, [{ sql, params: rows.flatMap((row) => columns.map((column) => pgValue(row, column))) }])
    last = number(end, 'at_row')
  }
  for (const { name } of columns.filter(({ serial }) => serial))
    await to.all(`SELECT setval(pg_get_serial_sequence(?, ?), COALESCE(MAX("${name}"), 0) + 1, false) FROM "${table}"`, [`"${table}"`, name])
}

const done = async (to: SqlDriver, table: string, statements: readonly SqlStatement[]): Promise<void> => {
  const result = await to.batch(statements)
  if (result.kind === 'undone') throw new Error(`rows of ${table} were refused: ${result.why}`)
}
