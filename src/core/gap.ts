import type { Instant } from './ids.ts'

/** How far those who mend the knowledge base are with a gap. */
export const GAP_STATES = ['new', 'pending', 'done', 'ignored'] as const
export type GapState = (typeof GAP_STATES)[number]

/** Why a question was written down: not understood; its answer was no help; its answer helped, which is no gap and only counted. */
export const GAP_CAUSES = ['missed', 'unhelpful', 'helped'] as const
export type GapCause = (typeof GAP_CAUSES)[number]

/** A question with what became of it. `text`: in the person's words with numbers masked, '' where the answer was chosen from a list; `best`: the intent answered, or the likeliest. */
export type GapNote = { readonly cause: GapCause; readonly text: string; readonly best?: string }

/** A question as it was written down. */
export type Gap = GapNote & { readonly id: number; readonly state: GapState; readonly at: Instant }

/** So long a gap is kept, whatever its state. No longer than the purpose needs (个人信息保护法 19). */
export const GAP_KEPT_MS = 180 * 86_400_000
