/** Staff who work on cases: of a judicial office, its head, the agency, the bureau. */
export type StaffRole = 'clerk' | 'office-head' | 'agency' | 'bureau'
/** Their names, in the order in which work goes up. */
export const staffRoles = ['clerk', 'office-head', 'agency', 'bureau'] as const satisfies readonly StaffRole[]
