/** Names of what `xiangfa bench` measures. */
export const benches = ['turns', 'telegram'] as const
