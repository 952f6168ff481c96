import type { SqlDriver } from '../adapters/sql/driver.ts'
import { createSqlStore } from '../adapters/sql/store.ts'
import { randomIds } from '../adapters/system/system.ts'
import type { Config } from '../config.ts'
import { cipherOf } from './backup.ts'

/** Runs with the store over an open database, and closes both. Throws `config.key-lost`. */
export const useStore = async <T>(config: Config, driver: SqlDriver, run: (store: ReturnType<typeof createSqlStore>) => Promise<T>): Promise<T> => {
  try {
    return await run(createSqlStore(driver, cipherOf(config), randomIds))
  } finally {
    await driver.close()
  }
}
