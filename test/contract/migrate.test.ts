import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate } from '../../src/adapters/sql/migrate.ts'
import type { SqlDriver } from '../../src/adapters/sql/driver.ts'
import { openPostgres } from '../../src/adapters/sql/postgres-driver.ts'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { hasPostgres, migrations, postgresSchema } from './stores.ts'

const drivers: { readonly name: string; readonly open: () => Promise<{ readonly driver: SqlDriver; readonly remove: () => Promise<void> }> }[] = [
  {
    name: 'SQLite',
    async open() {
      const folder = mkdtempSync(join(tmpdir(), 'xiangfa-migrate-'))
      return { driver: openSqlite(join(folder, 'test.db')), remove: async () => rmSync(folder, { recursive: true }) }
    },
  },
]
if (await hasPostgres())
  drivers.push({
    name: 'PostgreSQL',
    async open() {
      const { url, remove } = await postgresSchema()
      return { driver: openPostgres(url), remove }
    },
  })

describe.each(drivers)('migrations on $name', ({ open }) => {
  const closers: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const close of closers) await close()
  })
  const fresh = async () => {
    const { driver, remove } = await open()
    closers.push(async () => {
      await driver.close()
      await remove()
    })
    return driver
  }

  it('make an empty database whole, once', async () => {
    const driver = await fresh()
    const applied = await migrate(driver, migrations(driver.dialect), 'test')
    expect(applied.length).toBeGreaterThan(0)
    expect(await migrate(driver, migrations(driver.dialect), 'test')).toEqual([])
    expect(await driver.all('SELECT * FROM "Case"', [])).toEqual([])
    const ledger = await driver.all('SELECT "migration_name","finished_at" FROM "_prisma_migrations"', [])
    expect(ledger.map((row) => row['migration_name'])).toEqual(applied)
    expect(ledger.every((row) => row['finished_at'] !== null)).toBe(true)
  })

  it('refuse a database that is newer than the program', async () => {
    const driver = await fresh()
    await migrate(driver, migrations(driver.dialect), 'test')
    await driver.batch([
      { sql: 'INSERT INTO "_prisma_migrations" ("id","checksum","migration_name") VALUES (?,?,?)', params: ['x', 'x', '29990101000000_later'] },
    ])
    await expect(migrate(driver, migrations(driver.dialect), 'here.db')).rejects.toThrow(/here\.db.*29990101000000_later/s)
  })

  it('leave nothing of one that breaks', async () => {
    const driver = await fresh()
    await expect(driver.script('CREATE TABLE "Half" ("id" TEXT); CREATE TABLE "Half" ("id" TEXT)')).rejects.toThrow()
    await expect(driver.all('SELECT * FROM "Half"', [])).rejects.toThrow()
  })
})
