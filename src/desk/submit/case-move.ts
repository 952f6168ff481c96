import type { MoveFacts } from '../../core/case.ts'
import type { MoveName } from '../../core/case-moves.ts'
import { movesOf, caseFile } from '../../core/case.ts'
import type { Casework } from '../../core/casework.ts'
import type { FileRef } from '../../core/message.ts'
import type { Effect } from '../../core/turn.ts'
import { makeMove } from '../casework/make-move.ts'
import { complainOf } from '../services/complain-of.ts'
import { choiceIn, textIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'
import { submitTask } from './task.ts'

/** The person's own case that a form names. */
export const chosenCase = ({ snapshot, answers }: Submission): Casework | undefined => {
  const chosen = choiceIn(answers, 'case')
  return snapshot.casework.find((one) => `case:${one.id}` === chosen && one.partyId === snapshot.party.id)
}

/** Makes a move of the applicant's with what a form says; undefined where the case may not move so, and the form is a task for people then. */
export const moveByForm = (submission: Submission, move: MoveName, said: MoveFacts): readonly Effect[] | undefined => {
  const { world, snapshot } = submission
  const casework = chosenCase(submission)
  if (!casework || !movesOf(caseFile(casework.events), 'applicant').includes(move)) return undefined
  const files = filesOf(submission)
  const actor = { role: 'applicant', id: snapshot.party.id, name: textIn(submission.answers, 'name') ?? snapshot.party.name } as const
  const moved = makeMove(world, snapshot, casework, move, actor, { confirmed: true, ...said, ...(files.length > 0 ? { files } : {}) })
  return moved.kind === 'moved' ? moved.effects : undefined
}

const filesOf = ({ answers }: Submission): readonly FileRef[] => Object.values(answers).flatMap((value) => (value.kind === 'files' ? value.value : []))

/** What some steps say, in a line each with its label; left out where skipped. */
const said = ({ flow, answers }: Submission, ...steps: readonly string[]): string =>
  steps
    .flatMap((id) => {
      const value = answers[id]
      const step = flow.steps.find((one) => 'id' in one && one.id === id)
      const label = step && 'label' in step ? `${step.label}：` : ''
      return value === undefined || value.kind === 'skipped' || value.kind === 'files' ? [] : [`${label}${value.shown}`]
    })
    .join('\n')

/** An objection against a refusal or a termination moves its case to the bureau (法律援助法 49); where the case is not there, people look at it as a task. */
export const submitObjection = (submission: Submission): Submitted =>
  orTask(submission, moveByForm(submission, 'object', { reason: said(submission, 'facts', 'decided-on', 'reason-given') }))

/** A wish for other counsel goes to the agency with the case (法律援助法 46, 55). */
export const submitChangeOfCounsel = (submission: Submission): Submitted =>
  orTask(submission, moveByForm(submission, 'ask-change', { reason: said(submission, 'reason', 'facts', 'next-date') }))

const ACCUSED = ['lawyer', 'counsel', 'agency', 'office', 'service'] as const

/** A complaint goes to the bureau beside the case; with a name, the case's file says that there is one; without, nothing in the case shows it (法律援助法 55, 56). */
export const submitComplaint = (submission: Submission): Submitted => {
  const { world, snapshot, answers } = submission
  const kind = choiceIn(answers, 'whom')
  const name = textIn(answers, 'who')
  const casework = chosenCase(submission)
  return {
    effects: complainOf(world, snapshot, {
      ...(casework ? { casework } : {}),
      accused: { kind: ACCUSED.find((one) => one === kind) ?? 'service', ...(name === undefined ? {} : { name }) },
      text: said(submission, 'whom', 'who', 'what', 'amount', 'happened-on', 'facts'),
      files: filesOf(submission),
      named: choiceIn(answers, 'anonymous') === 'named',
      ...(submission.flow.task ? { done: submission.flow.task.done } : {}),
      ...(textIn(answers, 'name') === undefined ? {} : { name: textIn(answers, 'name') ?? '' }),
      ...(textIn(answers, 'phone') === undefined ? {} : { mobile: textIn(answers, 'phone') ?? '' }),
    }),
  }
}

const orTask = (submission: Submission, effects: readonly Effect[] | undefined): Submitted => (effects ? { effects } : submitTask(submission))
