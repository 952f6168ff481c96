import type { Actor } from '../../../core/actor.ts'
import type { Gap, GapState } from '../../../core/gap.ts'
import type { DiffLine } from '../../../core/line-diff.ts'
import type { Part } from '../../../core/message.ts'

/** A question of the knowledge base in a list. */
export type QuestionLine = { readonly id: string; readonly title: string; readonly checked: string }
/** A topic with its questions. */
export type TopicLine = { readonly topic: string; readonly title: string; readonly questions: readonly QuestionLine[] }

/** What of a question is edited, as a form holds it: lists have one a line. `ask` absent: it is more than one plain question. */
export type QuestionForm = {
  readonly title: string
  readonly short: string
  readonly answer: string
  readonly ask?: string
  readonly phrasings: string
  readonly cites: string
  readonly actions: string
  readonly related: string
  readonly checked: string
}

/** A question as it stands in its file. `version` changes with the file. */
export type Question = QuestionLine & {
  readonly topic: string
  readonly topicTitle: string
  readonly file: string
  readonly version: string
  readonly form: QuestionForm
}

/** A question edited and not saved: what is wrong with it, or what it would be. `key` names its trial. */
export type Draft =
  | { readonly kind: 'faults'; readonly faults: readonly string[] }
  | { readonly kind: 'same' }
  | { readonly kind: 'good'; readonly key: string; readonly diff: readonly DiffLine[]; readonly short: Part; readonly full: Part }

/** What a draft does to the answers of labelled questions. Shares from 0 to 1. */
export type Effect =
  | { readonly kind: 'running' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'done'
      readonly figures: readonly { readonly name: string; readonly before: number; readonly after: number }[]
      readonly changed: readonly { readonly question: string; readonly before: string; readonly after: string; readonly better: boolean }[]
    }

/** Gaps that are alike, with the questions nearest to them. */
export type GapGroup = { readonly gaps: readonly Gap[]; readonly nearest: readonly QuestionLine[] }

/** A law with the answers that cite it. `changed`: its text is newer than the day on which an answer was checked. */
export type LawLine = {
  readonly law: string
  readonly version: string
  readonly effective?: string
  /** An old text that a person must check. */
  readonly verify: boolean
  readonly answers: readonly (QuestionLine & { readonly articles: string; readonly changed: boolean })[]
}

/** What the pages of the knowledge base work with. */
export type KnowledgeDesk = {
  readonly topics: () => readonly TopicLine[]
  /** Questions that a text means or whose words contain it, likeliest first. */
  readonly search: (said: string) => readonly QuestionLine[]
  readonly read: (id: string) => Question | undefined
  /** The answer as a villager sees it. */
  readonly shown: (id: string, form: 'short' | 'full') => Part | undefined
  readonly draft: (id: string, form: QuestionForm) => Draft
  /** Begins to try a draft out, or says how far it is. */
  readonly effect: (key: string) => Effect
  /** Writes a draft into its file, with `gap` done. `moved`: the file is no longer what `version` was; `locked`: it cannot be written. */
  readonly save: (actor: Actor, id: string, form: QuestionForm, version: string, gap: number | undefined) => Promise<'saved' | 'moved' | 'faults' | 'locked'>
  /** Words that a phrasing may have: personal data taken out. */
  readonly scrub: (text: string) => string
  readonly gaps: (state: GapState, cause: 'missed' | 'unhelpful') => Promise<{ readonly groups: readonly GapGroup[]; readonly count: number }>
  readonly gap: (id: number) => Promise<Gap | undefined>
  readonly setGaps: (actor: Actor, ids: readonly number[], state: GapState) => Promise<number>
  /** How often the answer helped, and did not. */
  readonly ratings: (id: string) => Promise<{ readonly helped: number; readonly unhelpful: number }>
  readonly laws: () => readonly LawLine[]
}
