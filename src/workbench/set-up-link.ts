import { randomIds } from '../adapters/system/system.ts'
import { accountIdOf, actorsOf } from '../core/actor.ts'
import { INVITATION_MS } from '../core/invitation.ts'
import type { House } from '../wire.ts'

/** Account under which the link is kept until it is used. */
export const SET_UP_ACCOUNT = 'set-up'

type Part = Pick<House, 'workbench' | 'world' | 'clock'>

/** Whether nobody keeps the service yet. */
export const isFirstRun = async ({ workbench, world }: Part): Promise<boolean> => {
  const keepers = actorsOf(world().roster).filter(({ role }) => role === 'administrator')
  return !(await workbench.administration.anyPassword(keepers.map(accountIdOf)))
}

/** Path of a new one-time link by which the first administrator is made, in place of the one before; undefined where there is one already. */
export const newSetUpLink = async (house: Part): Promise<string | undefined> => {
  if (!(await isFirstRun(house))) return undefined
  const token = randomIds.secret(24)
  const at = house.clock.now()
  await house.workbench.accounts.invite(SET_UP_ACCOUNT, token, at, at + INVITATION_MS)
  return `/desk/set-up/link/${token}`
}
