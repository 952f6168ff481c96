import { spokenCode } from '../../core/figure-code.ts'
import type { Answers } from '../../core/flow-state.ts'
import type { PaperContent } from '../../core/task.ts'
import type { Effect } from '../../core/turn.ts'
import { DRAFT_DAYS } from '../draft-clock.ts'
import { sendText } from '../text-message.ts'
import type { World } from '../world.ts'
import { choiceIn, staffOf, textIn } from './submission.ts'
import type { Submission } from './submission.ts'

const DAY = 24 * 3_600_000

/** Somebody who is to confirm what was filled in for them. `answers`: what was; `mobile`: their own telephone. */
export type Asked = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly answers: Answers
  readonly mobile?: string
  readonly matterId?: string
}

/** Keeps what was filled in for somebody under their code until they say yes or its time is over, and has a word sent to their telephone where that can be done. */
export const askOne = ({ world, snapshot, flow }: Submission, asked: Asked): readonly Effect[] => {
  const { id, code, name, answers, matterId } = asked
  const expiresAt = snapshot.now + DRAFT_DAYS * DAY
  const number = textIn(answers, 'applicant-id') ?? textIn(answers, 'applicant-document') ?? asked.mobile ?? ''
  const confirmation = {
    id,
    expiresAt,
    flow: flow.id,
    flowVersion: flow.version,
    answers,
    tail: number.slice(-4),
    ...staffOf(snapshot.party.role),
    ...(matterId === undefined ? {} : { matterId }),
  }
  const to = reachableAt(world, asked)
  return [
    { kind: 'ask-confirmation', code, confirmation },
    { kind: 'schedule', key: `confirmation ${id}`, job: { kind: 'confirmation-over', id }, dueAt: expiresAt },
    { kind: 'audit', action: 'confirmation-asked', subject: { kind: 'confirmation', id }, detail: flow.id },
    ...(to === undefined ? [] : [sendText({ key: id, to, name, text: wordsFor(world, code) }, snapshot.now)]),
  ]
}

/** The number that a text message goes to: the person's own, and never one that somebody who beats them may be looking at. */
export const reachableAt = (world: World, { mobile, answers }: Pick<Asked, 'mobile' | 'answers'>): string | undefined => {
  const safe = choiceIn(answers, 'matter') !== 'domestic-violence' && choiceIn(answers, 'exemption') !== 'article-32-violence'
  return world.settings.texting && safe && mobile !== undefined && mobile !== textIn(answers, 'proxy-mobile') ? mobile : undefined
}

/** Says nothing of what it is about. */
const wordsFor = (world: World, code: string): string => {
  const vars = { service: world.settings.service, code: spokenCode(code) }
  const link = linkOf(world, code)
  return link === undefined ? world.texts('text-message.confirm', vars) : world.texts('text-message.confirm-link', { ...vars, link })
}

const linkOf = ({ settings }: World, code: string): string | undefined => (settings.publicUrl === undefined ? undefined : `${settings.publicUrl}/in/c/${code}`)

/** A card for each, with the code and a QR code, to be printed or shown. */
export const slipFor = (world: World, people: readonly Asked[], office: { readonly name: string; readonly phone: string }): readonly PaperContent[] => {
  const known = world.papers.find((one) => one.id === 'confirmation-slip')
  if (!known) return []
  const rows = people.map(({ name, code }) => ({
    name,
    code: spokenCode(code),
    service: world.settings.service,
    days: String(DRAFT_DAYS),
    office: office.name,
    phone: office.phone,
    qr: linkOf(world, code) ?? world.texts('confirm.say', { code }),
  }))
  return [{ paper: known.id, title: known.title, values: {}, rows: { people: rows } }]
}
