import type { Practice } from '../core/deadline.ts'
import type { IsWorkday } from '../core/duty.ts'
import type { Load } from '../core/dispatch.ts'
import type { GreenGuide } from '../core/green-channel.ts'
import type { HolidayPlan } from '../core/holiday-plan.ts'
import type { HeardFact } from '../core/heard.ts'
import type { CounselId, Instant } from '../core/ids.ts'
import type { Retention } from '../core/retention.ts'
import type { Roster, Town } from '../core/roster.ts'
import type { OutsideParty } from '../core/second-opinion.ts'
import type { Waits } from '../core/waits.ts'
import type { Flow, PaperFields } from '../flow/index.ts'
import type { FlowPlace } from '../flow/types.ts'

/** Looks up a text by its key and fills `{name}` from `vars`. A list gives its n-th line by `key.n`. Throws for an unknown key. */
export type Texts = (key: string, vars?: Readonly<Record<string, string | number>>) => string

/** What a message means, as far as the knowledge base can tell. */
export type Understanding =
  /** `neighbour`: nearly as likely, its answer would do too; `further`: other questions of the same message, in their order. */
  | { readonly kind: 'answer'; readonly intent: string; readonly neighbour?: string; readonly further?: readonly string[] }
  | { readonly kind: 'clarify'; readonly intents: readonly string[] }
  | { readonly kind: 'rephrase' | 'offer-person'; readonly best?: string }
  | { readonly kind: 'leave' }

/** A knowledge reply. `basis`: its citations as one line, '' for none; `actions` as in the intent's file. */
export type OpinionView = {
  readonly text: string
  readonly basis: string
  readonly actions: readonly string[]
  /** Questions back, each with what makes it needless where it was told. */
  readonly ask?: readonly { readonly say: string; readonly unless?: HeardFact | undefined }[]
  readonly related: readonly { readonly id: string; readonly title: string }[]
}

/** The knowledge base as the desk needs it. */
export type KnowledgeView = {
  /** `misses`: messages in a row not understood before this one; `intent`: the one under discussion. */
  readonly understand: (text: string, context: { readonly misses: number; readonly intent?: string }) => Understanding
  readonly opinion: (intent: string, form: 'short' | 'full') => OpinionView | undefined
  /** Ids that a text may mean, likeliest first. */
  readonly candidates: (text: string) => readonly string[]
  /** Ids of all intents. */
  readonly ids: readonly string[]
  readonly title: (intent: string) => string
  /** Title of the topic of an intent, e.g. for a counsel's card. */
  readonly topicTitle: (intent: string) => string
}

/** A place of the roster with how well it fits, 0..1. */
export type FoundPlace = { readonly place: FlowPlace; readonly score: number }

/** Lists of words that are commands, by role and command. */
export type CommandWords = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** Everything a decision may use beside its snapshot. Values and pure functions; replaced as a whole when content or roster change. */
export type World = {
  readonly texts: Texts
  /** What the interview engine says. */
  readonly flowTexts: Texts
  /** What is said about cases. */
  readonly caseTexts: Texts
  /** What mediation and community correction say. */
  readonly serviceTexts: Texts
  /** What referrals, counsel's work record and publicity say. */
  readonly outreachTexts: Texts
  /** Terms of practice: see core/deadline. */
  readonly practice: Practice
  /** How long somebody is waited for. */
  readonly waits: Waits
  readonly commands: CommandWords
  /** The green channel: see core/green-channel. */
  readonly green: GreenGuide
  readonly roster: Roster
  /** What is kept how long, as people are told it. */
  readonly retention: Retention
  /** What each counsel has in hand and took within a month, as of the last handoff taken or closed. */
  readonly loads: ReadonlyMap<CounselId, Load>
  /** Places that a whole message may name, best first. */
  readonly findPlaces: (text: string, limit: number) => readonly FoundPlace[]
  /** Places mentioned inside a sentence, best first. */
  readonly findPlacesIn: (text: string, limit: number) => readonly FoundPlace[]
  /** The town that a whole message names and nothing else. */
  readonly findTown: (text: string) => Town | undefined
  readonly knowledge: KnowledgeView
  readonly flows: ReadonlyMap<string, Flow>
  /** Departments whose registers are asked, by id: name, and the law on which they are. */
  readonly departments: Readonly<
    Record<string, { readonly name: string; readonly basis: string /** Present: its service is asked. */; readonly live?: unknown }>
  >
  /** Papers that can be written. */
  readonly papers: readonly (PaperFields & { readonly title: string })[]
  readonly isWorkday: IsWorkday
  readonly holidays: HolidayPlan
  readonly settings: {
    readonly demo: boolean
    readonly service: string
    /** Address of the web page without a slash at its end, for links; absent: no links are given. */
    readonly publicUrl?: string
    /** Format of an application's number: {year} and {n}. */
    readonly applicationNumber: string
    /** A message received so long after it was sent is answered with an apology. */
    readonly lateAfterMs: number
    /** Second opinions on what is not understood; `outside`: given by another company, with the person's consent. Absent: none. */
    readonly secondOpinion?: { readonly outside?: OutsideParty }
    /** Whether text messages can be sent. */
    readonly texting: boolean
    /** Whether voice messages are turned into words. */
    readonly transcribes: boolean
    /** Format of the number of a decision to give aid. */
    readonly grantNumber: string
  }
  /** Tells an instant in words: today, tomorrow, a date, with the time of day. */
  readonly sayWhen: (at: Instant, now: Instant) => string
}
