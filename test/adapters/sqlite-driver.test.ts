import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import type { SqlDriver, SqlStatement } from '../../src/adapters/sql/driver.ts'

let folder: string
let driver: SqlDriver
/** Another connection to the same file: it sees only what is committed. */
let other: SqlDriver
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiangfa-sqlite-'))
  driver = openSqlite(join(folder, 'one.db'))
  await driver.script('CREATE TABLE "Row" ("id" INTEGER PRIMARY KEY, "body" BLOB)')
  other = openSqlite(join(folder, 'one.db'))
})
afterEach(async () => {
  await other.close()
  await driver.close()
  rmSync(folder, { recursive: true, force: true })
})

const insert = (id: number, bytes = 10): SqlStatement => ({ sql: 'INSERT INTO "Row" ("id","body") VALUES (?,?)', params: [id, Buffer.alloc(bytes, 1)] })
const ids = async (from: SqlDriver) => (await from.all('SELECT "id" FROM "Row" ORDER BY "id"', [])).map((row) => row['id'])

describe('batches that wait at the same moment', () => {
  it('are each done or undone by themselves, and are on the disk when answered', async () => {
    const none: SqlStatement = { sql: 'UPDATE "Row" SET "body" = NULL WHERE "id" = 999', params: [], expect: 1 }
    const batches = Array.from({ length: 200 }, (_, id): readonly SqlStatement[] => {
      if (id === 7) return [insert(1_007), insert(3)]
      if (id === 9) return [insert(9), none]
      return [insert(id)]
    })
    const seen: unknown[] = []
    const results = await Promise.all(
      batches.map(async (one, id) => {
        const result = await driver.batch(one)
        if (id === 5 || id === 150) seen.push((await ids(other)).includes(id))
        return result
      }),
    )
    expect(seen).toEqual([true, true])
    expect(results[7]).toEqual({ kind: 'undone', at: 1, why: 'unique' })
    expect(results[9]).toEqual({ kind: 'undone', at: 1, why: 'expect' })
    expect(results.filter((one) => one.kind === 'done')).toHaveLength(198)
    expect(await ids(other)).toEqual(Array.from({ length: 200 }, (_, id) => id).filter((id) => id !== 7 && id !== 9))
  })

  it('are done again alone where the disk is full, and only what does not fit is refused', async () => {
    const [pages] = await driver.all('PRAGMA page_count', [])
    await driver.all(`PRAGMA max_page_count = ${Number(pages?.['page_count']) + 8}`, [])
    const sizes = [100, 1_000_000, 100, 100, 2_000_000, 100]
    const results = await Promise.allSettled(sizes.map((bytes, id) => driver.batch([insert(id, bytes)])))
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await ids(other)).toEqual([0, 2, 3, 5])
    expect((await driver.batch([insert(6)])).kind).toBe('done')
  })

  it('that still wait are written before the file is closed', async () => {
    const waits = driver.batch([insert(1)])
    await driver.close()
    expect((await waits).kind).toBe('done')
    expect(await ids(other)).toEqual([1])
    driver = openSqlite(join(folder, 'one.db'))
  })
})
