/** What is handled by one at a time: `heap` says who may handle it (see desk/lanes.ts), `name` which one it is. */
export type Lane = { readonly heap: string; readonly name: string }

/**
 * Wakes whoever handles a lane, here or in another process. It may lose or repeat a wake-up: the database is the truth, and a sweep finds
 * what was forgotten. A lane is not handled twice at the same time, except where a process was given up for dead: what it commits late is
 * refused by the store. A wake-up during its handling leads to one more handling. Implementations are held to test/contract/queue.
 */
export interface Queue {
  /** Handler of the lanes of heaps taken here; it must not throw for an expected failure. */
  start(handle: (lane: Lane) => Promise<void>): void
  /** From now on this process handles lanes of a heap. */
  take(heap: string): void
  /** From now on it does not; what is in hand goes on. */
  leave(heap: string): void
  /** `afterMs`: not before so many milliseconds. */
  wake(lane: Lane, afterMs?: number): void
  /** Resolves when this process handles nothing, and nothing that it may handle is known to wait. */
  idle(): Promise<void>
  /** Takes no more wake-ups; resolves when the handlings in hand are done. */
  stop(): Promise<void>
}
