import type { CaseRole } from './case-status.ts'
import type { Role } from './turn.ts'

/** In which role somebody moves cases; `contact`: passed over, they work on no case. */
export const caseRoleOf = (role: Role): CaseRole => ROLES[role]

const ROLES: Readonly<Record<Role, CaseRole>> = {
  villager: 'applicant',
  counsel: 'counsel',
  'grid-worker': 'contact',
  clerk: 'office',
  'office-head': 'office',
  agency: 'agency',
  bureau: 'bureau',
  firm: 'firm',
  organ: 'organ',
  mediator: 'contact',
  'correction-officer': 'contact',
  administrator: 'contact',
}
