import { AppError } from './errors.ts'
import type { Roster } from './roster.ts'
import type { Role } from './turn.ts'

/** Who of the roster speaks under a role and name; undefined for a villager. Throws `roster.unknown`. */
export const staffIdOf = (roster: Roster, role: Role, name: string): string | undefined => {
  if (role === 'villager') return undefined
  const found = (role === 'counsel' ? roster.counsel : role === 'grid-worker' ? roster.gridWorkers : roster.staff.filter((one) => one.role === role)).find(
    (one) => one.name === name,
  )
  if (!found) throw new AppError('roster.unknown', { what: role, name })
  return found.id
}
