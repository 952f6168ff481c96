import { z } from 'zod'

/** Name of a step or group: permanent, lower case. */
export const idSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is lower case letters, digits and dashes')

/** A test of earlier answers. A step that was not answered makes its test false. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly step: string; readonly equals: string | number | boolean }
  | { readonly step: string; readonly in: readonly string[] }
  | { readonly step: string; readonly gt: number }
  | { readonly step: string; readonly lt: number }
  | { readonly step: string; readonly answered: true }
  | { readonly step: string; readonly 'age-under': number }
  | { readonly step: string; readonly 'before-step': string }
  | { readonly step: string; readonly 'more-than-step': string }

const step = idSchema.describe('id of an earlier step')

/** Schema of a condition: data, never code. */
export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(conditionSchema).min(1) }),
      z.strictObject({ any: z.array(conditionSchema).min(1) }),
      z.strictObject({ not: conditionSchema }),
      z.strictObject({ step, equals: z.union([z.string(), z.number(), z.boolean()]).describe('a choice, a number, or true/false of a yes-no') }),
      z.strictObject({ step, in: z.array(z.string()).min(1).describe('one of these choices was made') }),
      z.strictObject({ step, gt: z.number().describe('a number above this; money in fen') }),
      z.strictObject({ step, lt: z.number().describe('a number below this; money in fen') }),
      z.strictObject({ step, answered: z.literal(true) }),
      z.strictObject({ step, 'age-under': z.number().int().positive().describe('of a resident id or birth date: fewer full years than this') }),
      z.strictObject({ step, 'before-step': idSchema.describe('a date before that of this step') }),
      z.strictObject({ step, 'more-than-step': idSchema.describe('a number above that of this step') }),
    ]),
  )
  .meta({ id: 'condition' })
