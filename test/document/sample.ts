import type { Paper, PaperData } from '../../src/ports/document.ts'

/** Data for every field of a paper: what each field holds names it, so that a test can find it on the page. */
export const filledData = (paper: Paper, count = 3): PaperData => ({
  values: Object.fromEntries(paper.fields.map((field) => [field, `值${mark(field)}`])),
  rows: Object.fromEntries(
    Object.entries(paper.rows).map(([group, fields]) => [
      group,
      Array.from({ length: count }, (_, index) => Object.fromEntries(fields.map((field) => [field, mark(`${group}${field}${index + 1}`)]))),
    ]),
  ),
})

/** A short mark of a field in digits: it cannot be broken over lines where a letter could. */
export const mark = (field: string): string => {
  let sum = 7
  for (const letter of field) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return String(sum).padStart(4, '0')
}
