/** Places on a message's path, in order: a test may stop the process at each to show that nothing is lost. */
export const failPoints = ['received', 'accepted', 'loaded', 'decided', 'committed', 'sending', 'sent', 'marked'] as const
export type FailPoint = (typeof failPoints)[number]

/** Told when a point is reached; the path goes on when it resolves. */
export type Reached = (point: FailPoint) => void | Promise<void>
