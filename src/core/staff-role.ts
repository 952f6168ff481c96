/**
 * Staff: of a judicial office, its head, the mediators of its committee, the agency, the bureau; the officer of community correction (社区矫正法 9, 10), who works
 * on no case and whose matters nobody else sees; and who keeps the service itself, who sees no matter of a person.
 */
export type StaffRole = 'clerk' | 'office-head' | 'mediator' | 'agency' | 'bureau' | 'correction-officer' | 'administrator'
/** Their names, in the order in which work goes up. */
export const staffRoles = [
  'clerk',
  'office-head',
  'mediator',
  'agency',
  'bureau',
  'correction-officer',
  'administrator',
] as const satisfies readonly StaffRole[]
/** Those who work on cases. */
export const caseStaffRoles: readonly string[] = ['clerk', 'office-head', 'agency', 'bureau'] satisfies readonly StaffRole[]
