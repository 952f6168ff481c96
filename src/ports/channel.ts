import type { Address, ChannelId, Content, Inbound, Part } from '../core/message.ts'
import type { OutboxClass, Role } from '../core/turn.ts'

/** What a door can do. */
export type Capabilities = {
  /** Choices as buttons; otherwise they are sent as numbered lines. */
  readonly buttons: boolean
  readonly files: boolean
  /** Longest text of one message, in characters. */
  readonly textLimit: number
  /** Whether sensitive personal data may pass this door. */
  readonly sensitive: 'allowed' | 'never'
}

/**
 * A message and, where the door itself knows it (the console), whom the sender is on the staff. `opens`: only from now on can the
 * sender be written to in private, so what has been waiting for them is due.
 */
export type Arrival = { readonly inbound: Inbound; readonly role: Role; readonly staffId?: string; readonly opens?: true }

/**
 * What came of sending. `certain: false` means it may have arrived all the same. `unreached`: nothing can be sent through the door now. `waits`: nothing is wrong, the person has not opened
 * the door yet. `later`: not tried, the door's own pace does not allow it before `afterMs`; the message keeps its place.
 */
export type SendResult =
  | { readonly kind: 'sent'; readonly externalId?: string }
  | { readonly kind: 'refused'; readonly code: string }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly certain: boolean
      readonly retryAfterMs?: number
      readonly waits?: true
      readonly unreached?: true
    }
  | { readonly kind: 'later'; readonly afterMs: number }

/** A door. `start`'s callback resolves when the message is durable: only then may the adapter acknowledge it upstream. */
export interface Channel {
  readonly id: ChannelId
  readonly can: Capabilities
  start(onArrival: (arrival: Arrival) => Promise<void>): Promise<void>
  /** Sends one part. `key` is the same for every try of the same part; `as` is its kind. Never throws for a network's refusal. */
  send(to: Address, part: Part, key: string, as: OutboxClass): Promise<SendResult>
  /**
   * Fetches and stores a file that a message left at the door: the file, or what says why it is not taken. Only where the door makes such
   * messages. Throws where storing it fails; ends early when `closing` does.
   */
  fetch?(coming: Extract<Content, { kind: 'coming' }>, closing: AbortSignal): Promise<Content>
  stop(): Promise<void>
}
