import type { Prisma } from './adapters/prisma/open-prisma.ts'
import { purgeExpired } from './adapters/prisma/purge.ts'
import type { DeskAccounts } from './ports/desk-accounts.ts'
import type { Clock } from './ports/system.ts'

/** What is done to a house beside the path of a message. */
export type Administered = {
  /** The database for it. */
  readonly prisma: Prisma
  /** Reads the roster again after it was written, here and in every other process. */
  readonly rosterChanged: () => Promise<void>
  /** Deletes what is kept no longer than stated; how many. What went, and who asked for it, stands in the audit log. */
  readonly purge: (by: string) => Promise<number>
}

/** The program itself in the audit log. */
export const PROGRAM = 'system'

/** Puts it together. */
export const administeredBy = (prisma: Prisma, clock: Clock, accounts: DeskAccounts, rosterChanged: () => Promise<void>): Administered => ({
  prisma,
  rosterChanged,
  async purge(by) {
    const at = clock.now()
    const count = await purgeExpired(prisma, at)
    if (count > 0 || by !== PROGRAM) await accounts.audit({ at, actor: by, action: 'retention-run', subject: { kind: 'data', id: '' }, detail: String(count) })
    return count
  },
})
