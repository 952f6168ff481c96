import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isMigrated } from '../adapters/sql/migrate.ts'
import { openSqlite } from '../adapters/sql/sqlite-driver.ts'
import { createSqlStore } from '../adapters/sql/store.ts'
import { randomIds } from '../adapters/system/system.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import type { Store } from '../ports/store.ts'
import { root } from '../root.ts'
import { databaseFile } from '../database.ts'
import { cipherOf } from './backup.ts'

/** Runs with the store of a data folder, beside a running server. Throws `data.missing`, `data.not-migrated`. */
export const withStore = async <T>(config: Config, run: (store: Store) => Promise<T>): Promise<T> => {
  if (!existsSync(databaseFile(config))) throw new AppError('data.missing', { place: config.data })
  const cipher = cipherOf(config)
  const driver = openSqlite(databaseFile(config))
  const store = createSqlStore(driver, cipher, randomIds)
  try {
    if (!(await isMigrated(driver, join(root, 'prisma/migrations/sqlite')))) throw new AppError('data.not-migrated', { place: config.data })
    return await run(store)
  } finally {
    await store.close()
  }
}
