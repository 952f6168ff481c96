import type { EvalRow, Evaluation } from './evaluate.ts'
import type { Knowledge } from './knowledge.ts'

/** What became of one row. `first`: the likeliest intent, '' none; `right`: whether that may be answered; `direct`: answered without asking back. */
export type Outcome = { readonly first: string; readonly right: boolean; readonly direct: boolean }

/** A row whose outcome changed for the right or for the wrong: an answer is better than asking back where it is right, and worse where not. */
export type Change = { readonly q: string; readonly ids: readonly string[]; readonly before: Outcome; readonly after: Outcome; readonly now: 'right' | 'wrong' }

/** What is compared of two evaluations. */
export const COMPARED = ['top1', 'top3', 'direct_rate', 'direct_precision', 'other_direct'] as const
export type Compared = Readonly<Record<(typeof COMPARED)[number], number>>

/** The figures of an evaluation that are compared. */
export const comparedOf = ({ top1, top3, direct_rate, direct_precision, other_direct }: Evaluation): Compared => ({
  top1,
  top3,
  direct_rate,
  direct_precision,
  other_direct,
})

/** What becomes of each row. */
export const outcomesOf = (rows: readonly EvalRow[], { match, understand }: Pick<Knowledge, 'match' | 'understand'>): readonly Outcome[] =>
  rows.map(({ q, ids }) => {
    const first = match(q).find((one) => one.intent !== '')?.intent ?? ''
    return { first, right: ids.includes(first), direct: understand(q, { misses: 0 }).kind === 'answer' }
  })

/** Rows that became right or wrong, in their order. */
export const changesOf = (rows: readonly EvalRow[], before: readonly Outcome[], after: readonly Outcome[]): readonly Change[] =>
  rows.flatMap(({ q, ids }, at): readonly Change[] => {
    const was = before[at]
    const is = after[at]
    if (!was || !is || worth(was) === worth(is)) return []
    return [{ q, ids, before: was, after: is, now: worth(is) > worth(was) ? 'right' : 'wrong' }]
  })

const worth = ({ right, direct }: Outcome): number => (right ? (direct ? 2 : 1) : direct ? -1 : 0)
