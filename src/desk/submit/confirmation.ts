import { codeOf, spokenCode } from '../../core/figure-code.ts'
import { CONFIRMATION_FIGURES } from '../../core/task.ts'
import type { Answers } from '../../core/flow-state.ts'
import { send } from '../decide.ts'
import { DRAFT_DAYS } from '../draft-clock.ts'
import { writePapers } from '../papers.ts'
import { choiceIn, officeOfVillage, textIn, villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'
import { fileTask } from './task.ts'

const DAY = 24 * 3_600_000

/**
 * Whether the person it is for must say yes to it. A legal representative applies for who cannot act, he or a near relative for who is detained
 * (法律援助法 40); everybody else acts for themselves, whoever holds the pen.
 */
export const needsConfirmation = (answers: Answers): boolean => {
  const whom = choiceIn(answers, 'on-behalf')
  if (whom === undefined || whom === 'own' || whom === 'several') return false
  const ground = choiceIn(answers, 'proxy-ground')
  return ground === undefined || ground === 'able'
}

/** Keeps the form for the person it is for: by a code at their own door, by a call of the office, or on paper with their name under it. */
export const askConfirmation = (submission: Submission): Submitted => {
  const { world, snapshot, flow, answers } = submission
  const { texts } = world
  const code = codeOf(snapshot.secret, CONFIRMATION_FIGURES)
  const id = `k${snapshot.inboxId}`
  const expiresAt = snapshot.now + DRAFT_DAYS * DAY
  const office = officeOfVillage(world, villageIn(answers, 'applicant-village'))
  const agency = world.roster.agency?.name ?? texts('labels.agency')
  const number = textIn(answers, 'applicant-id') ?? textIn(answers, 'applicant-document') ?? textIn(answers, 'applicant-mobile') ?? ''
  // The call needs who and where only: the rest the office sees once it is the person's own application.
  const call = Object.fromEntries(
    ['applicant-name', 'applicant-mobile', 'applicant-village', 'proxy-name', 'proxy-mobile'].flatMap((step) => (answers[step] ? [[step, answers[step]]] : [])),
  )
  const filed = fileTask(submission, { addressee: 'office', title: texts('confirm.call-title'), answers: call, ...(office ? { officeId: office.id } : {}) })
  return {
    effects: [
      {
        kind: 'ask-confirmation',
        code,
        confirmation: { id, expiresAt, flow: flow.id, flowVersion: flow.version, answers, tail: number.slice(-4) },
      },
      { kind: 'schedule', key: `confirmation ${id}`, job: { kind: 'confirmation-over', id }, dueAt: expiresAt },
      ...filed.effects,
      { kind: 'audit', action: 'confirmation-asked', subject: { kind: 'confirmation', id }, detail: flow.id },
      ...writePapers(world, snapshot, flow, answers, { office: office?.name ?? agency }),
      send(
        texts('confirm.asked', {
          name: textIn(answers, 'applicant-name') ?? '',
          code: spokenCode(code),
          days: DRAFT_DAYS,
          office: office?.name ?? agency,
          service: world.settings.service,
        }),
      ),
    ],
  }
}
