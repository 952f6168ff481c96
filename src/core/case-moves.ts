import type { CasePaper, CaseRole, CaseStatus, Need } from './case-status.ts'

/** Where a move leads: a status, the one it came from (`same`), the one before the interruption (`back`), or by what the file says (`by-file`). */
export type Target = CaseStatus | 'same' | 'back' | 'by-file'

/** One move: who may make it, from where to where, what it needs, and by which rule. */
export type MoveRule = {
  readonly by: readonly CaseRole[]
  readonly from: readonly CaseStatus[]
  readonly to: Target
  readonly needs: readonly Need[]
  readonly papers: readonly CasePaper[]
  /** Articles of 法律援助法 unless named; '' where it is practice only. */
  readonly law: string
}

const rule = (
  by: readonly CaseRole[],
  from: readonly CaseStatus[],
  to: Target,
  law: string,
  needs: readonly Need[] = [],
  papers: readonly CasePaper[] = [],
): MoveRule => ({ by, from, to, needs, papers, law })

const BEFORE_DECISION: readonly CaseStatus[] = ['submitted', 'received', 'supplement', 'preliminary', 'verifying', 'review']
const UNDER_REVIEW: readonly CaseStatus[] = ['received', 'preliminary', 'verifying', 'review']
const HANDLED: readonly CaseStatus[] = ['assigned', 'engaged', 'in-progress']
const WHILE_OPEN: readonly CaseStatus[] = [...UNDER_REVIEW, 'submitted', 'emergency', 'granted', 'notified', ...HANDLED, 'reassign', 'objection']
const ALIVE: readonly CaseStatus[] = [
  ...BEFORE_DECISION,
  'emergency',
  'granted',
  'refused',
  'notified',
  ...HANDLED,
  'reassign',
  'terminated',
  'objection',
  'closed-out',
]

/**
 * The whole law of moves. Articles: 12 and 13 who receives, 36 notices, 38 venue, 39 and 40 who applies, 41–43 review, 44 aid ahead of the decision,
 * 46 and 55 handling and change of counsel, 48 termination, 49 objection, 50 closing, 52 and 59 file review.
 * That the judicial office writes an opinion and transfers is practice (山东省公共法律服务条例 18: it helps with the formalities).
 */
export const caseMoves = {
  submit: rule(['applicant', 'contact', 'office'], ['draft'], 'submitted', '38, 40', ['confirmed']),
  forward: rule(['organ', 'agency'], ['draft'], 'submitted', '39', ['confirmed']),
  notify: rule(['organ', 'agency'], ['draft'], 'notified', '36', [], ['organ-notice']),
  receive: rule(['office', 'agency'], ['submitted'], 'received', '12, 13', [], ['receipt']),
  redirect: rule(['office', 'agency'], ['submitted', 'received', 'preliminary', 'review'], 'redirected', '38', ['reason', 'where']),
  'ask-supplement': rule(['office', 'agency'], UNDER_REVIEW, 'supplement', '43', ['items', 'due'], ['supplement-notice']),
  supplement: rule(['applicant', 'contact', 'office', 'agency'], ['supplement'], 'back', '43', ['items']),
  'add-material': rule(['applicant', 'contact', 'office', 'counsel'], WHILE_OPEN, 'same', '43', ['items']),
  'deem-withdrawn': rule(['agency'], ['supplement'], 'withdrawn', '43', ['reason']),
  withdraw: rule(['applicant', 'office', 'agency'], [...BEFORE_DECISION, 'emergency', 'granted'], 'withdrawn', '', ['confirmed']),
  'begin-preliminary': rule(['office'], ['received'], 'preliminary', ''),
  transfer: rule(['office'], ['preliminary'], 'review', '13', ['reason'], ['transfer-letter']),
  'take-up': rule(['agency'], ['received', 'preliminary'], 'review', '12'),
  verify: rule(['agency'], ['review'], 'verifying', '41, 42', ['reason']),
  verified: rule(['agency'], ['verifying'], 'review', '41', ['outcome']),
  'aid-first': rule(['agency'], BEFORE_DECISION, 'emergency', '44', ['emergency-ground', 'reason']),
  grant: rule(['agency'], ['review', 'emergency'], 'by-file', '43', ['number'], ['grant-decision']),
  refuse: rule(['agency'], ['review', 'emergency'], 'refused', '43, 49', ['reason', 'remedies'], ['refusal-decision']),
  assign: rule(['agency'], ['granted', 'notified', 'emergency', 'reassign'], 'by-file', '43, 36', ['counsel', 'conflict-check'], ['assignment-notice']),
  engage: rule(['firm', 'counsel'], ['assigned'], 'engaged', '', [], ['engagement-agreement', 'power-of-attorney']),
  begin: rule(['firm', 'counsel'], ['engaged'], 'in-progress', '46'),
  report: rule(['counsel', 'firm'], [...HANDLED, 'emergency'], 'same', '46', ['reason']),
  hearing: rule(['counsel', 'firm'], [...HANDLED, 'emergency'], 'same', '46', ['due']),
  'ask-change': rule(['applicant', 'counsel'], HANDLED, 'reassign', '46, 55', ['reason']),
  'keep-counsel': rule(['agency'], ['reassign'], 'back', '55', ['reason']),
  terminate: rule(
    ['agency'],
    ['emergency', 'granted', ...HANDLED, 'reassign'],
    'terminated',
    '48, 49',
    ['termination-ground', 'reason', 'remedies'],
    ['termination-decision'],
  ),
  object: rule(['applicant', 'bureau'], ['refused', 'terminated'], 'objection', '49', ['reason']),
  uphold: rule(['bureau'], ['objection'], 'back', '49', ['reason', 'remedies'], ['objection-decision']),
  correct: rule(['bureau'], ['objection'], 'by-file', '49', ['reason'], ['objection-decision']),
  'close-out': rule(['counsel'], ['in-progress'], 'closed-out', '50', ['outcome'], ['closing-report', 'legal-documents']),
  'pay-subsidy': rule(['agency'], ['closed-out', 'archived'], 'same', '52', ['amount']),
  archive: rule(['agency'], ['closed-out', 'terminated', 'refused'], 'archived', '52, 59', ['checklist']),
  complain: rule(['applicant'], ALIVE, 'same', '55, 56', ['reason']),
  'answer-complaint': rule(['bureau'], [...ALIVE, 'archived'], 'same', '56', ['reason']),
  revisit: rule(['agency'], ['closed-out', 'archived', 'terminated'], 'same', '59', ['outcome']),
  rate: rule(['applicant'], ['closed-out', 'archived', 'terminated'], 'same', '59', ['score']),
} as const satisfies Readonly<Record<string, MoveRule>>

/** Name of a move. */
export type MoveName = keyof typeof caseMoves

/** Names of all moves, in the order of a case's way. */
export const moveNames = Object.keys(caseMoves) as readonly MoveName[]
