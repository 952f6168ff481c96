import type { Answers } from '../../core/flow-state.ts'
import { greenGroundOf } from '../../core/green-channel.ts'
import type { OpponentKind, Snapshot } from '../../core/turn.ts'
import { isNear, termsOf } from '../../core/limitation.ts'
import { civilDate, compareDates } from '../../lang/index.ts'
import { send } from '../decide.ts'
import { greenFiled } from '../green.ts'
import { writePapers } from '../papers.ts'
import { formAgrees } from '../screening-job.ts'
import { scheduleScreening } from '../screening.ts'
import { openCase } from '../casework/open-case.ts'
import type { World } from '../world.ts'
import { termWords } from '../casework/case-words.ts'
import { askTheOthers } from './collective.ts'
import { askConfirmation, needsConfirmation } from './confirmation.ts'
import { choiceIn, nextNumber, officeOfVillage, textIn, villageIn } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'

const OPPONENTS: readonly OpponentKind[] = ['village', 'employer', 'person', 'authority', 'none']

/** Files an application for legal aid: a case with its number; its office is told, the person answered. Filled in for somebody else, it first waits for that person. */
export const submitLegalAid = (submission: Submission): Submitted => {
  const { world, snapshot, flow, answers } = submission
  const { texts, roster } = world
  if (!submission.confirmed && needsConfirmation(answers)) return askConfirmation(submission)
  const others = choiceIn(answers, 'on-behalf') === 'several' ? askTheOthers(submission) : undefined
  const matterId = others?.matterId ?? submission.matterId
  const year = civilDate(snapshot.now).year
  const { value, effect } = nextNumber(snapshot, `application-${year}`)
  const number = world.settings.applicationNumber.replace('{year}', String(year)).replace('{n}', String(value).padStart(4, '0'))
  const villageCode = villageIn(answers, 'applicant-village')
  const village = roster.villages.find((one) => one.code === villageCode)
  const office = officeOfVillage(world, villageCode)
  const agency = roster.agency?.name ?? texts('labels.agency')
  const urgent = isUrgent(world, answers, snapshot)
  const green = greenGroundOf(answers)
  const applicantId = textIn(answers, 'applicant-id') ?? textIn(answers, 'applicant-document')
  const offers = offersLookup(submission)
  const filed = [
    texts('case.submitted', { number, office: office?.name ?? agency, agency }),
    ...(urgent ? [texts('case.urgent', { agency })] : []),
    ...(offers ? [texts('screening.offer')] : []),
    ...termLines(world, answers, snapshot),
    ...(green === undefined ? [] : greenFiled(world, green, answers)),
    texts('case.after'),
  ].join('\n')
  const opened = openCase(submission, {
    id: `c${snapshot.inboxId}`,
    number,
    matter: answers['matter']?.shown ?? flow.title,
    ...(villageCode === undefined ? {} : { villageCode }),
    ...(village ? { townCode: village.townCode } : {}),
    ...(office ? { officeId: office.id } : {}),
    exemption: exemptionOf(answers),
    urgent,
    ...(green === undefined ? {} : { green }),
    ...(applicantId === undefined ? {} : { applicantId }),
    ...(matterId === undefined ? {} : { matterId }),
    facts: { answers: others?.own ?? answers, opponent: opponentIn(answers) },
    flow: flow.id,
    flowVersion: flow.version,
  })
  const whom = choiceIn(answers, 'on-behalf')
  const own = whom === 'own' || whom === 'several' || whom === 'joined' || submission.confirmed
  return {
    effects: [
      effect,
      ...opened,
      ...(villageCode === undefined || !own ? [] : [{ kind: 'set-village', villageCode } as const]),
      { kind: 'audit', action: 'case-submitted', subject: { kind: 'case', id: `c${snapshot.inboxId}` }, detail: number },
      {
        kind: 'notify-staff',
        notice: 'application',
        ...(office ? { officeId: office.id } : {}),
        text: texts(matterId === undefined ? 'case.staff' : 'case.staff-matter', { number }),
      },
      ...(formAgrees(answers) ? [scheduleScreening(`c${snapshot.inboxId}`, 'system', 'review', snapshot.now)] : []),
      ...writePapers(world, snapshot, flow, answers, { number, office: office?.name ?? agency }, others?.slips),
      ...(others?.effects ?? []),
      ...(others ? [send(others.say.join('\n'))] : []),
      send({
        text: filed,
        choices: [...(offers ? [{ value: 'do:lookup', label: texts('screening.allow') }] : []), { value: 'do:person', label: texts('choices.person') }],
      }),
    ],
  }
}

/** Whoever must show what they are (法律援助法 32, 42) may have departments asked instead, where there is one to ask. Never in a matter that must not show. */
const offersLookup = ({ world, snapshot, answers }: Submission): boolean =>
  /^article-(42|32-(bravery|martyr))/.test(choiceIn(answers, 'exemption') ?? '') &&
  textIn(answers, 'applicant-id') !== undefined &&
  (snapshot.registers.length > 0 || Object.values(world.departments).some((one) => one.live !== undefined))
/** The next term of the matter, as an estimate; nothing is said of one that may be behind. */
const termLines = (world: World, answers: Answers, { now }: Snapshot): readonly string[] => {
  const next = termsOf(answers, world.holidays).find((term) => compareDates(term.lastDay, civilDate(now)) >= 0)
  return next ? [world.texts('case.term', { term: termWords(world, next) })] : []
}

const opponentIn = (answers: Answers): OpponentKind => OPPONENTS.find((kind) => choiceIn(answers, 'opponent-kind') === kind) ?? 'unknown'

/** Which rule frees the applicant from showing hardship (法律援助法 32, 42): values of the step begin with the article. */
const exemptionOf = (answers: Answers): 'none' | 'article-32' | 'article-42' => {
  const value = choiceIn(answers, 'exemption')
  if (value?.startsWith('article-32')) return 'article-32'
  return value?.startsWith('article-42') ? 'article-42' : 'none'
}

/** Article 44: a limitation or term nearer than seven days, or property, evidence or money needed at once. */
const isUrgent = (world: World, answers: Answers, snapshot: Snapshot): boolean => {
  const ground = choiceIn(answers, 'urgent-ground')
  if (ground === 'preserve' || ground === 'advance-payment') return true
  return termsOf(answers, world.holidays).some((term) => isNear(term, civilDate(snapshot.now)))
}
