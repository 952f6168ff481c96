import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPrisma } from '../../src/adapters/prisma/open-prisma.ts'
import { purgeExpired } from '../../src/adapters/prisma/purge.ts'
import { GAP_KEPT_MS } from '../../src/core/gap.ts'
import { databaseFile } from '../../src/database.ts'
import { run } from '../cli/run.ts'
import { filledFolder, NOW, opened } from './filled-folder.ts'

let folder: Awaited<ReturnType<typeof filledFolder>>
beforeAll(async () => {
  folder = await filledFolder()
})
afterAll(() => folder.remove())

const gaps = (...args: readonly string[]) => run(['kb', 'gaps', ...args, '--data', folder.config.data])

it('lists what was missed, sets its state, and says what is wrong', { timeout: 300_000 }, async () => {
  const listed = await gaps('--json')
  expect(listed.err).toBe('')
  expect(JSON.parse(listed.out)).toMatchObject({
    count: 1,
    kept_days: 180,
    groups: [{ size: 1, gaps: [{ id: 1, text: '听不懂', cause: 'missed', state: 'new', at: NOW }] }],
  })
  expect(await gaps('set', '1', 'ignored')).toMatchObject({ code: 0 })
  const { store, close } = await opened(folder.config)
  expect(await store.gaps()).toMatchObject([{ id: 1, state: 'ignored' }])
  await close()
  expect(await gaps('set', '1', '7', 'done')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no gap 7') })
  expect(await gaps('set', '1', 'finished')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('new, pending, done, ignored') })
})

it('keeps it so long and no longer', async () => {
  const prisma = openPrisma({ file: databaseFile(folder.config) })
  await purgeExpired(prisma, NOW + GAP_KEPT_MS - 1)
  expect(await prisma.gap.count()).toBe(1)
  await purgeExpired(prisma, NOW + GAP_KEPT_MS)
  expect(await prisma.gap.count()).toBe(0)
  await prisma.$disconnect()
})
