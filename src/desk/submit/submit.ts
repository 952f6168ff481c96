import { submitChangeOfCounsel, submitComplaint, submitObjection } from './case-move.ts'
import { submitCorrection } from './correction.ts'
import { submitLegalAid } from './legal-aid.ts'
import { submitMediation } from './mediation.ts'
import { submitMyCase } from './my-case.ts'
import { submitPapers } from './papers.ts'
import { submitProfile } from './profile.ts'
import { submitReferral } from './referral.ts'
import type { SubmitAction, Submission, Submitted } from './submission.ts'
import { submitTask } from './task.ts'

const ACTIONS: Readonly<Record<string, SubmitAction>> = {
  'legal-aid.submit': submitLegalAid,
  'task.submit': submitTask,
  'papers.submit': submitPapers,
  'profile.submit': submitProfile,
  'referral.submit': submitReferral,
  'my-case.submit': submitMyCase,
  'mediation.submit': submitMediation,
  'correction.submit': submitCorrection,
  'task.objection': submitObjection,
  'task.change-counsel': submitChangeOfCounsel,
  'task.complaint': submitComplaint,
}

/** Names of what a form's `submit` may say. */
export const submitActions: readonly string[] = Object.keys(ACTIONS)

/** Does what a completed form is for, and keeps for the profile what its steps say is kept there. */
export const submit = (submission: Submission): Submitted => {
  const action = ACTIONS[submission.flow.submit]
  if (!action) throw new Error(`no action ${submission.flow.submit}`)
  return action(submission)
}
