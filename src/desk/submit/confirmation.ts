import { codeOf, spokenCode } from '../../core/figure-code.ts'
import type { Answers } from '../../core/flow-state.ts'
import { CONFIRMATION_FIGURES } from '../../core/task.ts'
import { send } from '../decide.ts'
import { DRAFT_DAYS } from '../draft-clock.ts'
import { writePapers } from '../papers.ts'
import { askOne, reachableAt, slipFor } from './ask-one.ts'
import { choiceIn, officeOfVillage, textIn, villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'
import { fileTask } from './task.ts'

/**
 * Whether the person it is for must say yes to it. A legal representative applies for who cannot act, he or a near relative for who is detained
 * (法律援助法 40); everybody else acts for themselves, whoever holds the pen.
 */
export const needsConfirmation = (answers: Answers): boolean => {
  const whom = choiceIn(answers, 'on-behalf')
  if (whom === undefined || whom === 'own' || whom === 'several' || whom === 'joined') return false
  const ground = choiceIn(answers, 'proxy-ground')
  return ground === undefined || ground === 'able'
}

/** What whoever calls the person needs to know; the rest the office sees once it is the person's own application. */
const FOR_THE_CALL = ['applicant-name', 'applicant-mobile', 'applicant-village', 'safe-contact', 'proxy-name', 'proxy-mobile']

/** Keeps the form for the person it is for: by a code at their own door, by a call of the office, or on paper with their name under it. */
export const askConfirmation = (submission: Submission): Submitted => {
  const { world, snapshot, flow, answers } = submission
  const { texts } = world
  const code = codeOf(snapshot.secret, CONFIRMATION_FIGURES)
  const id = `k${snapshot.inboxId}`
  const office = officeOfVillage(world, villageIn(answers, 'applicant-village'))
  const agency = world.roster.agency?.name ?? texts('labels.agency')
  const name = textIn(answers, 'applicant-name') ?? ''
  const mobile = textIn(answers, 'applicant-mobile')
  const asked = { id, code, name, answers, ...(mobile === undefined ? {} : { mobile }) }
  const call = Object.fromEntries(FOR_THE_CALL.flatMap((step) => (answers[step] ? [[step, answers[step]]] : [])))
  const filed = fileTask(submission, { addressee: 'office', title: texts('confirm.call-title'), answers: call, ...(office ? { officeId: office.id } : {}) })
  const place = { name: office?.name ?? agency, phone: office?.phone ?? world.roster.agency?.phone ?? '12348' }
  const to = reachableAt(world, asked)
  const words = texts('confirm.asked', { name, code: spokenCode(code), days: DRAFT_DAYS, office: place.name, service: world.settings.service })
  return {
    effects: [
      ...askOne(submission, asked),
      ...filed.effects,
      ...writePapers(world, snapshot, flow, answers, { office: place.name }, slipFor(world, [asked], place)),
      send([words, ...(to === undefined ? [] : [texts('confirm.texting', { tail: to.slice(-4) })])].join('\n')),
    ],
  }
}
