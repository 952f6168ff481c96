import { z } from 'zod'
import { conditionSchema, idSchema } from './condition-schema.ts'

/** Text that says something. */
export const filled = z.string().trim().min(1)

const option = z
  .strictObject({
    value: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, 'a value is lower case letters, digits and dashes')
      .max(48),
    label: filled,
    words: z.array(filled).default([]).describe('other words people choose it by'),
    when: conditionSchema.optional().describe('offered only where this holds'),
    hidden: z.boolean().default(false).describe('never offered: answered by whoever opens the form'),
  })
  .meta({ id: 'option' })

const refusal = {
  version: filled.describe('version of the text that is agreed to'),
  refused: z.enum(['office', 'counsel', 'none']).default('office').describe('where a no leads'),
  refusal: filled.describe('what is said to a no'),
}
/** Kinds of files that a step may ask for. */
export const FILE_TYPES = ['image', 'audio', 'video', 'document'] as const

/** Schema of a step's field: what kind of answer it takes. */
export const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('name') }).describe("a person's name"),
  z
    .strictObject({
      kind: z.literal('resident-id'),
      'or-other': z.boolean().default(false).describe('may be answered "another document" (value other-document)'),
    })
    .describe('resident id, checked; gives sex and birth date'),
  z.strictObject({ kind: z.literal('document-number') }).describe('number of another identity document'),
  z.strictObject({ kind: z.literal('birth-date') }).describe('a date of birth; gives the age'),
  z.strictObject({ kind: z.literal('mobile') }),
  z.strictObject({ kind: z.literal('phone') }).describe('mobile number or landline'),
  z.strictObject({
    kind: z.literal('date'),
    range: z.enum(['past', 'future', 'any']).default('any').describe('past: not after today; future: not before it'),
  }),
  z.strictObject({ kind: z.literal('date-span') }).describe('from a day to a day'),
  z.strictObject({ kind: z.literal('money') }),
  z.strictObject({ kind: z.literal('integer'), min: z.number().int().default(0), max: z.number().int().default(1_000_000) }),
  z.strictObject({ kind: z.literal('percentage') }),
  z.strictObject({ kind: z.literal('yes-no') }),
  z.strictObject({ kind: z.literal('choice'), options: z.array(option).min(2) }),
  z.strictObject({ kind: z.literal('choices'), options: z.array(option).min(2) }).describe('any number of choices'),
  z
    .strictObject({ kind: z.literal('listed'), list: z.enum(['counsel-slots', 'office-slots', 'cases', 'consents']), village: idSchema.optional() })
    .describe('a choice among what the desk has now; words where it has none'),
  z.strictObject({ kind: z.literal('village') }),
  z.strictObject({ kind: z.literal('town') }),
  z.strictObject({ kind: z.literal('address') }),
  z.strictObject({ kind: z.literal('location') }).describe('a pin on the map, or words'),
  z.strictObject({ kind: z.literal('text'), max: z.number().int().positive().default(100) }),
  z
    .strictObject({
      kind: z.literal('long-text'),
      min: z.number().int().default(5),
      max: z.number().int().positive().default(3_000),
      enough: z.number().int().positive().default(20).describe('a message of so many characters needs no 完'),
    })
    .describe('several messages ended by 完; recordings are kept'),
  z.strictObject({
    kind: z.literal('files'),
    max: z.number().int().positive().default(9),
    types: z
      .array(z.enum(FILE_TYPES))
      .min(1)
      .default([...FILE_TYPES]),
    megabytes: z.number().positive().default(20).describe('largest size of one file'),
  }),
  z.strictObject({ kind: z.literal('consent'), ...refusal }).describe('a yes to a text; a no ends the form'),
  z
    .strictObject({ kind: z.literal('signature'), of: idSchema.describe('step with the name to be typed'), ...refusal })
    .describe('a statement signed by typing a name'),
  z
    .strictObject({ kind: z.literal('stop'), action: z.enum(['office', 'counsel', 'none', 'cases', 'data']) })
    .describe('ends the form without sending anything; `ask` is what is said'),
])

/** What kind of answer a step takes. */
export type Field = z.infer<typeof fieldSchema>
/** One option of a choice. */
export type Option = z.infer<typeof option>
