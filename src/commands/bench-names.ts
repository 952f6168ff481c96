/** Names of what `xiangfa bench` measures. */
export const benches = ['turns'] as const
