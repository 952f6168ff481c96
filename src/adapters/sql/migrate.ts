import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../core/errors.ts'
import type { SqlDriver } from './driver.ts'

const LEDGER = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" TIMESTAMP, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" TIMESTAMP, "started_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`

type Migration = { readonly name: string; readonly sql: string }

const read = (folder: string): readonly Migration[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))

/** Names of the migrations of `folder` that the database lacks, and of those it has that are not in `folder`. Nothing is changed. */
export const compareMigrations = async (
  driver: Pick<SqlDriver, 'all'>,
  folder: string,
): Promise<{ readonly missing: readonly string[]; readonly unknown: readonly string[] }> => {
  const applied = await driver.all('SELECT "migration_name" FROM "_prisma_migrations"', []).catch(() => [])
  const names = new Set(applied.map((row) => String(row['migration_name'])))
  const known = read(folder).map(({ name }) => name)
  return { missing: known.filter((name) => !names.has(name)), unknown: [...names].filter((name) => !known.includes(name)) }
}

/** Whether the database has every migration of `folder`: a command beside a running server must not change it. */
export const isMigrated = async (driver: Pick<SqlDriver, 'all'>, folder: string): Promise<boolean> =>
  (await compareMigrations(driver, folder)).missing.length === 0

// A rerun on a PostgreSQL whose schema is not called public must not make that one.
const bodyOf = (sql: string): string => sql.replace(/^CREATE SCHEMA IF NOT EXISTS "public";\s*/m, '')

/**
 * Applies the migrations of `folder` that the database has not, oldest first, each in one transaction with its row in
 * Prisma's own ledger, so that `prisma migrate deploy` finds what it would have written. Returns the names applied.
 * Throws `data.newer` where the database has a migration that this program does not know.
 */
export const migrate = async (driver: SqlDriver, folder: string, place: string): Promise<readonly string[]> => {
  await driver.script(LEDGER)
  const known = read(folder)
  const applied = new Set((await driver.all('SELECT "migration_name" FROM "_prisma_migrations"', [])).map((row) => String(row['migration_name'])))
  const unknown = [...applied].find((name) => !known.some((migration) => migration.name === name))
  if (unknown) throw new AppError('data.newer', { place, detail: unknown })
  const missing = known.filter((migration) => !applied.has(migration.name))
  for (const { name, sql } of missing) {
    const checksum = createHash('sha256').update(sql).digest('hex')
    const row = `INSERT INTO "_prisma_migrations" ("id","checksum","migration_name","finished_at","applied_steps_count")
      VALUES ('${randomUUID()}','${checksum}','${name.replaceAll("'", "''")}',CURRENT_TIMESTAMP,1)`
    await driver.script(`${bodyOf(sql)};\n${row}`)
  }
  return missing.map((migration) => migration.name)
}
