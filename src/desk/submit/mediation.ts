import type { Answers } from '../../core/flow-state.ts'
import type { Mediation, MediationMatter } from '../../core/mediation.ts'
import { choiceIn, textIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'
import { submitTask } from './task.ts'

const MATTERS: readonly MediationMatter[] = ['neighbour', 'land', 'debt', 'family', 'labour', 'injury', 'other']

/** Applies for mediation: a task for the office and, under its number, the mediation's file (人民调解法 17, 27). */
export const submitMediation = (submission: Submission): Submitted => {
  const { snapshot, answers } = submission
  const filed = submitTask(submission)
  const task = filed.effects.find((effect) => effect.kind === 'file-task')?.task
  if (!task) return filed
  const mediation: Mediation = {
    id: `m${snapshot.inboxId}`,
    number: task.number,
    version: 0,
    partyId: snapshot.party.id,
    conversationId: snapshot.conversation.id,
    ...(task.officeId === undefined ? {} : { officeId: task.officeId }),
    status: 'applied',
    matter: MATTERS.find((one) => choiceIn(answers, 'matter') === one) ?? 'other',
    parties: { applicant: textIn(answers, 'applicant-name') ?? '', mobile: textIn(answers, 'applicant-mobile') ?? '', opponents: opponentsIn(answers) },
    facts: textIn(answers, 'facts') ?? '',
    wish: textIn(answers, 'wish') ?? '',
    openedAt: snapshot.now,
    events: [],
  }
  return { ...filed, effects: [...filed.effects, { kind: 'open-mediation', mediation }] }
}

const opponentsIn = (answers: Answers): readonly string[] =>
  Object.keys(answers).flatMap((step) => (/^opponents\.\d+\.name$/.test(step) ? [textIn(answers, step) ?? ''] : []))
