/** Names of what `xiangfa bench` measures. */
export const benches = ['turns', 'forms'] as const
