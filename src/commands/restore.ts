import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readArchive } from '../adapters/backup/archive.ts'
import type { Sink } from '../adapters/backup/archive.ts'
import { countRows, faultsOfFile, openSealed } from '../adapters/sql/inspect.ts'
import { migrate } from '../adapters/sql/migrate.ts'
import { openSqlite } from '../adapters/sql/sqlite-driver.ts'
import { prepareFolder } from '../adapters/system/data-folder.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import type { Cipher } from '../ports/cipher.ts'
import { root } from '../root.ts'
import { databaseFile, databasePlace } from '../database.ts'
import { cipherOf, total } from './backup.ts'
import type { Manifest } from './backup.ts'
import { alone, says } from './output.ts'

const manifestSchema = z.object({ format: z.literal(1), madeAt: z.number(), counts: z.record(z.string(), z.number()), files: z.number() })

/**
 * `xiangfa restore FILE`: puts a backup into a data folder that holds none. Everything is unpacked beside, then counted, checked and opened
 * with the key, and only then takes its place. Throws `restore.occupied`, `backup.damaged`, `backup.different`.
 */
export const restore = async (config: Config, file: string): Promise<void> => {
  if (config.database !== undefined) throw new AppError('backup.postgresql', { place: databasePlace(config), data: config.data })
  prepareFolder(config.data)
  const result = await alone(config, async () => {
    const place = { database: databaseFile(config), files: join(config.data, 'files') }
    if (existsSync(place.database) || (existsSync(place.files) && readdirSync(place.files).length > 0))
      throw new AppError('restore.occupied', { place: config.data })
    const cipher = cipherOf(config)
    const work = join(config.data, '.restore')
    await rm(work, { recursive: true, force: true })
    mkdirSync(join(work, 'files'), { recursive: true, mode: 0o700 })
    try {
      const manifest = await unpack(file, cipher, work)
      const checked = await check(file, manifest, cipher, work)
      await rm(place.files, { recursive: true, force: true })
      await rename(join(work, 'files'), place.files)
      // The database last: a folder without one is still empty to a second try.
      await rename(join(work, 'xiangfa.db'), place.database)
      return { rows: total(manifest.counts), ...checked }
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
  process.stdout.write(`${says('backup.restored', { place: config.data, ...result })}\n`)
}

const unpack = async (file: string, cipher: Cipher, work: string): Promise<Manifest> => {
  let manifest: Buffer | undefined
  await readArchive(file, cipher, async (name, size) => {
    if (name === 'manifest.json') {
      const parts: Uint8Array[] = []
      return {
        write: async (bytes) => void parts.push(bytes),
        async end() {
          manifest = Buffer.concat(parts)
        },
      }
    }
    // Only names that a backup gives: nothing is written outside.
    if (name !== 'xiangfa.db' && !/^files\/[\w-]+$/.test(name))
      throw new AppError('backup.damaged', { place: file, detail: `entry of ${size} bytes with a foreign name` })
    return onDisk(join(work, name))
  })
  const parsed = manifestSchema.safeParse(manifest && JSON.parse(manifest.toString('utf8')))
  if (!parsed.success || !existsSync(join(work, 'xiangfa.db'))) throw new AppError('backup.damaged', { place: file, detail: 'no manifest or no database' })
  return parsed.data
}

const onDisk = async (path: string): Promise<Sink> => {
  const out = await open(path, 'wx', 0o600)
  return {
    write: async (bytes) => void (await out.write(bytes)),
    async end() {
      await out.sync()
      await out.close()
    },
  }
}

/** Compares the counts, looks at every page, brings the database up to date, and opens every sealed value and file. */
const check = async (place: string, manifest: Manifest, cipher: Cipher, work: string): Promise<{ readonly opened: number; readonly files: number }> => {
  const copy = join(work, 'xiangfa.db')
  const driver = openSqlite(copy)
  try {
    const counts = await countRows(driver)
    const other = [...new Set([...Object.keys(counts), ...Object.keys(manifest.counts)])].filter((table) => counts[table] !== manifest.counts[table])
    if (other.length > 0)
      throw new AppError('backup.different', {
        place,
        detail: other.map((table) => `${table} ${counts[table] ?? 0}/${manifest.counts[table] ?? 0}`).join(', '),
      })
    const faults = await faultsOfFile(driver, false)
    if (faults.length > 0) throw new AppError('backup.different', { place, detail: faults.slice(0, 3).join('; ') })
    await migrate(driver, join(root, 'prisma/migrations/sqlite'), place)
    const opened = await openSealed(driver, cipher)
    const names = readdirSync(join(work, 'files'))
    for (const name of names) cipher.open(await readFile(join(work, 'files', name)), `file ${name}`)
    return { opened, files: names.length }
  } finally {
    await driver.close()
  }
}
