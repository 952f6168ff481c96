import type { Instant } from './ids.ts'

/** What a person agreed to or refused, and when. `purpose`: the form's id and the step's; `version`: of the text that was shown. */
export type ConsentView = { readonly purpose: string; readonly version: string; readonly given: boolean; readonly at: Instant }

/** Of each purpose the latest, where it stands. `all`: newest first. */
export const standingConsents = (all: readonly ConsentView[]): readonly ConsentView[] =>
  all.filter((one, index) => one.given && all.findIndex((other) => other.purpose === one.purpose) === index)
