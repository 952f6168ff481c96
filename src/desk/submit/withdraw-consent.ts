import { standingConsents } from '../../core/consent.ts'
import type { ConsentView } from '../../core/consent.ts'
import type { Choice } from '../../core/message.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import { stepOf } from '../../flow/index.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import { send } from '../decide.ts'
import { dropFiles, unwatchDraft } from '../draft-clock.ts'
import type { World } from '../world.ts'
import { choiceIn, officeOfVillage } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'
import { fileTask } from './task.ts'

const PREFIX = 'consent:'
/** The consent under which the profile is kept. */
const PROFILE = 'profile'

/** What a person agreed to and may take back, newest first, each with what it is for, its version and its date. Signatures under a statement are no consents. */
export const consentChoices = (world: World, snapshot: Snapshot): readonly Choice[] =>
  standingConsents(snapshot.consents).flatMap((one) => {
    const [flow, step] = formOf(world, one)
    return flow && step?.field.kind === 'consent' && flow.id !== 'my-case'
      ? [
          {
            value: `${PREFIX}${one.purpose}`,
            label: world.texts('consent.line', { title: flow.title, label: step.label, version: one.version, date: formatDate(civilDate(one.at)) }),
          },
        ]
      : []
  })

const formOf = (world: World, { purpose }: Pick<ConsentView, 'purpose'>) => {
  const [id = '', step = ''] = purpose.split(' ')
  const flow = world.flows.get(id)
  return [flow, flow && stepOf(flow, step)] as const
}

/**
 * Takes back a consent (个人信息保护法 15): what was only kept on it is deleted at once; what was handed in already is with the office, which keeps what the
 * law says must be kept, and only keeps it (47).
 */
export const withdrawConsent = (submission: Submission): Submitted => {
  const { world, snapshot, answers } = submission
  const { texts } = world
  const purpose = choiceIn(answers, 'consent')?.slice(PREFIX.length) ?? ''
  const standing = standingConsents(snapshot.consents).find((one) => one.purpose === purpose)
  if (!standing) return { effects: [send(texts('consent.unknown'))] }
  const [id = ''] = purpose.split(' ')
  const { state } = snapshot.conversation
  const taken: Effect = { kind: 'consent', purpose, version: standing.version, given: false }
  const audit: Effect = { kind: 'audit', action: 'consent-withdrawn', subject: { kind: 'party', id: snapshot.party.id }, detail: purpose }
  if (id === PROFILE) {
    const { name: _name, mobile: _mobile, address: _address, ...settings } = state.profile ?? {}
    return {
      next: { ...state, profile: settings },
      effects: [taken, audit, { kind: 'set-village', villageCode: undefined }, { kind: 'know-phone', phone: undefined }, send(texts('consent.profile-gone'))],
    }
  }
  const draft = snapshot.earlier?.state.flow === id ? snapshot.earlier : undefined
  const dropped: readonly Effect[] = draft
    ? [
        { kind: 'end-run', id: draft.id, state: { flow: id, version: draft.state.version, step: '', answers: {}, trail: [], misses: 0 }, status: 'ended' },
        unwatchDraft(draft.id),
        ...dropFiles(draft.state, draft.id, snapshot.now),
        send(texts('consent.draft-gone', { title: world.flows.get(id)?.title ?? '' })),
      ]
    : []
  const filed = id === 'legal-aid-application' ? snapshot.cases.length > 0 : snapshot.tasks.some((task) => task.kind === id)
  if (!filed) return { effects: [taken, audit, ...dropped, send(texts('consent.done'))] }
  const office = officeOfVillage(world, snapshot.cases[0]?.villageCode ?? snapshot.party.villageCode)
  const task = fileTask(submission, { addressee: 'office', title: texts('consent.title'), ...(office ? { officeId: office.id } : {}) })
  const words = texts('consent.to-office', { number: task.task.number, office: office?.name ?? world.roster.agency?.name ?? texts('labels.agency') })
  return { effects: [taken, audit, ...dropped, ...task.effects, send(words)] }
}
