import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createAesCipher } from '../../src/adapters/cipher/aes-cipher.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { SqlDriver } from '../../src/adapters/sql/driver.ts'
import { migrate } from '../../src/adapters/sql/migrate.ts'
import { openPostgres } from '../../src/adapters/sql/postgres-driver.ts'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { createSqlStore } from '../../src/adapters/sql/store.ts'
import { randomIds } from '../../src/adapters/system/system.ts'
import type { Store } from '../../src/ports/store.ts'
import { root } from '../../src/root.ts'

/** A store under test, with its database where it has one. */
export type Opened = { readonly store: Store; readonly driver?: SqlDriver; readonly close: () => Promise<void> }
export type Kind = { readonly name: string; readonly open: () => Promise<Opened> }

export const migrations = (dialect: SqlDriver['dialect']) => join(root, 'prisma/migrations', dialect)

const memory: Kind = {
  name: 'memory',
  open: async () => ({ store: createMemoryStore(randomIds), close: async () => undefined }),
}

const overSql = async (driver: SqlDriver, remove: () => Promise<void> | void): Promise<Opened> => {
  await migrate(driver, migrations(driver.dialect), 'test')
  const store = createSqlStore(driver, createAesCipher(randomBytes(32)), randomIds)
  return {
    store,
    driver,
    async close() {
      await store.close()
      await remove()
    },
  }
}

const sqlite: Kind = {
  name: 'SQLite',
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'xiangfa-store-'))
    return overSql(openSqlite(join(folder, 'test.db')), () => rmSync(folder, { recursive: true }))
  },
}

const server = process.env['XIANGFA_TEST_POSTGRES'] ?? 'postgresql://root@127.0.0.1:5432/test'

const ask = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 3_000 })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A PostgreSQL database's address that works in a schema of its own: `url` as PostgreSQL's driver takes it, `database` as DATABASE_URL says it. */
export const postgresSchema = async (): Promise<{ readonly url: string; readonly database: string; readonly remove: () => Promise<void> }> => {
  const schema = `xf_${randomBytes(6).toString('hex')}`
  await ask(`CREATE SCHEMA "${schema}"`)
  const url = new URL(server)
  url.searchParams.set('options', `-c search_path=${schema}`)
  const database = new URL(server)
  database.searchParams.set('schema', schema)
  return { url: url.href, database: database.href, remove: () => ask(`DROP SCHEMA "${schema}" CASCADE`) }
}

const postgres: Kind = {
  name: 'PostgreSQL',
  async open() {
    const { url, remove } = await postgresSchema()
    return overSql(openPostgres(url), remove)
  },
}

/** Whether the PostgreSQL server for tests answers. In CI it must; elsewhere its absence is said. */
export const hasPostgres = async (): Promise<boolean> => {
  try {
    await ask('SELECT 1')
    return true
  } catch (error) {
    const why = `no PostgreSQL at ${new URL(server).host} (XIANGFA_TEST_POSTGRES): ${error instanceof Error ? error.message : String(error)}`
    if (process.env['CI'] !== undefined) throw new Error(why)
    process.stderr.write(`Tests on PostgreSQL are left out: ${why}\n`)
    return false
  }
}

/** Every store that the contract holds for, on this machine. */
export const stores: readonly Kind[] = [memory, sqlite, ...((await hasPostgres()) ? [postgres] : [])]
