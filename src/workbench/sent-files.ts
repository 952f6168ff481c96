import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readSheets } from '../adapters/sheets/read-sheets.ts'
import type { Sheet } from '../adapters/sheets/sheet.ts'
import { writeSheets } from '../adapters/sheets/write-sheets.ts'
import type { Sent } from '../adapters/workbench/administration/administration-deps.ts'
import { AppError } from '../core/errors.ts'

const KEPT_MS = 30 * 60_000
const MOST = 10

const withFolder = async <T>(run: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-sent-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Sheets of a file that was sent; it lies on the disk only while it is read. Why it cannot be read otherwise. */
export const sheetsOf = ({ name, bytes }: Sent): Promise<readonly Sheet[] | { readonly unreadable: string }> =>
  withFolder(async (folder) => {
    const file = join(folder, basename(name))
    writeFileSync(file, bytes, { mode: 0o600 })
    try {
      return await readSheets(file)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { unreadable: String(error.fields['detail'] ?? '') }
    }
  })

/** Sheets as the bytes of an .xlsx. */
export const workbookOf = (sheets: readonly Sheet[]): Promise<Uint8Array> =>
  withFolder(async (folder) => {
    const file = join(folder, 'roster.xlsx')
    await writeSheets(file, sheets)
    return readFileSync(file)
  })

/** Keeps what was previewed in memory until it is taken: half an hour at most, the latest few. */
export const createHeld = <T>(now: () => number, key: () => string) => {
  const held = new Map<string, { readonly value: T; readonly until: number }>()
  return {
    keep(value: T): string {
      const name = key()
      held.set(name, { value, until: now() + KEPT_MS })
      for (const old of [...held.keys()].slice(0, Math.max(0, held.size - MOST))) held.delete(old)
      return name
    },
    take(name: string): T | undefined {
      const found = held.get(name)
      held.delete(name)
      return found && found.until > now() ? found.value : undefined
    },
  }
}
