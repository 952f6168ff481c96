import type { ComplaintMoveName } from '../../../core/complaint.ts'
import type { Answers } from '../../../core/flow-state.ts'
import type { MediationMoveName } from '../../../core/mediation.ts'
import type { DeskTask, DeskTasks } from '../../../ports/desk-tasks.ts'
import type { CaseFact, CasesDeps } from '../cases/cases-deps.ts'
import type { DeskTexts } from '../desk-route.ts'

/** A task that names an hour at which somebody is waited for. */
export type Appointment = { readonly task: DeskTask; readonly at: number; readonly name: string }

/** What the pages of what waits need. */
export type TodayDeps = CasesDeps & {
  readonly todayTexts: DeskTexts
  readonly serviceTexts: DeskTexts
  readonly tasks: DeskTasks
  /** What was filled in, a line a question. */
  readonly answers: (form: string, answers: Answers) => readonly CaseFact[]
  /** How one says in chat that a task is done, and moves of complaints and mediations. */
  readonly doneLine: (number: string, result: string) => string
  readonly complaintLine: (move: ComplaintMoveName, number: string, text: string) => string
  readonly mediationLine: (move: MediationMoveName, number: string, text: string) => string
}
