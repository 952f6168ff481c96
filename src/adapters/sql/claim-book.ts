import type { Instant } from '../../core/ids.ts'
import type { Matter, MatterView } from '../../core/matter.ts'
import type { Cipher } from '../../ports/cipher.ts'
import type { SqlDriver } from './driver.ts'
import { insert } from './insert.ts'
import { changeMatter, matterByNumber, matterNumbers } from './matter-rows.ts'
import { createSealing } from './sealing.ts'

/** Tables of claims of collective matters, for the command line beside a running server. */
export type ClaimBook = {
  /** The matter of a number, with its cases; undefined where there is none. */
  readonly read: (number: string) => Promise<MatterView | undefined>
  /** Numbers of those that are open, newest first. */
  readonly numbers: () => Promise<readonly string[]>
  /** Writes a changed matter with who did it; false where it changed since `version` was read. */
  readonly write: (matter: Matter, version: number, actor: string, at: Instant) => Promise<boolean>
}

/** The tables of claims of a database. */
export const createClaimBook = (driver: SqlDriver, cipher: Cipher): ClaimBook => {
  const sealing = createSealing(cipher)
  return {
    read: (number) => matterByNumber(driver, sealing, number),
    numbers: () => matterNumbers(driver),
    async write(matter, version, actor, at) {
      const audit = { at, actor, door: 'command', action: 'matter-claims', subjectKind: 'matter', subjectId: matter.id, detail: sealing.seal('', 'audit') }
      const result = await driver.batch([changeMatter(matter, version, at, sealing), insert('AuditRow', audit)])
      return result.kind === 'done'
    },
  }
}
