import type { Actor } from './actor.ts'
import type { Addressee } from './task.ts'

/** Which cases somebody sees at the workbench: of one counsel, of one office, or, with neither, of the county. As `authorise` says of each case. */
export type DeskScope = { readonly officeId?: string; readonly counselId?: string }

/** What is somebody's to see of cases; undefined for roles that work on none. */
export const scopeOf = ({ role, staffId, officeId }: Pick<Actor, 'role' | 'staffId' | 'officeId'>): DeskScope | undefined => {
  if (role === 'counsel') return { counselId: staffId }
  if (role === 'clerk' || role === 'office-head') return { officeId: officeId ?? '' }
  return role === 'agency' || role === 'bureau' ? {} : undefined
}

/** To whom the tasks go that somebody sees: an office its own, the agency and the bureau theirs, the agency those of every office too. */
export const addresseesOf = ({ role }: Pick<Actor, 'role'>): readonly Addressee[] => {
  if (role === 'clerk' || role === 'office-head') return ['office']
  if (role === 'agency') return ['agency', 'office']
  return role === 'bureau' ? ['bureau'] : []
}

/** Those of them that stand on somebody's own list. */
export const ownAddressee = ({ role }: Pick<Actor, 'role'>): readonly Addressee[] => addresseesOf({ role }).slice(0, 1)
