const START = Date.parse('2026-11-23T09:00:00+08:00')
/** So much faster than the real clock: what a network wants to be waited for takes no time of the test. */
const SPEED = 10

/** A clock for several processes: from `epoch` of the real clock on it goes faster. */
export const hurriedClock =
  (epoch: number): (() => number) =>
  () =>
    START + (Date.now() - epoch) * SPEED
