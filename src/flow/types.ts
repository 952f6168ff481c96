import type { Answers, FieldDate, FlowState } from '../core/flow-state.ts'
import type { Choice, Content, Part } from '../core/message.ts'
import type { Instant } from '../core/ids.ts'

export type { Answers, FieldDate, FieldValue, FlowState } from '../core/flow-state.ts'

/** A place a person can name. `code` of the village (12 digits); `town` its 9-digit code. */
export type FlowPlace = { readonly code: string; readonly name: string; readonly town: string; readonly townName: string }

/** Lists that a step may be answered from. */
export type ListName = 'counsel-slots' | 'office-slots' | 'cases' | 'consents'

/** What the engine needs of the world; all of it values or pure functions. */
export type FlowContext = {
  readonly now: Instant
  /** Today in China. */
  readonly today: FieldDate
  /** Best places for what a person typed, best first, at most `limit`; `score` 0..1. */
  readonly findPlaces: (text: string, limit: number) => readonly { readonly place: FlowPlace; readonly score: number }[]
  readonly towns: readonly { readonly code: string; readonly name: string }[]
  /** What is known already, as typed, by `heard.NAME` or `profile.NAME`; shown for a yes, never assumed. */
  readonly known: Readonly<Record<string, string>>
  /** What the desk has to choose from now. `village`: code, where the step names one. */
  readonly lists: (name: ListName, village: string | undefined) => readonly Choice[]
}

/** What follows a form that ended without submission. */
export type EndAction = 'office' | 'counsel' | 'none' | 'cases' | 'data'

/** What the engine says of one message. `say` is never empty where present. */
export type FlowOutcome =
  /** Understood; the next question (or the review, or a help text with the same question) is in `say`. */
  | { readonly kind: 'ask'; readonly state: FlowState; readonly say: readonly Part[] }
  /** Meant as an answer and wrong: says why and shows one right example. At the third miss the choices include a person. */
  | { readonly kind: 'invalid'; readonly state: FlowState; readonly say: readonly Part[] }
  /** Not an answer to this step as far as the engine can tell: others may take it. `say` is what to say if nobody does (as `invalid`). */
  | { readonly kind: 'decline'; readonly state: FlowState; readonly say: readonly Part[] }
  /** Confirmed and submitted: the desk runs `submit` with these answers. */
  | { readonly kind: 'done'; readonly state: FlowState; readonly submit: string; readonly answers: Answers }
  | { readonly kind: 'paused'; readonly state: FlowState; readonly say: readonly Part[] }
  | { readonly kind: 'cancelled'; readonly say: readonly Part[] }
  /** Ended without submission, e.g. consent refused: leads to an office or paper. `action` is what the desk does next; `refused`: a consent was. */
  | { readonly kind: 'ended'; readonly say: readonly Part[]; readonly action: EndAction; readonly refused: boolean }
  /** The person asked for, or after misses chose, a human. The run stays open at its step. */
  | { readonly kind: 'person'; readonly state: FlowState }

/** What comes in: a content, and its words where it has some. */
export type FlowInput = { readonly content: Content; readonly text: string }
