import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { VersionedCipher } from '../../adapters/cipher/aes-cipher.ts'
import { faultsOfFile, trySealed } from '../../adapters/sql/inspect.ts'
import { compareMigrations } from '../../adapters/sql/migrate.ts'
import type { SqlReader } from '../../adapters/sql/sqlite-reader.ts'
import type { Config } from '../../config.ts'
import { AppError } from '../../core/errors.ts'
import { databaseFile, databasePlace, openReader } from '../../database.ts'
import { root } from '../../root.ts'
import { fault, ok, saidBy, some, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const MB = 1024 * 1024
/** SQLite empties its log at some 4 MB wherever nobody reads an older state for long. */
const LARGE_LOG_MB = 64

/** `there`: whether it holds anything that a key has sealed; `sound`: whether what stands in it can be asked. `reader` is to be closed by whoever asked for it. */
export type LookedAt = { readonly findings: readonly Finding[]; readonly there: boolean; readonly sound: boolean; readonly reader?: SqlReader }

/** The database: whether it answers, is whole, and is of this program's version. */
export const lookAtDatabase = async (config: Config): Promise<LookedAt> => {
  const place = databasePlace(config)
  if (config.database === undefined && !existsSync(databaseFile(config)))
    return { findings: [warning('database.absent', { place })], there: false, sound: false }
  const opened = await opening(config)
  if (opened.kind === 'closed') return { findings: [opened.finding], there: config.database === undefined, sound: false }
  const { reader } = opened
  const damage = await damageOf(reader)
  if (damage.length > 0) return { findings: [fault('database.damaged', { place, detail: some(damage, 2) })], there: true, sound: false, reader }
  const { missing, unknown } = await compareMigrations(reader, join(root, 'prisma/migrations', reader.dialect))
  const versions = [
    ...(missing.length > 0 ? [fault('migrations.missing', { count: missing.length, names: some(missing, 2) })] : []),
    ...(unknown.length > 0 ? [fault('migrations.unknown', { count: unknown.length, names: some(unknown, 2) })] : []),
  ]
  const sound = versions.length === 0
  return { findings: [...(sound ? [ok('database.good', { place })] : versions), ...logOf(config)], there: await isFilled(reader), sound, reader }
}

/** PostgreSQL's database is there before anything is in it. */
const isFilled = async (reader: SqlReader): Promise<boolean> =>
  reader.dialect === 'sqlite' || (await reader.all('SELECT "id" FROM "Party" LIMIT 1', []).catch(() => [])).length > 0

const opening = async (
  config: Config,
): Promise<{ readonly kind: 'open'; readonly reader: SqlReader } | { readonly kind: 'closed'; readonly finding: Finding }> => {
  const place = databasePlace(config)
  try {
    return { kind: 'open', reader: await openReader(config) }
  } catch (error) {
    if (error instanceof AppError) return { kind: 'closed', finding: fault('database.unreachable', { place, detail: String(error.fields['detail'] ?? '') }) }
    if (isNoDatabase(error)) return { kind: 'closed', finding: fault('database.damaged', { place, detail: saidBy(error) }) }
    return { kind: 'closed', finding: fault('database.unreadable', { place, detail: saidBy(error) }) }
  }
}

const isNoDatabase = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].some((code) => String(error.code).startsWith(code))

const damageOf = async (reader: SqlReader): Promise<readonly string[]> => {
  if (reader.dialect === 'postgresql') return []
  try {
    return await faultsOfFile(reader, true)
  } catch (error) {
    return [saidBy(error)]
  }
}

const logOf = (config: Config): readonly Finding[] => {
  const log = `${databaseFile(config)}-wal`
  if (config.database !== undefined || !existsSync(log)) return []
  const size = Math.round(statSync(log).size / MB)
  return size > LARGE_LOG_MB ? [warning('database.log', { size })] : []
}

/** Whether the key opens what is sealed, tried on two values of each sealed column. */
export const lookAtSealed = async (reader: SqlReader, cipher: VersionedCipher): Promise<Finding> => {
  const tables = await trySealed(reader, cipher)
  const shut = tables.filter((table) => !table.opens)
  if (shut.length === 0) return ok('seal.good', { count: tables.length })
  const newest = Math.max(...tables.map((table) => table.version))
  if (newest > cipher.version && shut.every((table) => table.version > cipher.version)) return fault('seal.older', { keys: cipher.version, newest })
  if (shut.length === tables.length) return fault('seal.wrong', { count: tables.length })
  return fault('seal.partly', { names: some(shut.map(({ table }) => table)), count: shut.length })
}
