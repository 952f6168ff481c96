/** A short message to somebody's telephone. `to`: a mobile number; `key`: the same for every try of the same message, so that a gateway sends it once. */
export type TextMessage = { readonly to: string; readonly text: string; readonly key: string }

/** What became of a try. `refused`: trying again would change nothing; `failed`: it may. `why` holds no personal data. */
export type NoticeResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfterMs?: number }

/** Reaches people who are at no door, by text message. Never throws. */
export interface Notice {
  /** At most so many messages go to one number a day. */
  readonly daily: number
  send(message: TextMessage): Promise<NoticeResult>
}
