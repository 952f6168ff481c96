import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../core/errors.ts'

/** A version of a key is one byte. */
const MOST_KEYS = 255

const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : String(error)

// Not `recursive`: where a parent cannot hold folders (/proc), that never returns.
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Makes the data folder where it is missing. Throws `data.unwritable`. */
export const prepareFolder = (folder: string): void => {
  try {
    makeFolder(resolve(folder))
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    // A folder of a read-only disk passes the check above as root: write to be sure.
    writeFileSync(join(folder, '.writable'), '')
  } catch (error) {
    throw new AppError('data.unwritable', { place: folder, detail: reason(error) }, error)
  }
}

/** Where the ring of keys lies: `keyFile`, or in demo mode `folder`/key; undefined where production has none. */
export const keyPlace = (folder: string, keyFile: string | undefined, demo: boolean): string | undefined => keyFile ?? (demo ? join(folder, 'key') : undefined)

/**
 * The ring of keys of 32 bytes, oldest first, a line each: from `keyFile`, or in demo mode from data/key, which is made of `secret` on the first
 * start and readable by its owner only. Without `secret` none is made: there is data that another key has sealed. Throws
 * `config.key-missing`, `config.key-lost`, `config.key-invalid` and, for an unreadable file, `config.invalid`.
 */
export const readKeys = (folder: string, keyFile: string | undefined, demo: boolean, secret: (() => Uint8Array) | undefined): readonly Uint8Array[] => {
  const place = keyPlace(folder, keyFile, demo)
  if (place === undefined) throw new AppError('config.key-missing')
  if (keyFile === undefined && !existsSync(place)) {
    if (!secret) throw new AppError('config.key-lost', { place: folder })
    makeKey(place, secret())
  }
  let lines: readonly string[]
  try {
    lines = readFileSync(place, 'utf8')
      .trim()
      .split(/\s*\n\s*/)
  } catch (error) {
    throw new AppError('config.invalid', { detail: `the key file ${place} cannot be read: ${reason(error)}` }, error)
  }
  if (lines.length > MOST_KEYS || !lines.every((line) => /^[0-9a-f]{64}$/i.test(line))) throw new AppError('config.key-invalid', { place })
  return lines.map((line) => Buffer.from(line, 'hex'))
}

/** Puts a further key behind the others of the ring; the file is whole at every moment. Throws `keys.file` where it cannot be written. */
export const addKey = (place: string, key: Uint8Array): void => {
  const draft = `${place}.new`
  try {
    const before = readFileSync(place, 'utf8').trim()
    const file = openSync(draft, 'w', 0o600)
    try {
      writeFileSync(file, `${before}\n${Buffer.from(key).toString('hex')}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, place)
  } catch (error) {
    throw new AppError('keys.file', { place, detail: reason(error) }, error)
  }
}

const makeKey = (place: string, key: Uint8Array): void => {
  // Whole under another name first: of several processes that begin at once all read the one that is there.
  const draft = `${place}.${process.pid}`
  writeFileSync(draft, `${Buffer.from(key).toString('hex')}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  try {
    linkSync(draft, place)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
}

/** Takes the folder for this process until it ends; false where another process has it. The system frees it however the process ends. */
export const lockFolder = (folder: string): (() => void) | undefined => {
  const db = new Database(join(folder, '.lock'), { timeout: 0 })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
    return () => db.close()
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
}
