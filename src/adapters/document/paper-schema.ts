import { z } from 'zod'

const filled = z.string().trim().min(1)
const name = z.string().regex(/^[a-z][a-z0-9-]*$/)

const cell = z.strictObject({ label: filled, value: filled })
const column = z.strictObject({ label: filled, value: filled, width: z.number().positive().max(20).default(1) })

const block = z.union([
  z.strictObject({ heading: filled }),
  /** Label and value side by side; a line has one or two pairs. */
  z.strictObject({ grid: z.array(z.array(cell).min(1).max(2)).min(1) }),
  /** A row for each of the group's rows; at least `least`, empty where there are fewer. */
  z.strictObject({ table: name, columns: z.array(column).min(1).max(8), least: z.number().int().min(0).max(20).default(1) }),
  /** A numbered paragraph for each of the group's rows; {n} is its number. */
  z.strictObject({ each: name, text: filled, least: z.number().int().min(0).max(20).default(1) }),
  /** Small print. */
  z.strictObject({ note: filled }),
  /** A paragraph; `plain` without the two characters' indent. */
  z.strictObject({ text: filled, plain: z.boolean().default(false) }),
  /** A card for each of the group's rows, to be cut out: a title, lines, and a QR code of `qr`. */
  z.strictObject({ cards: name, title: filled, text: filled, qr: filled }),
  /** Lines at the end, to the right; an unanswered `date` leaves room for year, month and day. */
  z.strictObject({ sign: z.array(cell.extend({ date: z.boolean().default(false) })).min(1) }),
])

/** Schema of flows/papers/<id>.yml. {field} is filled; unknown keys are refused. */
export const paperSchema = z.strictObject({ id: name, title: filled, number: filled.optional(), blocks: z.array(block).min(1) })

/** A paper as its file says it. */
export type PaperTemplate = z.infer<typeof paperSchema>
export type PaperBlock = PaperTemplate['blocks'][number]
