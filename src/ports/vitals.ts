import type { Instant } from '../core/ids.ts'
import type { ChannelId } from '../core/message.ts'

/** A heap of rows that wait: how many, and since when the longest waits. */
export type Waiting = { readonly count: number; readonly since: Instant | undefined }

/** How the work stands, in numbers alone: nothing of it says who or what. */
export type Vitals = {
  /** Messages received whose turn is not made yet. */
  readonly inbox: Waiting
  /** Messages that are due to be sent. */
  readonly outbox: Waiting
  /** Messages whose door has failed so long that later ones go on without them. */
  readonly aside: number
  /** Messages given up in the last seven days. */
  readonly dead: number
  /** Received messages that failed five times, in the last seven days. */
  readonly parked: number
  /** Requests for a person that nobody has taken. */
  readonly handoffs: Waiting
  /** Tasks open whose date is past, and whose date comes within two days. */
  readonly tasks: { readonly overdue: number; readonly soon: number }
  /** Jobs whose time has come and that are not done. */
  readonly jobs: Waiting
  /** Doors that fail now: since when, with nothing sent since. */
  readonly failingDoors: readonly { readonly channel: ChannelId; readonly since: Instant }[]
  /** When the newest message came; the clock must not stand before it. */
  readonly newest: Instant | undefined
}
