import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { addressOf, senderId } from './adapters/console/speaker.ts'
import { removeDemo, seedDemo } from './adapters/prisma/demo.ts'
import { openPrisma } from './adapters/prisma/open-prisma.ts'
import type { Prisma } from './adapters/prisma/open-prisma.ts'
import { readRoster } from './adapters/prisma/roster.ts'
import type { SqlDriver } from './adapters/sql/driver.ts'
import { migrate } from './adapters/sql/migrate.ts'
import { openPostgres } from './adapters/sql/postgres-driver.ts'
import { openSqlite } from './adapters/sql/sqlite-driver.ts'
import { openSqliteReader } from './adapters/sql/sqlite-reader.ts'
import type { SqlReader } from './adapters/sql/sqlite-reader.ts'
import { lockFolder, prepareFolder } from './adapters/system/data-folder.ts'
import type { Config } from './config.ts'
import { AppError } from './core/errors.ts'
import type { Store } from './ports/store.ts'
import type { Clock } from './ports/system.ts'
import { root } from './root.ts'

/** The SQLite database's file in a data folder. */
export const databaseFile = (config: Pick<Config, 'data'>): string => join(config.data, 'xiangfa.db')

/** Where the database is, as it may be shown: without a password. */
export const databasePlace = (config: Pick<Config, 'data' | 'database'>): string => {
  if (config.database === undefined) return databaseFile(config)
  const url = new URL(config.database)
  return `postgresql://${url.host}${url.pathname}`
}

/** PostgreSQL's driver and Prisma are told the schema in different ways; `?schema=` stands for both. */
const postgresOf = (address: string): { readonly url: string; readonly schema?: string } => {
  const url = new URL(address)
  const schema = url.searchParams.get('schema')
  if (schema === null) return { url: address }
  url.searchParams.delete('schema')
  url.searchParams.set('options', `-c search_path=${schema}`)
  return { url: url.href, schema }
}

/** The database on the path of a message: SQLite in the data folder, or PostgreSQL where DATABASE_URL names one. */
export const openDriver = (config: Pick<Config, 'data' | 'database'>): SqlDriver =>
  config.database === undefined ? openSqlite(databaseFile(config)) : openPostgres(postgresOf(config.database).url)

const PATIENCE_MS = 5_000

/** The same database to be read only: nothing can be changed through it. Throws `data.unreachable` where PostgreSQL does not answer. */
export const openReader = async (config: Pick<Config, 'data' | 'database'>): Promise<SqlReader> => {
  if (config.database === undefined) return openSqliteReader(databaseFile(config))
  // One connection, which is told to refuse every change.
  const driver = openPostgres(postgresOf(config.database).url, 1, PATIENCE_MS)
  try {
    await reach(config, driver, 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY')
    return driver
  } catch (error) {
    await driver.close()
    throw error
  }
}

/** The same database for what is not on the path of a message. */
export const openRoster = (config: Pick<Config, 'data' | 'database'>): Prisma =>
  openPrisma(config.database === undefined ? { file: databaseFile(config) } : postgresOf(config.database))

/** Throws `data.unreachable` where PostgreSQL does not answer. */
const reach = async (config: Pick<Config, 'data' | 'database'>, driver: SqlDriver, greeting = 'SELECT 1'): Promise<void> => {
  if (config.database === undefined) return
  try {
    await driver.all(greeting, [])
  } catch (error) {
    throw new AppError(
      'data.unreachable',
      { place: databasePlace(config), detail: error instanceof Error ? error.message || error.name : String(error) },
      error,
    )
  }
}

/** Brings the database up to date, one process at a time; names of the migrations applied. */
export const migrateDatabase = async (config: Config): Promise<readonly string[]> => {
  prepareFolder(config.data)
  const driver = openDriver(config)
  try {
    await reach(config, driver)
    return await driver.alone(() => migrate(driver, join(root, 'prisma/migrations', driver.dialect), databasePlace(config)))
  } finally {
    await driver.close()
  }
}

/** Works on what is not on the path of a message, brought up to date first. */
export const withPrisma = async <T>(config: Config, work: (prisma: Prisma) => Promise<T>): Promise<T> => {
  await migrateDatabase(config)
  const prisma = openRoster(config)
  try {
    return await work(prisma)
  } finally {
    await prisma.$disconnect()
  }
}

/** Removes the rows of the demonstration county; how many went. */
export const removeDemoRows = (config: Config): Promise<number> => withPrisma(config, removeDemo)

/** Puts the demonstration county into an empty database, and its staff at the terminal, so that offers reach them there. */
export const fillDemo = (driver: SqlDriver, prisma: Prisma, store: Store, clock: Clock): Promise<void> =>
  driver.alone(async () => {
    if (!(await seedDemo(prisma, join(root, 'prisma/seed/laixi')))) return
    const staff = [
      ...(await prisma.counsel.findMany()).map((one) => ({ role: 'counsel' as const, ...one })),
      ...(await readRoster(prisma)).staff,
      ...(await prisma.gridWorker.findMany()).map((one) => ({ role: 'grid-worker' as const, ...one })),
    ]
    for (const { role, id, name } of staff) {
      const speaker = { role, name }
      await store.enrol(addressOf(speaker), { id: senderId(speaker), name }, role, id, true, clock.now())
    }
  })

/** Whether there is a database with anything in it already: then a new key would be the wrong one. */
export const hasData = async (config: Config): Promise<boolean> => {
  if (config.database === undefined) return existsSync(databaseFile(config))
  const driver = openDriver(config)
  try {
    await reach(config, driver)
    const [row] = await driver.all(`SELECT to_regclass('"Party"') IS NOT NULL AS "there"`, [])
    return row?.['there'] === true && (await driver.all('SELECT "id" FROM "Party" LIMIT 1', [])).length > 0
  } finally {
    await driver.close()
  }
}

/** Opens the database beside a running server; where none runs it is brought up to date first. Close it. Throws `data.missing` where there is none. */
export const openBeside = async (config: Config): Promise<SqlDriver> => {
  if (!(await hasData(config))) throw new AppError('data.missing', { place: config.database === undefined ? config.data : databasePlace(config) })
  const unlock = lockFolder(config.data)
  try {
    if (unlock) await migrateDatabase(config)
  } finally {
    unlock?.()
  }
  return openDriver(config)
}
