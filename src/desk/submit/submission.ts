import type { Answers } from '../../core/flow-state.ts'
import type { ConversationState, Effect, Role, Snapshot } from '../../core/turn.ts'
import type { Flow } from '../../flow/index.ts'
import type { Office } from '../../core/roster.ts'
import { officeOf } from '../../core/roster.ts'
import type { World } from '../world.ts'

/** A completed form. `confirmed`: confirmed by the person it was filled in for. */
export type Submission = {
  readonly world: World
  readonly snapshot: Snapshot
  readonly flow: Flow
  readonly answers: Answers
  readonly confirmed?: boolean
  /** The matter of several people that this is one case of. */
  readonly matterId?: string
  /** Who of the staff filled it in before the person confirmed it. */
  readonly by?: 'counsel' | 'contact'
}

/** As whom a member of the staff fills in a form for somebody: a village's counsel, or its contact, the grid worker. */
export const staffOf = (role: Role): Pick<Submission, 'by'> => (role === 'counsel' ? { by: 'counsel' } : role === 'grid-worker' ? { by: 'contact' } : {})

/** What follows from a completed form. `next`: the conversation's state where the form changes it. */
export type Submitted = { readonly effects: readonly Effect[]; readonly next?: ConversationState }

/** Does what a form's `submit` names. Pure. */
export type SubmitAction = (submission: Submission) => Submitted

/** The words of a text answer. */
export const textIn = (answers: Answers, step: string): string | undefined => {
  const value = answers[step]
  return value?.kind === 'text' ? value.value : undefined
}

/** The choice made at a step. */
export const choiceIn = (answers: Answers, step: string): string | undefined => {
  const value = answers[step]
  return value?.kind === 'choice' ? value.value : undefined
}

/** The village named at a step, else the person's own. */
export const villageIn = (answers: Answers, step: string): string | undefined => {
  const value = answers[step]
  return value?.kind === 'village' ? value.value : undefined
}

/** The office of a village's town. */
export const officeOfVillage = ({ roster }: World, village: string | undefined): Office | undefined =>
  officeOf(roster, roster.villages.find((one) => one.code === village)?.townCode)

/** The next number of a series. */
export const nextNumber = (snapshot: Snapshot, series: string): { readonly value: number; readonly effect: Effect } => {
  const value = (snapshot.counters[series] ?? 0) + 1
  return { value, effect: { kind: 'count', series, value } }
}
