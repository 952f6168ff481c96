import Database from 'better-sqlite3'
import { AppError } from '../../core/errors.ts'
import type { BatchResult, SqlDriver, SqlRow, SqlStatement, SqlValue } from './driver.ts'

const bind = (value: SqlValue): SqlValue => (typeof value === 'boolean' ? (value ? 1 : 0) : value)

/** The database's own trouble, not that of what was asked: no space, no access, somebody else at it. */
const TROUBLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|NOMEM|PROTOCOL)/
const explained = (error: unknown): unknown =>
  error instanceof Database.SqliteError && TROUBLE.test(error.code) ? new AppError('store.unavailable', { detail: error.message }, error) : error

/** A batch that waits for its transaction. */
type Waiting = {
  readonly statements: readonly SqlStatement[]
  readonly resolve: (result: BatchResult) => void
  readonly reject: (error: unknown) => void
}

/** Batches that share a transaction at most. */
const MOST_TOGETHER = 64

/**
 * better-sqlite3 with prepared statements kept; WAL, synchronous FULL, BEGIN IMMEDIATE, 5 s busy timeout. Batches that wait at the same moment share a
 * transaction, each behind a savepoint of its own, and are answered when it is on the disk: writing to the disk is what costs most. Where the
 * database itself fails, each is done again alone. Throws `store.unavailable` where it is full, locked or out of reach.
 */
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
  const savepoint = db.prepare('SAVEPOINT "own"')
  const release = db.prepare('RELEASE "own"')
  const undo = db.prepare('ROLLBACK TO "own"')

  /** Runs one batch within the open transaction; undone, nothing of it stays. Throws where the database itself fails. */
  const runOne = (statements: readonly SqlStatement[]): BatchResult => {
    savepoint.run()
    let at = 0
    const undone = (why: 'expect' | 'unique'): BatchResult => {
      undo.run()
      release.run()
      return { kind: 'undone', at, why }
    }
    try {
      const rows: (readonly SqlRow[])[] = []
      for (const statement of statements) {
        const result = run(statement)
        if (statement.expect !== undefined && result.changes < statement.expect) return undone('expect')
        rows.push(result.rows)
        at += 1
      }
      release.run()
      return { kind: 'done', rows }
    } catch (error) {
      if (db.inTransaction && error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT_')) return undone('unique')
      throw error
    }
  }
  const together = (batches: readonly Waiting[]): readonly BatchResult[] => {
    begin.run()
    try {
      const results = batches.map((one) => runOne(one.statements))
      commit.run()
      return results
    } catch (error) {
      if (db.inTransaction) rollback.run()
      throw error
    }
  }

  const aloneAgain = (one: Waiting): void => {
    try {
      const [result] = together([one])
      if (result) one.resolve(result)
    } catch (error) {
      one.reject(explained(error))
    }
  }

  const waiting: Waiting[] = []
  const drain = (): void => {
    const batches = waiting.splice(0, MOST_TOGETHER)
    if (batches.length === 0) return
    if (waiting.length > 0) setImmediate(drain)
    try {
      const results = together(batches)
      for (const [index, result] of results.entries()) batches[index]?.resolve(result)
    } catch (error) {
      if (batches.length === 1) batches[0]?.reject(explained(error))
      // One of them failed, or all did: each shows alone which it was.
      else for (const one of batches) aloneAgain(one)
    }
  }
  const drainAll = (): void => {
    while (waiting.length > 0) drain()
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
    batch: (statements) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(drain)
        waiting.push({ statements, resolve, reject })
      }),
    async script(sql) {
      drainAll()
      db.transaction(() => db.exec(sql)).immediate()
    },
    // Whoever opens the file has the data folder to themselves.
    alone: (run) => run(),
    async close() {
      drainAll()
      db.close()
    },
  }
}
