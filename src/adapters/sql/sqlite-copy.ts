import Database from 'better-sqlite3'

/** More pages than a database has: all of it in one step, which writers neither disturb nor wait for. */
const EVERYTHING = 0x7fffffff

/** Copies a SQLite database as it stands at one moment into a new file, while others read and write it. */
export const copySqlite = async (file: string, to: string): Promise<void> => {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 30_000 })
  try {
    await db.backup(to, { progress: () => EVERYTHING })
  } finally {
    db.close()
  }
}
