import { kinds } from '../adapters/prisma/roster-kinds.ts'
import { applyRoster, planRoster } from '../adapters/prisma/roster-plan.ts'
import type { BadRow, GivenRow } from '../adapters/prisma/roster-plan.ts'
import { accountIdOf } from '../core/actor.ts'
import type { Actor } from '../core/actor.ts'
import { rosterHeading, rosterSays } from '../roster-files.ts'
import type { House } from '../wire.ts'

/** Writes rows of the roster, all or none, and has them used at once; what is wrong with them, or nothing. */
export type WriteRoster = (actor: Actor, rows: readonly GivenRow[]) => Promise<readonly string[]>

/** Writes the roster of a house while it runs, with a row of the audit log. */
export const rosterWriter =
  (house: House): WriteRoster =>
  async (actor, rows) => {
    const plan = await planRoster(house.administered.prisma, rows)
    if (plan.bad.length > 0) return plan.bad.map(badRow)
    await applyRoster(house.administered.prisma, plan)
    await house.administered.rosterChanged()
    const detail = plan.changes.map(({ what, kind, id, name }) => `${what} ${kind} ${id} ${name}`).join('\n')
    await house.workbench.accounts.audit({
      at: house.clock.now(),
      actor: accountIdOf(actor),
      action: 'roster-written',
      subject: { kind: 'roster', id: '' },
      detail,
    })
    return []
  }

/** A bad row as it is told. */
export const badRow = ({ kind, place, column, why, value }: BadRow): string =>
  rosterSays('report.bad', {
    place,
    column: kind ? rosterHeading(kind, column) : column,
    value,
    why: rosterSays(`why.${why}`, { kinds: kinds.map((one) => rosterSays(`kinds.${one}`)).join('、') }),
  }).trim()
