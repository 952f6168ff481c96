import type { PaperData } from '../../ports/document.ts'
import type { PaperTemplate } from './paper-schema.ts'

/** A pair of label and value on a form. */
export type Pair = { readonly label: string; readonly value: string }

/** A piece of a filled paper, ready to be set in type. */
export type Piece =
  | { readonly kind: 'title' | 'number' | 'heading' | 'note' | 'paragraph' | 'plain'; readonly text: string }
  /** Each line has one or two pairs. */
  | { readonly kind: 'grid'; readonly lines: readonly (readonly Pair[])[] }
  /** `widths` are shares. Every row has a value for each column. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly widths: readonly number[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'card'; readonly title: string; readonly lines: readonly string[]; readonly qr: string }
  | { readonly kind: 'sign'; readonly lines: readonly Pair[] }

/** What is left to write in by hand. */
const BLANK = '＿＿＿＿＿＿'
/** Unanswered date of a signature. */
const NO_DATE = '　　　　年　　月　　日'
const FIELD = /\{([a-z][a-z0-9-]*)\}/g
/** Characters that no paper may hold: controls, and the marks that turn the direction of text. */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const clean = (text: string | undefined): string =>
  (text ?? '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(UNPRINTABLE, '')
    .trim()

/** Fills a template. What has no answer becomes a blank, in a table an empty cell; nothing of the template's own marks is left. */
export const fillPaper = ({ title, number, blocks }: PaperTemplate, data: PaperData): readonly Piece[] => {
  const fill = (text: string, values: Readonly<Record<string, string>>, blank: string): string =>
    text.replace(FIELD, (_, field: string) => (Object.hasOwn(values, field) ? clean(values[field]) : '') || blank)
  const value = (text: string) => fill(text, data.values, '')
  const rowsOf = (group: string, least: number): readonly Readonly<Record<string, string>>[] => {
    const given = (Object.hasOwn(data.rows, group) ? data.rows[group] : undefined) ?? []
    return [...given, ...Array.from({ length: Math.max(0, least - given.length) }, () => ({}))]
  }
  const pieces: Piece[] = [{ kind: 'title', text: value(title) }]
  if (number !== undefined) pieces.push({ kind: 'number', text: fill(number, data.values, BLANK) })
  for (const block of blocks) {
    if ('heading' in block) pieces.push({ kind: 'heading', text: fill(block.heading, data.values, BLANK) })
    else if ('note' in block) pieces.push({ kind: 'note', text: fill(block.note, data.values, BLANK) })
    else if ('grid' in block)
      pieces.push({ kind: 'grid', lines: block.grid.map((line) => line.map((cell) => ({ label: cell.label, value: value(cell.value) }))) })
    else if ('sign' in block)
      pieces.push({ kind: 'sign', lines: block.sign.map((cell) => ({ label: cell.label, value: value(cell.value) || (cell.date ? NO_DATE : BLANK) })) })
    else if ('table' in block)
      pieces.push({
        kind: 'table',
        head: block.columns.map((column) => column.label),
        widths: block.columns.map((column) => column.width),
        rows: rowsOf(block.table, block.least).map((row) => block.columns.map((column) => fill(column.value, row, ''))),
      })
    else if ('cards' in block)
      for (const row of rowsOf(block.cards, 0))
        pieces.push({ kind: 'card', title: fill(block.title, row, BLANK), lines: fill(block.text, row, BLANK).split('\n'), qr: fill(block.qr, row, '') })
    else if ('each' in block)
      for (const [index, row] of rowsOf(block.each, block.least).entries())
        pieces.push({ kind: 'paragraph', text: fill(block.text, { ...row, n: String(index + 1) }, BLANK) })
    else
      for (const line of fill(block.text, data.values, BLANK).split('\n'))
        if (line.trim() !== '') pieces.push({ kind: block.plain ? 'plain' : 'paragraph', text: line.trim() })
  }
  return pieces
}
