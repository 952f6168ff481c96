import { existsSync } from 'node:fs'
import { copyDatabase } from '../adapters/sql/copy-database.ts'
import { openSealed } from '../adapters/sql/inspect.ts'
import { createSqlLeases } from '../adapters/sql/leases.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { databaseFile, databasePlace, migrateDatabase, openDriver } from '../database.ts'
import { living } from '../together.ts'
import { cipherOf, total } from './backup.ts'
import { alone, says } from './output.ts'

/**
 * `xiangfa db copy`: the county of the data folder's SQLite database into the PostgreSQL database of DATABASE_URL, which must be empty.
 * Counts every table and opens every sealed value there. The stored files and the key stay where they are. Throws `copy.target`,
 * `data.missing`, `data.locked`, `data.shared`, `copy.occupied`, `copy.different`.
 */
export const copyToPostgres = async (config: Config): Promise<void> => {
  const target = config
  if (target.database === undefined) throw new AppError('copy.target')
  const source: Config = { ...config, database: undefined, redis: undefined }
  if (!existsSync(databaseFile(source))) throw new AppError('data.missing', { place: config.data })
  const cipher = cipherOf(source)
  const { rows, opened } = await alone(source, async () => {
    await migrateDatabase(source)
    await migrateDatabase(target)
    const [from, to] = [openDriver(source), openDriver(target)]
    try {
      if ((await living(createSqlLeases(to))).length > 0) throw new AppError('data.shared', { place: databasePlace(target) })
      const counts = await copyDatabase(from, to, databasePlace(target))
      return { rows: total(counts), opened: await openSealed(to, cipher) }
    } finally {
      await from.close()
      await to.close()
    }
  })
  process.stdout.write(`${says('copied', { place: databasePlace(target), rows, opened, data: config.data })}\n`)
}
