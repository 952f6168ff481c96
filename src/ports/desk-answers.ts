import type { InboxId } from '../core/ids.ts'
import type { Part } from '../core/message.ts'

/** What came of a message: still waiting, decided with what was said to it, or given up after five tries. */
export type DeskAnswer = { readonly kind: 'waiting' } | { readonly kind: 'done'; readonly parts: readonly Part[] } | { readonly kind: 'failed' }

/** What the lane said to a message of the workbench. */
export interface DeskAnswers {
  answerTo(inboxId: InboxId): Promise<DeskAnswer>
}
