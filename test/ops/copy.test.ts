import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyDatabase } from '../../src/adapters/sql/copy-database.ts'
import { countRows } from '../../src/adapters/sql/inspect.ts'
import { createSqlLeases } from '../../src/adapters/sql/leases.ts'
import { migrate } from '../../src/adapters/sql/migrate.ts'
import { openPostgres } from '../../src/adapters/sql/postgres-driver.ts'
import { openSqlite } from '../../src/adapters/sql/sqlite-driver.ts'
import { databaseFile } from '../../src/database.ts'
import { hasPostgres, migrations, postgresSchema } from '../contract/stores.ts'
import { ASKER, filledFolder, NOW, overDriver } from './filled-folder.ts'

const run = await hasPostgres()

describe.runIf(run)('a county copied from SQLite to PostgreSQL', () => {
  const closers: (() => Promise<void> | void)[] = []
  let filled: Awaited<ReturnType<typeof filledFolder>>
  beforeAll(async () => {
    filled = await filledFolder()
    closers.push(filled.remove)
  })
  afterAll(async () => {
    for (const close of closers.reverse()) await close()
  })
  const both = async () => {
    const from = openSqlite(databaseFile(filled.config))
    const { url, remove } = await postgresSchema()
    const to = openPostgres(url)
    closers.push(remove, to.close, from.close)
    await migrate(to, migrations('postgresql'), 'test')
    return { from, to }
  }

  it('has every row, serves its people, and goes on counting', async () => {
    const { from, to } = await both()
    const counts = await copyDatabase(from, to, 'there')
    expect(counts).toEqual(Object.fromEntries(Object.entries(await countRows(from)).filter(([table]) => table in counts)))
    expect(counts['Party']).toBeGreaterThan(0)
    const store = overDriver(filled.config, to)
    const conversation = await store.findConversation('web', '', ASKER, undefined)
    expect(conversation).toBeDefined()
    expect((await store.transcript(conversation ?? '', 10)).some((line) => line.content?.kind === 'text' && line.content.text === '工钱没给')).toBe(true)
    const accepted = await store.accept(
      {
        externalId: 'after',
        address: { channel: 'web', account: '', chat: ASKER },
        sender: { id: ASKER, name: '慕容晓冬' },
        content: { kind: 'text', text: '还有' },
        sentAt: NOW,
      },
      'villager',
      undefined,
      NOW,
    )
    expect(accepted).toMatchObject({ kind: 'new', conversationId: conversation })
    expect((await createSqlLeases(to).held()).map(({ name }) => name)).toEqual([])
  })

  it('is not put upon other data', async () => {
    const { from, to } = await both()
    await copyDatabase(from, to, 'there')
    await expect(copyDatabase(from, to, 'there')).rejects.toThrow(/there holds data already/)
  })

  it('goes on where it was cut off, and is no database to serve from before', async () => {
    const { from, to } = await both()
    let rows = 0
    const failing = {
      ...to,
      async batch(statements: Parameters<typeof to.batch>[0]) {
        if (statements[0]?.sql.includes('"Outbox"')) throw new Error('cut off')
        rows += 1
        return to.batch(statements)
      },
    }
    await expect(copyDatabase(from, failing, 'there')).rejects.toThrow('cut off')
    expect(rows).toBeGreaterThan(0)
    expect((await createSqlLeases(to).held()).map(({ name }) => name)).toEqual(['copy'])
    await copyDatabase(from, to, 'there')
    expect((await createSqlLeases(to).held()).map(({ name }) => name)).toEqual([])
  })
})
