import type { Complaint } from '../core/complaint.ts'
import type { Answers } from '../core/flow-state.ts'
import type { Instant, OfficeId } from '../core/ids.ts'
import type { Mediation } from '../core/mediation.ts'
import type { Addressee } from '../core/task.ts'

/** A task as the list of those shows it whom it goes to. `facts`: what was filled in. */
export type DeskTask = {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly title: string
  readonly addressee: Addressee
  readonly officeId?: OfficeId
  readonly caseId?: string
  readonly status: 'open' | 'done'
  readonly createdAt: Instant
  readonly dueAt?: Instant
  readonly answers: Answers
}

/** What was asked of the staff through forms, and mediations. `officeId` absent: of every office. */
export interface DeskTasks {
  /** Open ones, those with a day first, 500 at the most. */
  open(addressees: readonly Addressee[], officeId?: OfficeId): Promise<readonly DeskTask[]>
  find(id: string): Promise<DeskTask | undefined>
  /** The latest 200. */
  mediations(officeId?: OfficeId): Promise<readonly Mediation[]>
  mediation(id: string): Promise<Mediation | undefined>
  /** Those that are not ended, the oldest first. */
  complaints(): Promise<readonly Complaint[]>
  complaint(id: string): Promise<Complaint | undefined>
}
