import type { Complaint } from './complaint.ts'
import type { CorrectionMatter } from './correction.ts'
import type { MatterView } from './matter.ts'
import type { Matter } from './matter.ts'
import type { Mediation } from './mediation.ts'
import type { LookupView } from './registry.ts'
import type { CaseScreening } from './screening.ts'

/** What a decision may know of registers, mediation and community correction. */
export type ServiceView = {
  /** Who looked the person up in the registers of departments, newest first. */
  readonly lookups: readonly LookupView[]
  /** Mediations: a villager's own; of an office's staff those of the office, newest first. */
  readonly mediations: readonly Mediation[]
  /** Matters of community correction: a villager's own; a correction officer's office's. Empty for everybody else. */
  readonly corrections: readonly CorrectionMatter[]
  /** Complaints: for the bureau those not ended, oldest first; for everybody else their own, newest first. */
  readonly complaints: readonly Complaint[]
  /** Collective matters that are open: a villager's own; of staff those of their office or all; of a counsel those they are on the team of. */
  readonly matters: readonly MatterView[]
  /** Departments of which there is a list; loaded while a form is open. */
  readonly registers: readonly string[]
  /** What the registers said of the cases in `casework`, newest first; for staff only. */
  readonly screenings: readonly CaseScreening[]
}

/** What a turn writes of them. */
export type ServiceEffect =
  /** A mediation applied for, or one move of it; clashes where it moved meanwhile (`version` is the one it was judged at). */
  | { readonly kind: 'open-mediation'; readonly mediation: Mediation }
  | { readonly kind: 'move-mediation'; readonly mediation: Mediation; readonly version: number }
  /** A complaint filed, or one move of it; clashes where it moved meanwhile. */
  | { readonly kind: 'open-complaint'; readonly complaint: Complaint }
  | { readonly kind: 'move-complaint'; readonly complaint: Complaint; readonly version: number }
  /** A collective matter begun, or changed; clashes where it changed meanwhile. */
  | { readonly kind: 'open-matter'; readonly matter: Matter }
  | { readonly kind: 'change-matter'; readonly matter: Matter; readonly version: number }
  /** A case becomes one of a matter; clashes where it is one of another. */
  | { readonly kind: 'join-matter'; readonly caseId: string; readonly matterId: string }
  /** What somebody brings to their correction officer, or what became of it; clashes where it no longer stands as `before`. */
  | { readonly kind: 'open-correction'; readonly matter: CorrectionMatter }
  | { readonly kind: 'move-correction'; readonly matter: CorrectionMatter; readonly before: CorrectionMatter['status'] }
  /** Keeps what the registers said of a case, for whoever decides on it. */
  | { readonly kind: 'record-screening'; readonly result: CaseScreening }
