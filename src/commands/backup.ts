import { createReadStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createAesCipher } from '../adapters/cipher/aes-cipher.ts'
import { readArchive, writeArchive } from '../adapters/backup/archive.ts'
import type { Entry } from '../adapters/backup/archive.ts'
import { countRows } from '../adapters/sql/inspect.ts'
import { copySqlite } from '../adapters/sql/sqlite-copy.ts'
import { openSqlite } from '../adapters/sql/sqlite-driver.ts'
import { readKeys } from '../adapters/system/data-folder.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import type { Cipher } from '../ports/cipher.ts'
import { databaseFile, databasePlace } from '../database.ts'
import { says } from './output.ts'

/** What a backup says of itself, before everything else in it. */
export type Manifest = { readonly format: 1; readonly madeAt: number; readonly counts: Readonly<Record<string, number>>; readonly files: number }

/** Where backups lie that were given no name. */
export const backupFolder = (config: Config): string => join(config.data, 'backups')

/** The cipher of the key that `config` names; without one nothing is made. */
export const cipherOf = (config: Config) => {
  if (config.keyFile === undefined && !existsSync(join(config.data, 'key'))) throw new AppError('config.key-lost', { place: config.data })
  return createAesCipher(readKeys(config.data, config.keyFile, config.mode === 'demo', undefined))
}

/**
 * `xiangfa backup [FILE]`: the database as it stands at one moment and every stored file, sealed with the data key, while the server runs.
 * The backup is read again before it counts as made. Throws `data.missing`, `backup.exists`.
 */
export const backup = async (config: Config, file: string | undefined, now: () => number): Promise<void> => {
  if (config.database !== undefined) throw new AppError('backup.postgresql', { place: databasePlace(config), data: config.data })
  if (!existsSync(databaseFile(config))) throw new AppError('data.missing', { place: config.data })
  const cipher = cipherOf(config)
  const madeAt = now()
  const to = resolve(file ?? join(backupFolder(config), `${stamp(madeAt)}.xfb`))
  if (existsSync(to)) throw new AppError('backup.exists', { place: to })
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  // In the data folder: what it holds may not lie where others read.
  const work = await mkdtemp(join(config.data, '.backup-'))
  try {
    const copy = join(work, 'xiangfa.db')
    await copySqlite(databaseFile(config), copy)
    const driver = openSqlite(copy)
    const counts = await countRows(driver)
    await driver.close()
    // Files never change, and are stored before a row names them: whatever the copy names is among these.
    const files = storedFiles(config)
    const manifest: Manifest = { format: 1, madeAt, counts, files: files.length }
    await writeArchive(to, cipher, entriesOf(manifest, copy, files))
    await readBack(to, cipher)
    say('backup.made', { place: to, rows: total(counts), files: files.length, size: (statSync(to).size / 1024 / 1024).toFixed(1) })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Rows of all tables together. */
export const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

const say = (key: string, vars: Readonly<Record<string, string | number>>) => process.stdout.write(`${says(key, vars)}\n`)

/** 20261125-093000 in China's time: sorts by age, and is a name on every disk. */
const stamp = (at: number): string =>
  new Date(at + 8 * 3_600_000)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '')
    .replace('T', '-')

const storedFiles = (config: Config): readonly { readonly name: string; readonly path: string }[] => {
  const folder = join(config.data, 'files')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^[\w-]+$/.test(name))
    .map((name) => ({ name: `files/${name}`, path: join(folder, name) }))
}

async function* entriesOf(manifest: Manifest, copy: string, files: readonly { readonly name: string; readonly path: string }[]): AsyncGenerator<Entry> {
  const json = Buffer.from(JSON.stringify(manifest))
  yield { name: 'manifest.json', size: json.length, bytes: () => once(json) }
  for (const { name, path } of [{ name: 'xiangfa.db', path: copy }, ...files]) {
    // A file deleted meanwhile was to be deleted: the backup need not hold it.
    const size = existsSync(path) ? statSync(path).size : undefined
    if (size !== undefined) yield { name, size, bytes: () => createReadStream(path) }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const readBack = (file: string, cipher: Cipher): Promise<void> =>
  readArchive(file, cipher, async () => ({ write: async () => undefined, end: async () => undefined }))
