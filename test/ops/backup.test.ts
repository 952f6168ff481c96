import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { backup } from '../../src/commands/backup.ts'
import { restore } from '../../src/commands/restore.ts'
import { countRows, openSealed } from '../../src/adapters/sql/inspect.ts'
import { ASKER, filledFolder, NOW, opened } from './filled-folder.ts'

let folder: Awaited<ReturnType<typeof filledFolder>>
let file: string
let empty: { readonly data: string }
beforeEach(async () => {
  folder = await filledFolder()
  const base = dirname(folder.config.data)
  file = join(base, 'copy.xfb')
  empty = { data: join(base, 'new') }
  mkdirSync(empty.data, { mode: 0o700 })
  copyFileSync(join(folder.config.data, 'key'), join(empty.data, 'key'))
})
afterEach(() => folder.remove())

const make = (to?: string) => backup(folder.config, to ?? file, () => NOW)
const putBack = () => restore({ ...folder.config, ...empty }, file)

it('restores every row and file into an empty folder, and all of it can be opened', async () => {
  const before = await opened(folder.config)
  const counts = await countRows(before.driver)
  // Somebody has it open and writes: the server runs.
  await make()
  await before.store.accept(
    {
      externalId: 'later',
      address: { channel: 'web', account: '', chat: ASKER },
      sender: { id: ASKER, name: '' },
      content: { kind: 'text', text: '后来' },
      sentAt: NOW,
    },
    'villager',
    undefined,
    NOW,
  )
  await before.close()
  await putBack()
  const after = await opened({ ...folder.config, ...empty })
  expect(await countRows(after.driver)).toEqual(counts)
  expect(await openSealed(after.driver, after.cipher)).toBeGreaterThan(15)
  const conversation = await after.store.findConversation('web', '', ASKER, undefined)
  expect((await after.store.transcript(conversation ?? '', 9)).map((line) => line.content)).toEqual([{ kind: 'text', text: '工钱没给' }])
  expect(Buffer.from((await after.files.get(folder.fileId)) ?? []).toString()).toBe('今欠工钱三万')
  await after.close()
  expect(readdirSync(empty.data).filter((name) => name.startsWith('.restore'))).toEqual([])
})

it('holds nothing in clear, is for its owner alone, and leaves no copy behind', async () => {
  await make()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const bytes = readFileSync(file)
  for (const clear of ['SQLite format', 'CREATE TABLE', '讨工资', 'villager']) expect(bytes.includes(clear), clear).toBe(false)
  expect(readdirSync(folder.config.data).filter((name) => name.startsWith('.backup'))).toEqual([])
})

it('takes a name of its own where none is given, and overwrites nothing', async () => {
  await backup(folder.config, undefined, () => NOW)
  expect(existsSync(join(folder.config.data, 'backups/20261123-100000.xfb'))).toBe(true)
  await expect(backup(folder.config, undefined, () => NOW)).rejects.toThrow(/20261123-100000\.xfb already/)
})

it('refuses a backup that is cut off, changed, lengthened, of another key or none at all, and leaves the folder empty', async () => {
  await make()
  const whole = readFileSync(file)
  const changed = Buffer.from(whole)
  changed[whole.length >> 1] = (changed[whole.length >> 1] ?? 0) ^ 1
  const wrong = [
    whole.subarray(0, whole.length - 9),
    whole.subarray(0, 40),
    changed,
    Buffer.concat([whole, Buffer.of(0)]),
    Buffer.from('hello'),
    Buffer.alloc(0),
  ]
  for (const bytes of wrong) {
    writeFileSync(file, bytes)
    await expect(putBack()).rejects.toMatchObject({ code: 'backup.damaged' })
  }
  writeFileSync(file, whole)
  writeFileSync(join(empty.data, 'key'), `${'ab'.repeat(32)}\n`)
  await expect(putBack()).rejects.toThrow(/wrong key/)
  expect(existsSync(join(empty.data, 'xiangfa.db'))).toBe(false)
  rmSync(join(empty.data, 'key'))
  await expect(putBack()).rejects.toMatchObject({ code: 'config.key-lost' })
  await expect(restore({ ...folder.config, ...empty }, join(empty.data, 'none'))).rejects.toMatchObject({ code: 'config.key-lost' })
})

it('restores over nothing that is there', async () => {
  await make()
  await expect(restore(folder.config, file)).rejects.toMatchObject({ code: 'restore.occupied' })
  cpSync(join(folder.config.data, 'files'), join(empty.data, 'files'), { recursive: true })
  await expect(putBack()).rejects.toMatchObject({ code: 'restore.occupied' })
})
