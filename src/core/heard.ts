import type { FieldDate } from './flow-state.ts'
import type { Sharing } from './second-opinion.ts'

/** Names of what may be heard of a matter; a form's step and a question back name them. */
export const HEARD_FACTS = [
  'amount',
  'wage',
  'date',
  'from',
  'until',
  'worked',
  'unpaid',
  'persons',
  'household',
  'relation',
  'opponent',
  'contract',
  'village',
  'town',
  'matter',
] as const
/** Name of something heard. */
export type HeardFact = (typeof HEARD_FACTS)[number]

/** A day that is known only as exactly as `precision` says; `date` is a day in it. `said`: in full, with the lunar name where that was used. */
export type HeardDate = { readonly date: FieldDate; readonly precision: 'day' | 'month' | 'year'; readonly said: string }

/** What a person told of a matter in their own words. */
export type Heard = {
  /** Fen. `roughly`: about so much; `owed`: somebody has not paid it. */
  readonly amount?: number
  readonly roughly?: true
  readonly owed?: true
  /** As said: 一天300. */
  readonly wage?: string
  /** When it happened. */
  readonly date?: HeardDate
  /** From when until when somebody worked. */
  readonly from?: HeardDate
  readonly until?: HeardDate
  /** How long, as said: 三个月. */
  readonly worked?: string
  readonly unpaid?: string
  /** How many have the same matter, as said: 十几个人. */
  readonly persons?: string
  /** How many live together. */
  readonly household?: number
  /** The relative whom it is about, as said: 爹. */
  readonly relation?: string
  readonly opponent?: { readonly kind: 'employer' | 'person' | 'village' | 'authority'; readonly word: string }
  /** Whether there is a signed contract. */
  readonly contract?: boolean
  /** Full name of the village. */
  readonly village?: string
  readonly town?: string
  /** The matter in the person's own words. */
  readonly matter?: string
  /** Lines that were shown back already. */
  readonly shown?: readonly string[]
}

/** What hearing and understanding add to what is remembered of a conversation. */
export type Hearing = {
  /** Details heard in the person's own words, shown for a yes where a form asks for them. */
  readonly heard?: Heard
  /** The fact asked back last: a short answer is heard as one to it. */
  readonly wonders?: HeardFact
  /** The last answer said back what was heard: a bare 不对 is about that. */
  readonly noted?: true
  /** Somebody said that what was noted is wrong, and not yet what is right. */
  readonly doubted?: true
  /** Whether the person's words may be shown to somebody for a second opinion, where that needs their yes. */
  readonly sharing?: Sharing
}

/** Lays what is told now over what was told before: a later word stands, a new sum forgets what was said of the old one. */
export const mergeHeard = (before: Heard, now: Heard): Heard => {
  const kept: Record<string, unknown> = { ...before }
  if (now.amount !== undefined) for (const name of ['roughly', 'owed']) delete kept[name]
  if (now.from !== undefined) delete kept['until']
  return { ...kept, ...now }
}

/** What stays when somebody turns to another matter: where they live and with how many. */
export const keepHome = ({ village, town, household }: Heard): Heard => ({
  ...(village === undefined ? {} : { village }),
  ...(town === undefined ? {} : { town }),
  ...(household === undefined ? {} : { household }),
})

/** A line of a conversation as it was said. */
export type HistoryLine = { readonly from: 'person' | 'bot' | 'counsel'; readonly text: string; readonly withheld: boolean }
