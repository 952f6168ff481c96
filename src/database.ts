import { join } from 'node:path'
import { removeDemo } from './adapters/prisma/demo.ts'
import { openPrisma } from './adapters/prisma/open-prisma.ts'
import type { Prisma } from './adapters/prisma/open-prisma.ts'
import { migrate } from './adapters/sql/migrate.ts'
import { openSqlite } from './adapters/sql/sqlite-driver.ts'
import { prepareFolder } from './adapters/system/data-folder.ts'
import type { Config } from './config.ts'
import { root } from './root.ts'

/** The database's file in a data folder. */
export const databaseFile = (config: Config): string => join(config.data, 'xiangfa.db')

/** Brings the database up to date; names of the migrations applied. */
export const migrateDatabase = async (config: Config): Promise<readonly string[]> => {
  prepareFolder(config.data)
  const driver = openSqlite(databaseFile(config))
  try {
    return await migrate(driver, join(root, 'prisma/migrations/sqlite'), databaseFile(config))
  } finally {
    await driver.close()
  }
}

/** Works on the cold side of the database, brought up to date first. */
export const withPrisma = async <T>(config: Config, work: (prisma: Prisma) => Promise<T>): Promise<T> => {
  await migrateDatabase(config)
  const prisma = openPrisma({ file: databaseFile(config) })
  try {
    return await work(prisma)
  } finally {
    await prisma.$disconnect()
  }
}

/** Removes the rows of the demonstration county; how many went. */
export const removeDemoRows = (config: Config): Promise<number> => withPrisma(config, removeDemo)
