import type { Instant } from './ids.ts'

/** When a row that waits to be sent is to be tried again, and what that was reckoned from. */
export type Waiting = { readonly nextAt: Instant; readonly createdAt: Instant; readonly failingSince?: Instant }

/** Whether it is to be tried now. Where the clock was set back, what was reckoned before that is due at once: nobody waits for the clock to come there again. */
export const isDue = ({ nextAt, createdAt, failingSince = createdAt }: Waiting, now: Instant): boolean => nextAt <= now || createdAt > now || failingSince > now
