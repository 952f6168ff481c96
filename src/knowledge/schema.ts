import { z } from 'zod'
import { HEARD_FACTS } from '../core/heard.ts'

const intentId = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/, 'an intent id is topic/name')
const filled = z.string().trim().min(1)

const citation = z.strictObject({
  law: filled,
  /** '82', or '276-1' for an inserted article. */
  article: z
    .union([z.string(), z.number().int()])
    .transform(String)
    .pipe(z.string().regex(/^[1-9]\d*(-[1-9]\d*)?$/)),
  paragraph: z.number().int().positive().optional(),
})

const action = z.string().regex(/^(flow:[a-z][a-z0-9-]*|counsel|office|hotline:\d{3,6})$/, {
  message: 'an action is flow:ID, counsel, office or hotline:NUMBER',
})

/** One thing asked back; `unless` names what a person may have told of themselves, and is then not asked again. */
const question = z.strictObject({ say: filled, unless: z.enum(HEARD_FACTS).optional() })
const asked = z
  .union([filled, z.array(z.union([filled, question])).min(1)])
  .transform((given) => (typeof given === 'string' ? [given] : given).map((one): z.infer<typeof question> => (typeof one === 'string' ? { say: one } : one)))

const intent = z.strictObject({
  id: intentId,
  title: filled,
  audience: z.array(z.enum(['worker', 'woman', 'minor', 'disabled', 'elder', 'soldier'])).default([]),
  /** Outside the catalogue of permanent intents, although its topic is inside. */
  beyond: z.boolean().default(false),
  phrasings: z.array(filled),
  /** Look alike, belong to a neighbour. */
  not: z.array(z.strictObject({ text: filled, intent: intentId })).default([]),
  short: filled,
  answer: filled,
  cites: z.array(citation).default([]),
  actions: z.array(action).default([]),
  ask: asked.optional(),
  related: z.array(intentId).default([]),
  checked: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'checked is a date, YYYY-MM-DD'),
})

/** Schema of one file of intents. Unknown keys are refused; lengths and references are for `lintTopics`. */
export const topicSchema = z.strictObject({
  topic: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: filled,
  intents: z.array(intent),
})

/** One file of intents; it stands in intents/<topic>.yml. */
export type Topic = z.infer<typeof topicSchema>
/** One question that villagers ask, with its answer. `id` is `topic/name` and permanent. */
export type Intent = Topic['intents'][number]
/** Where the law says so: `article` '82' or '276-1' (the first article inserted after 276). */
export type Citation = Intent['cites'][number]
/** What an answer offers next: 'flow:ID', 'counsel', 'office' or 'hotline:NUMBER'. */
export type IntentAction = Intent['actions'][number]

/** Schema of src/texts/chatter.yml: lines that are small talk and no legal question. */
export const chatterSchema = z.strictObject({ chatter: z.array(filled) })

/** Topics whose intents all stand beyond the catalogue. */
const BEYOND_TOPICS: ReadonlySet<string> = new Set(['money', 'workplace', 'public-order', 'community'])

/** Whether an intent stands beyond the catalogue of permanent intents; such answers are counted apart in `evaluate`. */
export const isBeyond = (intent: Pick<Intent, 'id' | 'beyond'>): boolean => intent.beyond || BEYOND_TOPICS.has(intent.id.slice(0, intent.id.indexOf('/')))
