import { createAesCipher } from '../adapters/cipher/aes-cipher.ts'
import { readRoster } from '../adapters/prisma/roster.ts'
import { createWorkbenchStore } from '../adapters/sql/workbench-store.ts'
import { readKeys } from '../adapters/system/data-folder.ts'
import { randomIds } from '../adapters/system/system.ts'
import { accountIdOf, actorNamed } from '../core/actor.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { INVITATION_MS } from '../core/invitation.ts'
import { openBeside, openRoster } from '../database.ts'
import { print, says } from './output.ts'

/** `xiangfa desk invite STAFF`: prints a link by which somebody of the roster sets up their account; also beside a running server. Throws `roster.unknown`. */
export const deskInvite = async (config: Config, said: string, now: () => number): Promise<void> => {
  const driver = await openBeside(config)
  const prisma = openRoster(config)
  try {
    const roster = await readRoster(prisma)
    const actor = actorNamed(roster, said)
    if (!actor) throw new AppError('roster.unknown', { what: 'single person', name: said })
    const cipher = createAesCipher(readKeys(config.data, config.keyFile, config.mode === 'demo', undefined))
    const { accounts } = createWorkbenchStore(driver, cipher)
    const token = randomIds.secret(24)
    const at = now()
    await accounts.invite(accountIdOf(actor), token, at, at + INVITATION_MS)
    await accounts.audit({ at, actor: 'system', action: 'invited', subject: { kind: 'account', id: accountIdOf(actor) }, detail: 'command line' })
    print(says('desk.invited', { name: actor.name, role: actor.role, url: `${config.publicUrl ?? ''}/desk/join/${token}`, days: INVITATION_MS / 86_400_000 }))
  } finally {
    await prisma.$disconnect()
    await driver.close()
  }
}
