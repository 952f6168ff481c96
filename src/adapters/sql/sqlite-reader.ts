import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { SqlDriver, SqlRow } from './driver.ts'

/** A database that is only read. */
export type SqlReader = Pick<SqlDriver, 'dialect' | 'all' | 'close'>

/** Reads a SQLite database, also beside whoever writes it; nothing in its folder is different afterwards. Throws what SQLite says of a file that is none. */
export const openSqliteReader = (file: string): SqlReader => {
  // Where nobody has it open, who only reads would leave a log and an index beside the file; who might write takes them away at the end.
  const db = new Database(file, { readonly: existsSync(`${file}-wal`), fileMustExist: true, timeout: 5_000 })
  db.pragma('query_only = ON')
  return {
    dialect: 'sqlite',
    all: async (sql, params) => db.prepare(sql).all(...params.map((value) => (typeof value === 'boolean' ? Number(value) : value))) as SqlRow[],
    async close() {
      db.close()
    },
  }
}
