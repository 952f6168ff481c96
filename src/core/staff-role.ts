/** Staff: of a judicial office, its head, the agency, the bureau; and the officer of community correction (社区矫正法 9, 10), who works on no case and whose matters nobody else sees. */
export type StaffRole = 'clerk' | 'office-head' | 'agency' | 'bureau' | 'correction-officer'
/** Their names, in the order in which work goes up. */
export const staffRoles = ['clerk', 'office-head', 'agency', 'bureau', 'correction-officer'] as const satisfies readonly StaffRole[]
/** Those who work on cases. */
export const caseStaffRoles: readonly string[] = ['clerk', 'office-head', 'agency', 'bureau'] satisfies readonly StaffRole[]
