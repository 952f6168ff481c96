import { z } from 'zod'
import { HEARD_FACTS } from '../core/heard.ts'
import { conditionSchema, idSchema } from './condition-schema.ts'
import { fieldSchema, filled } from './field-schema.ts'

export type { Condition } from './condition-schema.ts'
export type { Field, Option } from './field-schema.ts'

/** What a person may have told in their own words before the form, and what their profile holds. */
const KNOWN = {
  heard: z
    .enum([...HEARD_FACTS, 'side', 'behalf', 'topic'])
    .optional()
    .describe('told in conversation; side: the kind of the other side, behalf: for whom, topic: what it is about, each as a choice says it'),
  profile: idSchema.optional().describe("name in the person's profile; the answer is kept there too"),
  text: filled.optional().describe('a default, as a person would type it'),
  when: conditionSchema.optional().describe('only where this holds'),
}

const step = z
  .strictObject({
    id: idSchema,
    section: filled.optional().describe('a section begins here'),
    label: filled.describe('name of the step in the review'),
    ask: filled.describe('the question; {step} puts in an earlier answer'),
    help: filled.describe('answer to 帮助: what will do, with an example'),
    why: filled.optional().describe('answer to 为什么: why it is asked; without it `help` is said'),
    hints: z
      .array(z.strictObject({ when: conditionSchema, say: filled }))
      .default([])
      .describe('said before the question where they apply'),
    field: fieldSchema,
    optional: z.boolean().default(false),
    sensitive: z.boolean().default(false).describe('never asked through a door that must not carry it'),
    when: conditionSchema.optional().describe('asked only where this holds'),
    known: z.strictObject(KNOWN).optional().describe('where an answer may be known from: shown for a yes, never assumed'),
    depends: z.array(idSchema).default([]).describe('asked again when one of these steps was changed'),
  })
  .meta({ id: 'step' })

const group = z
  .strictObject({
    group: idSchema,
    section: filled.optional().describe('a section begins here'),
    label: filled.describe('name of one of them in the review'),
    when: conditionSchema.optional(),
    max: z.number().int().min(2).max(20).default(8),
    more: filled.describe('asked after each: are there more?'),
    steps: z.array(step).min(1),
  })
  .meta({ id: 'group' })

const rule = z
  .strictObject({
    id: idSchema,
    refuse: conditionSchema.describe('answers that do not go together'),
    say: filled.describe('why, and what to do'),
    'may-stand': z.boolean().default(false).describe('only asked about: a yes keeps the answer'),
  })
  .meta({ id: 'rule' })

const row = z.strictObject({ when: conditionSchema.optional(), columns: z.record(z.string(), filled).describe('{step} puts in an answer') }).meta({ id: 'row' })

const source = z.union([filled, z.array(filled).min(1)])
const paper = z
  .strictObject({
    paper: idSchema.describe('id of a document'),
    when: conditionSchema.optional(),
    values: z
      .record(z.string(), source)
      .default({})
      .describe('field of the document: step, @word, or several of which the first answered counts. A step of the same name need not be said'),
    rows: z
      .record(z.string(), z.union([idSchema, z.array(row).min(1)]))
      .default({})
      .describe('table of the document: a group, a step of several choices (a row each), or fixed rows'),
    blank: z.array(z.string()).default([]).describe('fields that may stay blank lines'),
  })
  .meta({ id: 'paper' })

const task = z
  .strictObject({
    to: z.enum(['office', 'agency', 'bureau']).describe('judicial office, legal-aid agency, judicial bureau'),
    days: z.number().int().positive().optional().describe('statutory days to answer'),
    village: idSchema.optional().describe('step with the village that names the office'),
    done: filled.describe('said when it is filed; {number}, {office}, {agency} are filled in'),
  })
  .meta({ id: 'task' })

const collective = z
  .strictObject({
    group: idSchema.describe('the group of those who apply together'),
    given: z.record(idSchema, filled).default({}).describe('choices that stand answered in the form of each of them'),
    own: z.record(idSchema, idSchema).describe('step of the form: step of the group that says it of one of them'),
    shared: z.array(idSchema).min(1).describe('steps and groups that are the same for all'),
  })
  .meta({ id: 'collective' })

/** Schema of one file of flows/. Unknown keys are refused. */
export const flowSchema = z
  .strictObject({
    id: idSchema.describe('name of the file'),
    title: filled,
    version: z.number().int().positive().describe("counted up whenever a step's meaning changes"),
    about: z.string().optional().describe('intent under which a question in the middle is understood'),
    for: z.enum(['villager', 'grid-worker']).default('villager'),
    words: z.array(filled).default([]).describe('whole messages that open the form'),
    submit: filled.describe('what is done with the answers'),
    task: task.optional().describe('what the staff get, where submit is one of task.…'),
    collective: collective.optional().describe('several people in one dispute: each gets a form of their own with what they share'),
    documents: z.array(paper).default([]),
    rules: z.array(rule).default([]),
    steps: z.array(z.union([step, group])).min(1),
  })
  .describe('A form of 乡法通')

/** A guided interview as its file says it. */
export type Flow = z.infer<typeof flowSchema>
/** One question of an interview. */
export type Step = z.infer<typeof step>
/** Questions asked once for each of several. */
export type Group = z.infer<typeof group>
/** What the answers must keep to between them. */
export type Rule = z.infer<typeof rule>
/** A paper that comes out of a form. */
export type Paper = z.infer<typeof paper>
