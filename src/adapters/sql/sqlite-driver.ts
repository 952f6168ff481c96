import Database from 'better-sqlite3'
import { AppError } from '../../core/errors.ts'
import type { BatchResult, SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'

const bind = (value: SqlValue): SqlValue => (typeof value === 'boolean' ? (value ? 1 : 0) : value)

/** The database's own trouble, not that of what was asked: no space, no access, somebody else at it. */
const TROUBLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|NOMEM|PROTOCOL)/
const explained = (error: unknown): unknown =>
  error instanceof Database.SqliteError && TROUBLE.test(error.code) ? new AppError('store.unavailable', { detail: error.message }, error) : error

/** better-sqlite3 with prepared statements kept; WAL, synchronous FULL, BEGIN IMMEDIATE, 5 s busy timeout. Throws `store.unavailable` where it is full, locked or out of reach. */
export const openSqlite = (file: string): SqlDriver => {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  const prepared = new Map<string, Database.Statement>()
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql)
    if (known) return known
    const made = db.prepare(sql)
    prepared.set(sql, made)
    return made
  }
  const run = (statement: SqlStatement): { rows: readonly SqlRow[]; changes: number } => {
    const made = prepare(statement.sql)
    const params = statement.params.map(bind)
    if (made.reader) {
      const rows = made.all(...params) as SqlRow[]
      return { rows, changes: rows.length }
    }
    return { rows: [], changes: made.run(...params).changes }
  }
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const batch = (statements: readonly SqlStatement[]): BatchResult => {
    let at = 0
    try {
      begin.run()
      const rows: (readonly SqlRow[])[] = []
      for (const statement of statements) {
        const result = run(statement)
        if (statement.expect !== undefined && result.changes < statement.expect) {
          rollback.run()
          return { kind: 'undone', at, why: 'expect' }
        }
        rows.push(result.rows)
        at += 1
      }
      commit.run()
      return { kind: 'done', rows }
    } catch (error) {
      if (db.inTransaction) rollback.run()
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT_')) return { kind: 'undone', at, why: 'unique' }
      throw explained(error)
    }
  }
  return {
    dialect: 'sqlite',
    async all(sql, params) {
      try {
        return prepare(sql).all(...params.map(bind)) as SqlRow[]
      } catch (error) {
        throw explained(error)
      }
    },
    batch: async (statements) => batch(statements),
    async script(sql) {
      db.transaction(() => db.exec(sql)).immediate()
    },
    // Whoever opens the file has the data folder to themselves.
    alone: (run) => run(),
    async close() {
      db.close()
    },
  }
}
