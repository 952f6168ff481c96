import { inOrder, isReferralOpen, mayMoveReferral } from '../../core/referral.ts'
import type { Referral, ReferralMove } from '../../core/referral.ts'
import type { JobBody } from '../../core/task.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { civilDate, formatDate, parseChoice } from '../../lang/index.ts'
import { mayDo } from '../acting.ts'
import { staffCommandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import { forgetShown } from '../referral-over.ts'
import { moveTo, referralLine, tellOffice, tellWorker } from '../referral.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'

const MOVES: readonly ReferralMove[] = ['agreed', 'declined', 'unreached', 'done']
/** Version of the words by which a referred person is asked. */
const ASKED_VERSION = '2026-12-01'

/** What an office does with the referrals of its grid workers, and what the person says whom one is about. */
export const referralRoute: Route = (context) => {
  const { snapshot, input } = context
  const { role } = snapshot.party
  if (input.kind !== 'message' || snapshot.conversation.group) return pass
  if (role === 'villager') return snapshot.conversation.state.referred ? personSays(context) : pass
  const office = role === 'clerk' || role === 'office-head' || role === 'agency'
  return office && mayDo(context.world, snapshot.party, 'see-tasks') ? officeSays(context) : pass
}

const officeSays = ({ world, snapshot, input }: RouteContext): Decision => {
  if (input.kind !== 'message') return pass
  const { outreachTexts: says } = world
  const line = staffCommandOf(world, 'referral', input.text)
  if (line?.command !== 'show') return pass
  const answer = (text: string, effects: readonly Effect[] = [], sensitive = false): Decision =>
    take('command', { ...snapshot.conversation.state, greeted: true }, [...effects, send({ text, ...(sensitive ? { sensitive: true as const } : {}) })])
  const { referrals = [] } = snapshot
  const { number } = line
  if (number === undefined) {
    const open = inOrder(referrals.filter(isReferralOpen))
    if (open.length === 0) return answer(says('referral.staff.empty'))
    return answer([says('referral.staff.list'), ...open.map((one) => referralLine(world, one)), says('referral.staff.usage')].join('\n'))
  }
  const referral = referrals.find((one) => one.number === number)
  if (!referral) return answer(says('referral.staff.unknown', { number }))
  const move = moveIn(world, line.rest)
  const audit = (action: string): Effect => ({ kind: 'audit', action, subject: { kind: 'referral', id: referral.id }, detail: String(number) })
  // Whoever opens a referral sees a telephone: that is written down.
  if (!move) return answer(show(world, referral), [audit('referral-seen'), forgetShown(snapshot, referral.expiresAt)], true)
  const status = says(`referral.status.${move.to}`)
  if (!mayMoveReferral(referral.status, move.to)) return answer(says('referral.staff.not-now', { number, status: says(`referral.status.${referral.status}`) }))
  if (move.to === 'done' && move.note === '') return answer(says('referral.staff.no-result', { number }))
  return answer(says('referral.staff.moved', { number, status }), [
    moveTo(referral, move.to, move.note),
    audit(`referral-${move.to}`),
    tellWorker(world, referral, move.to, move.note),
  ])
}

const moveIn = (world: World, said: string): { readonly to: ReferralMove; readonly note: string } | undefined => {
  for (const to of MOVES)
    for (const word of world.commands['referral']?.[to] ?? [])
      if (said.startsWith(word)) return { to, note: said.slice(word.length).replace(/^[\s:：,，]+/u, '') }
  return undefined
}

const show = (world: World, { number, status, draft, gridWorkerId, createdAt, expiresAt }: Referral): string => {
  const { outreachTexts: says } = world
  return says('referral.staff.show', {
    number,
    status: says(`referral.status.${status}`),
    name: draft.name,
    village: draft.village ?? says('referral.no-village'),
    phone: draft.phone ?? says('referral.no-phone'),
    matter: draft.matter,
    urgent: draft.urgent === undefined ? '' : `\n${says('referral.urgent-line', { reason: draft.urgent })}`,
    worker: world.roster.gridWorkers.find((one) => one.id === gridWorkerId)?.name ?? '',
    date: formatDate(civilDate(createdAt)),
    until: formatDate(civilDate(expiresAt)),
    usage: says('referral.staff.usage'),
  })
}

const choicesOf = ({ outreachTexts: says }: World) => [
  { value: 'referred:yes', label: says('referral.choices.yes') },
  { value: 'referred:no', label: says('referral.choices.no') },
]

/** Asks somebody whom a grid worker referred whether they want it; not a word on what. */
export const askReferred = ({ world, snapshot }: RouteContext, job: Extract<JobBody, { kind: 'ask-referred' }>): Decision => {
  const { id, number, worker, office } = job
  return take('internal', { ...snapshot.conversation.state, referred: { id, number } }, [
    send({ text: world.outreachTexts('referral.ask', { worker, office }), choices: choicesOf(world) }, 'notice'),
  ])
}

/** The person's own yes or no (个人信息保护法 13, 14): by button, or by its words where nothing else was asked since. */
const personSays = ({ world, snapshot, input }: RouteContext): Decision => {
  if (input.kind !== 'message') return pass
  const { state } = snapshot.conversation
  const choices = choicesOf(world)
  const asked = state.offered?.some((one) => one.value === 'referred:yes') === true
  const read = input.content.kind === 'choice' ? undefined : asked ? parseChoice(input.text, choices) : undefined
  const value = input.content.kind === 'choice' ? input.content.value : read?.kind === 'one' ? read.value : undefined
  if (value !== 'referred:yes' && value !== 'referred:no') return pass
  const { outreachTexts: says } = world
  const referral = snapshot.referrals?.find((one) => one.id === state.referred?.id)
  const to = value === 'referred:yes' ? 'agreed' : 'declined'
  const next = without(state, 'referred', 'offered')
  if (!referral || !mayMoveReferral(referral.status, to)) return take('command', next, [send(says('referral.over'))])
  const office = world.roster.offices.find((one) => one.id === referral.officeId)?.name ?? world.roster.agency?.name ?? world.texts('labels.agency')
  return take('command', next, [
    moveTo(referral, to),
    { kind: 'consent', purpose: 'referral', version: ASKED_VERSION, given: to === 'agreed' },
    { kind: 'audit', action: `referral-${to}`, subject: { kind: 'referral', id: referral.id }, detail: '' },
    tellWorker(world, referral, to),
    ...tellOffice(world, referral, to),
    send(says(`referral.thanks-${to === 'agreed' ? 'yes' : 'no'}`, { office })),
  ])
}
