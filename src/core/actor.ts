import type { OfficeId, TownCode } from './ids.ts'
import type { Roster } from './roster.ts'
import type { Role } from './turn.ts'

/** Whoever works with the desk: everybody of the roster. */
export type ActorRole = Exclude<Role, 'villager'>

/** Somebody who acts, with what is theirs. `villages`: codes or prefixes of codes. */
export type Actor = {
  readonly staffId: string
  readonly role: ActorRole
  readonly name: string
  readonly officeId?: OfficeId
  readonly towns: readonly TownCode[]
  readonly villages: readonly string[]
}

/** Name of a person's account: which list of the roster they stand in, and their id there. */
export type AccountId = string

/** The account of somebody of the roster. */
export const accountIdOf = ({ role, staffId }: Pick<Actor, 'role' | 'staffId'>): AccountId =>
  `${role === 'counsel' || role === 'grid-worker' ? role : 'staff'}:${staffId}`

/** Everybody of the roster as they act. */
export const actorsOf = (roster: Roster): readonly Actor[] => [
  ...roster.staff.map(({ id, role, name, officeId }): Actor => {
    const office = roster.offices.find((one) => one.id === officeId)
    return { staffId: id, role, name, ...(officeId === undefined ? {} : { officeId }), towns: office ? [office.townCode] : [], villages: [] }
  }),
  ...roster.counsel.map(({ id, name, villages }): Actor => ({ staffId: id, role: 'counsel', name, towns: [], villages })),
  ...roster.gridWorkers.map(({ id, name, townCode, villages }): Actor => ({ staffId: id, role: 'grid-worker', name, towns: [townCode], villages })),
]

/** Whose account it is; undefined where they are no longer of the roster. */
export const actorOf = (roster: Roster, accountId: AccountId): Actor | undefined => {
  const known = byAccount.get(roster) ?? new Map(actorsOf(roster).map((one) => [accountIdOf(one), one]))
  byAccount.set(roster, known)
  return known.get(accountId)
}

// A roster never changes: another one takes its place.
const byAccount = new WeakMap<Roster, ReadonlyMap<AccountId, Actor>>()

/** Whom a name or an id means; undefined where it means nobody, or several. */
export const actorNamed = (roster: Roster, said: string): Actor | undefined => {
  const wanted = said.trim()
  const all = actorsOf(roster)
  const byId = all.filter((one) => one.staffId === wanted || accountIdOf(one) === wanted)
  const found = byId.length > 0 ? byId : all.filter((one) => one.name === wanted)
  return found.length === 1 ? found[0] : undefined
}
