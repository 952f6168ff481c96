/**
 * Wakes workers. It may lose or repeat a wake-up: the database is the truth, and a sweeper finds what was forgotten.
 * A lane is never handled twice at the same time by one process; a wake-up during its handling leads to one more handling.
 */
export interface Queue {
  /** Handler of a lane; it must not throw for an expected failure. */
  start(handle: (lane: string) => Promise<void>): void
  wake(lane: string): void
  /** Resolves when nothing is being handled or waiting. */
  idle(): Promise<void>
  /** Takes no more wake-ups; resolves when the handlings in hand are done. */
  stop(): Promise<void>
}
