import type { Instant } from '../../core/ids.ts'
import type { Cipher } from '../../ports/cipher.ts'
import type { DeskFigures } from '../../ports/desk-figures.ts'
import type { SqlDriver } from './driver.ts'
import { readFigureRows } from './figure-rows.ts'

const FRESH_MS = 5 * 60_000
const KEPT = 4

/** Figures' rows, read again after five minutes: a year of a county is much to read for each look at a page. */
export const createDeskFigures = (driver: SqlDriver, cipher: Cipher): DeskFigures => {
  const kept = new Map<Instant, { readonly readAt: Instant; readonly rows: ReturnType<typeof readFigureRows> }>()
  return {
    async rows(from, now) {
      const found = kept.get(from)
      if (found && now >= found.readAt && now - found.readAt < FRESH_MS) return { rows: await found.rows, readAt: found.readAt }
      const made = { readAt: now, rows: readFigureRows(driver, cipher, from) }
      kept.set(from, made)
      for (const key of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(key)
      try {
        return { rows: await made.rows, readAt: now }
      } catch (error) {
        kept.delete(from)
        throw error
      }
    },
  }
}
