/**
 * Staff: of a judicial office, its head, the mediators of its committee, the agency, the bureau; the officer of community correction (社区矫正法 9, 10), who works
 * on no case and whose matters nobody else sees; a firm that cases are assigned to (法律援助法 43), and a case-handling organ or place of detention
 * (法律援助法 36, 39), each named as it is called; and who keeps the service itself, who sees no matter of a person.
 */
export type StaffRole = 'clerk' | 'office-head' | 'mediator' | 'agency' | 'bureau' | 'correction-officer' | 'firm' | 'organ' | 'administrator'
/** Their names, in the order in which work goes up. */
export const staffRoles = [
  'clerk',
  'office-head',
  'mediator',
  'agency',
  'bureau',
  'correction-officer',
  'firm',
  'organ',
  'administrator',
] as const satisfies readonly StaffRole[]
/** Those outside the administration who move cases that concern them: of a firm those assigned to its counsel, of an organ those it handed in. */
export const partnerRoles: readonly string[] = ['firm', 'organ'] satisfies readonly StaffRole[]
/** Those who work on cases. */
export const caseStaffRoles: readonly string[] = ['clerk', 'office-head', 'agency', 'bureau'] satisfies readonly StaffRole[]
