/** How long an invitation to the workbench is open: three days. */
export const INVITATION_MS = 3 * 86_400_000
