import { z } from 'zod'

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is lower case letters, digits and dashes')
const filled = z.string().trim().min(1)

/** An answer that decides whether a step is asked. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly step: string; readonly equals: string | number | boolean }
  | { readonly step: string; readonly in: readonly string[] }
  | { readonly step: string; readonly gt: number }
  | { readonly step: string; readonly answered: true }

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
    z.strictObject({ step: id, equals: z.union([z.string(), z.number(), z.boolean()]) }),
    z.strictObject({ step: id, in: z.array(z.string()).min(1) }),
    z.strictObject({ step: id, gt: z.number() }),
    z.strictObject({ step: id, answered: z.literal(true) }),
  ]),
)

const option = z.strictObject({
  value: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'a value is lower case letters, digits and dashes')
    .max(48),
  label: filled,
  /** Other words people choose it by. */
  words: z.array(filled).default([]),
})

const field = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('name') }),
  z.strictObject({ kind: z.literal('resident-id') }),
  z.strictObject({ kind: z.literal('mobile') }),
  /** `past`: not after today. `future`: not before it. */
  z.strictObject({ kind: z.literal('date'), range: z.enum(['past', 'future', 'any']).default('any') }),
  z.strictObject({ kind: z.literal('money') }),
  z.strictObject({ kind: z.literal('integer'), min: z.number().int().default(0), max: z.number().int().default(1_000_000) }),
  z.strictObject({ kind: z.literal('yes-no') }),
  z.strictObject({ kind: z.literal('choice'), options: z.array(option).min(2) }),
  z.strictObject({ kind: z.literal('choices'), options: z.array(option).min(2) }),
  z.strictObject({ kind: z.literal('village') }),
  z.strictObject({ kind: z.literal('text'), max: z.number().int().positive().default(100) }),
  z.strictObject({ kind: z.literal('long-text'), min: z.number().int().default(5), max: z.number().int().positive().default(3_000) }),
  z.strictObject({ kind: z.literal('files'), max: z.number().int().positive().default(9) }),
  /** Asks for agreement to a text of this version; a no ends the form and leads to `refused`. */
  z.strictObject({ kind: z.literal('consent'), version: filled, refused: z.enum(['office', 'counsel', 'none']).default('office'), refusal: filled }),
])

const step = z.strictObject({
  id,
  /** Name of the step in the review. */
  label: filled,
  ask: filled,
  /** Answer to 帮助: why it is asked, what will do. */
  help: filled,
  field,
  optional: z.boolean().default(false),
  /** Sensitive personal data: never asked through a door that must not carry it. */
  sensitive: z.boolean().default(false),
  when: condition.optional(),
})

/** Schema of one file of flows/. Unknown keys are refused. */
export const flowSchema = z.strictObject({
  id,
  title: filled,
  /** Counted up whenever a step's meaning changes. */
  version: z.number().int().positive(),
  /** Name of what is done with the answers. */
  submit: filled,
  steps: z.array(step).min(1),
})

/** A guided interview as its file says it. */
export type Flow = z.infer<typeof flowSchema>
/** One question of an interview. */
export type Step = Flow['steps'][number]
/** What kind of answer a step takes. */
export type Field = Step['field']
