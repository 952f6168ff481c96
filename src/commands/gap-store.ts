import { join } from 'node:path'
import { isMigrated } from '../adapters/sql/migrate.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import type { Store } from '../ports/store.ts'
import { databasePlace, hasData, openDriver } from '../database.ts'
import { root } from '../root.ts'
import { useStore } from './use-store.ts'

/** Runs with the store that the settings name, beside a running server. Throws `data.missing`, `data.not-migrated`. */
export const withStore = async <T>(config: Config, run: (store: Store) => Promise<T>): Promise<T> => {
  if (!(await hasData(config))) throw new AppError('data.missing', { place: databasePlace(config) })
  const driver = openDriver(config)
  return useStore(config, driver, async (store) => {
    if (!(await isMigrated(driver, join(root, 'prisma/migrations', driver.dialect)))) throw new AppError('data.not-migrated', { place: databasePlace(config) })
    return run(store)
  })
}
