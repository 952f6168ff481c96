/** Where a case stands. Names and order follow the way of an application; `emergency`: aid is given and the review goes on (法律援助法 44). */
export const caseStatuses = [
  'draft',
  'submitted',
  'received',
  'redirected',
  'supplement',
  'preliminary',
  'verifying',
  'emergency',
  'review',
  'granted',
  'refused',
  'notified',
  'assigned',
  'engaged',
  'in-progress',
  'reassign',
  'terminated',
  'objection',
  'closed-out',
  'archived',
  'withdrawn',
] as const
export type CaseStatus = (typeof caseStatuses)[number]

/**
 * Who moves a case. `contact`: village contact or village counsel who takes an application in (法律援助法 13); `office`: 司法所;
 * `agency`: 法律援助机构, which alone decides (法律援助法 12, 43); `bureau`: 司法行政部门 (法律援助法 49, 55, 56); `organ`: 办案机关 or place of detention
 * (法律援助法 36, 39). There is no machine among them: nothing is decided by silence or by a program (个人信息保护法 24).
 */
export const caseRoles = ['applicant', 'contact', 'office', 'agency', 'bureau', 'firm', 'counsel', 'organ'] as const
export type CaseRole = (typeof caseRoles)[number]

/** Papers that a move needs: written by the desk from flows/papers, or stated by whoever moves to lie before them. */
export const casePapers = [
  'receipt',
  'supplement-notice',
  'transfer-letter',
  'organ-notice',
  'grant-decision',
  'refusal-decision',
  'assignment-notice',
  'engagement-agreement',
  'power-of-attorney',
  'termination-decision',
  'objection-decision',
  'closing-report',
  'legal-documents',
] as const
export type CasePaper = (typeof casePapers)[number]

/** What a move must say beside its papers. */
export type Need =
  | 'confirmed'
  | 'reason'
  | 'remedies'
  | 'items'
  | 'due'
  | 'where'
  | 'emergency-ground'
  | 'termination-ground'
  | 'counsel'
  | 'conflict-check'
  | 'number'
  | 'outcome'
  | 'amount'
  | 'checklist'
  | 'score'

/** Article 48 in its order: deceit, concealment or false proof, unlawful use, means improved, case ended or revoked, own lawyer, at own request, other. */
export type TerminationGround = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
/** Article 44 in its order: less than seven days left, preservation or advance enforcement needed at once, other by law. */
export type EmergencyGround = 1 | 2 | 3

/** Statuses of an application that is neither granted nor refused yet. */
export const stillUndecided: readonly CaseStatus[] = ['submitted', 'received', 'supplement', 'preliminary', 'verifying', 'review', 'emergency']

/** Statuses in which nothing is done any more. */
export const over: readonly CaseStatus[] = ['archived', 'withdrawn', 'redirected']

/** Statuses in which a case is in the hands of staff of a role, and stands on their list. */
export const inHandOf = (role: string): readonly CaseStatus[] => {
  if (role === 'clerk' || role === 'office-head') return ['submitted', 'received', 'supplement', 'preliminary']
  if (role === 'agency') return ['review', 'verifying', 'emergency', 'granted', 'notified', 'reassign', 'closed-out']
  return role === 'bureau' ? ['objection'] : []
}
