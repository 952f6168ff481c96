import type { CaseStatus } from '../../core/case-status.ts'
import type { Effect } from '../../core/turn.ts'
import { send } from '../decide.ts'
import { unwatchDraft } from '../draft-clock.ts'
import { chosenCase, moveByForm } from './case-move.ts'
import { choiceIn, officeOfVillage } from './submission.ts'
import type { Submission, Submitted } from './submission.ts'
import { fileTask } from './task.ts'
import { withdrawConsent } from './withdraw-consent.ts'

/** What a person may do with their own matter: add material, correct, withdraw (tasks for the office), take back a consent, or have their data deleted. */
export const submitMyCase = (submission: Submission): Submitted => {
  const { world, snapshot, answers } = submission
  const what = choiceIn(answers, 'what') ?? ''
  if (what === 'delete-data') return forget(submission)
  const moved = movedBy(submission, what)
  if (moved) return { effects: moved }
  if (what === 'withdraw-consent') return withdrawConsent(submission)
  const { texts } = world
  const villageCode = snapshot.cases.find((one) => `case:${one.id}` === choiceIn(answers, 'case'))?.villageCode ?? snapshot.party.villageCode
  const office = officeOfVillage(world, villageCode)
  const title = texts(`my-case.${what}.title`)
  // Once counsel is at it, giving it up is a request to end the aid, on which the agency decides (法律援助法 48 第七项).
  const handled = what === 'withdraw' && chosenCase(submission)?.counselId !== undefined
  const filed = fileTask(submission, { addressee: handled ? 'agency' : 'office', title, ...(office ? { officeId: office.id } : {}) })
  const agency = world.roster.agency?.name ?? texts('labels.agency')
  return { effects: [...filed.effects, send(texts(`my-case.${what}.done`, { number: filed.task.number, office: office?.name ?? agency, agency }))] }
}

/** What of it moves the case itself: material where it was asked for or not, and a withdrawal before counsel is there. */
const movedBy = (submission: Submission, what: string): readonly Effect[] | undefined => {
  if (what === 'withdraw') return moveByForm(submission, 'withdraw', { reason: noteOf(submission, 'reason') })
  if (what !== 'material') return undefined
  const { files } = submission.answers
  const names = files?.kind === 'files' ? files.value.map((file) => file.name) : []
  const note = noteOf(submission, 'note')
  const items = note === '' ? names : [note, ...names]
  return moveByForm(submission, 'supplement', { items }) ?? moveByForm(submission, 'add-material', { items })
}

const noteOf = ({ answers }: Submission, step: string): string => {
  const value = answers[step]
  return value?.kind === 'text' ? value.value : ''
}

/**
 * Deletes what no law says must be kept: what was said here, the profile, the village, an open form. Applications and what was asked of the staff stay
 * with them for as long as their files must be kept (个人信息保护法 47), and that is said.
 */
const forget = ({ world, snapshot }: Submission): Submitted => {
  const { texts } = world
  const days = (kind: 'cases' | 'tasks' | 'audit') => ({ days: spanIn(texts, world.retention[kind].days), basis: world.retention[kind].basis })
  const kept = [
    ...snapshot.cases.map(({ number, status }) => ({ kind: 'cases' as const, number, over: OVER.has(status) })),
    ...snapshot.tasks.map(({ number, status }) => ({ kind: 'tasks' as const, number, over: status === 'done' })),
  ]
  const words = kept.map(({ kind, number, over }) =>
    texts(`my-case.delete-data.kept-${over ? 'over' : 'open'}`, { number, owner: world.retention[kind].owner, ...days(kind) }),
  )
  // What is over is only kept from now on (个人信息保护法 47): whoever opens it finds that written.
  const stopped = kept.filter(({ over }) => over)
  return {
    next: { misses: 0, greeted: true },
    effects: [
      ...(snapshot.run ? [unwatchDraft(snapshot.run.id)] : []),
      { kind: 'forget', name: texts('my-case.delete-data.name') },
      { kind: 'set-village', villageCode: undefined },
      { kind: 'know-phone', phone: undefined },
      { kind: 'audit', action: 'data-deleted', subject: { kind: 'party', id: snapshot.party.id }, detail: '' },
      ...stopped.map(({ number }): Effect => ({ kind: 'audit', action: 'use-stopped', subject: { kind: 'number', id: number }, detail: '' })),
      send(
        [
          texts('my-case.delete-data.done'),
          ...(kept.length > 0 ? [texts('my-case.delete-data.kept'), ...words] : []),
          texts('my-case.delete-data.records', days('audit')),
        ].join('\n'),
      ),
    ],
  }
}

/** Nothing more is done in these. */
const OVER: ReadonlySet<string> = new Set<CaseStatus>(['archived', 'withdrawn', 'refused', 'terminated', 'redirected'])

/** Years where it is whole years. */
const spanIn = (texts: Submission['world']['texts'], days: number): string =>
  days % 365 === 0 ? texts('my-case.delete-data.years', { n: days / 365 }) : texts('my-case.delete-data.days', { n: days })
