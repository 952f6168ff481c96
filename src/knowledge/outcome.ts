import type { EvalRow, Evaluation } from './evaluate.ts'
import type { Knowledge } from './knowledge.ts'

/** What became of one row: the first candidate, and whether that is right; a row without an intent is right where it is not answered directly. */
export type Outcome = { readonly first: string; readonly right: boolean }

/** A row whose outcome changed. */
export type Change = { readonly q: string; readonly ids: readonly string[]; readonly before: string; readonly after: string; readonly now: 'right' | 'wrong' }

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
    if (ids.some((id) => id !== 'other' && id !== 'oos')) return { first, right: ids.includes(first) }
    const understood = understand(q, { misses: 0 })
    return understood.kind === 'answer' ? { first: understood.intent, right: false } : { first: '', right: true }
  })

/** Rows that became right or wrong, in their order. */
export const changesOf = (rows: readonly EvalRow[], before: readonly Outcome[], after: readonly Outcome[]): readonly Change[] =>
  rows.flatMap(({ q, ids }, at): readonly Change[] => {
    const was = before[at]
    const is = after[at]
    if (!was || !is || was.right === is.right) return []
    return [{ q, ids, before: was.first, after: is.first, now: is.right ? 'right' : 'wrong' }]
  })
