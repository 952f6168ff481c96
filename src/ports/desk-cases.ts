import type { Casework } from '../core/casework.ts'
import type { DeskScope } from '../core/desk-scope.ts'
import type { CaseId, Instant } from '../core/ids.ts'
import type { CaseScreening } from '../core/screening.ts'

/** Something done about a case besides its moves: words told to the applicant, a look at the file. */
export type CaseAct = { readonly at: Instant; readonly actor: string; readonly action: string; readonly detail: string }

/** Cases as the workbench reads them, each with its events. Whose they are is cut by `scope`. */
export interface DeskCases {
  /** Those on which something is still to be done, oldest first, a thousand at the most. */
  open(scope: DeskScope): Promise<readonly Casework[]>
  /** Those over with, latest first: `most` after the first `skip`, and how many there are. */
  over(scope: DeskScope, skip: number, most: number): Promise<{ readonly cases: readonly Casework[]; readonly count: number }>
  find(id: CaseId): Promise<Casework | undefined>
  /** By its whole number. */
  numbered(number: string): Promise<Casework | undefined>
  /** What was told to the applicant by hand, oldest first. */
  told(id: CaseId): Promise<readonly CaseAct[]>
  /** What the registers said, newest first. */
  screenings(id: CaseId): Promise<readonly CaseScreening[]>
}
