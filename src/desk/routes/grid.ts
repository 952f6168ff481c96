import { inOrder } from '../../core/referral.ts'
import type { Decision, ReferralDraft } from '../../core/turn.ts'
import { parseYesNo } from '../../lang/index.ts'
import { actingOf } from '../acting.ts'
import { staffCommandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import { alreadyReferred, knownReferral, moveTo, ownReferrals, recordReferral, referralLine, weekly } from '../referral.ts'
import { forgetWords } from '../referral-over.ts'
import { readReferral } from '../referral-line.ts'
import type { Route, RouteContext } from './context.ts'
import { formCalled } from '../form-words.ts'
import { fillIn, isFilling, openFlow, resumeFlow } from './flow.ts'

/** What a grid worker says: refers a villager in one line, with that person's agreement; asks how referrals stand, or something of the law to tell people. */
export const gridRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || party.role !== 'grid-worker' || party.staffId === undefined || conversation.group) return pass
  const { state } = conversation
  const line = staffCommandOf(world, 'grid-worker', input.text)
  const greeting = state.greeted ? '' : `${world.texts('grid.welcome', { name: party.name })}\n`
  const known = { ...state, greeted: true }
  if (actingOf(world, party) === undefined) return take('command', without(known, 'referral'), [send(world.outreachTexts('grid.left'))])
  if (line?.command === 'fill') return fillIn(context)
  if (line?.command === 'resume' && snapshot.run) return resumeFlow(context)
  if (line?.command === 'mine') return take('command', known, [send(mine(context))])
  const form = formCalled(world, input.text, 'grid-worker')
  if (form) return openFlow(context, form.id)
  // In a form 急 is an answer.
  const aside = line === undefined || (line.number === undefined && ['urgent', 'not-urgent'].includes(line.command))
  if (aside && !state.referral && isFilling(snapshot)) return pass
  if (line?.command === 'refer') {
    const draft = readReferral(world, line.rest)
    return draft ? show(context, draft) : take('command', known, [send(world.texts('grid.usage'))])
  }
  if (line?.command === 'urgent' && line.number !== undefined) return markUrgent(context, line.number, line.rest)
  if (state.referral) return confirm(context, party.staffId, state.referral, line)
  return take('command', known, [send(`${greeting}${answered(context, input.text) ?? world.texts('grid.usage')}`)])
}

/** Shows a referral back, with what may be the same one. */
const show = ({ world, snapshot }: RouteContext, draft: ReferralDraft): Decision => {
  const { outreachTexts: says } = world
  const next = { ...snapshot.conversation.state, greeted: true, referral: { ...draft, shownAt: snapshot.now } }
  if (draft.urgent === '') return take('command', next, [forgetWords(snapshot), send(says('referral.why-urgent'))])
  const same = knownReferral(world, snapshot, draft)
  const text = says('referral.echo', {
    name: draft.name,
    village: draft.village ?? says('referral.no-village'),
    matter: draft.matter,
    phone: draft.phone ?? says('referral.no-phone'),
    urgent: draft.urgent === undefined ? '' : `\n${says('referral.urgent-line', { reason: draft.urgent })}`,
  })
  return take('command', next, [forgetWords(snapshot), send(same ? `${text}\n${alreadyReferred(world, 'duplicate', same)}` : text)])
}

/** A draft as it is kept. */
const plain = (draft: ReferralDraft & { readonly shownAt?: number }): ReferralDraft => {
  const { shownAt: _, ...kept } = draft
  return kept
}

type Line = ReturnType<typeof staffCommandOf>

const confirm = (context: RouteContext, gridWorkerId: string, draft: ReferralDraft, line: Line): Decision => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message') return pass
  const known = { ...snapshot.conversation.state, greeted: true }
  if (line?.command === 'not-urgent') {
    const { urgent: _, ...calm } = draft
    return show(context, calm)
  }
  if (line?.command === 'urgent') return show(context, { ...draft, urgent: line.rest })
  const yes = parseYesNo(input.text)
  if (yes === false) return take('command', without(known, 'referral'), [send(world.outreachTexts('referral.dropped'))])
  if (draft.urgent === '' && yes !== true && input.text.trim() !== '') return show(context, { ...draft, urgent: input.text.trim() })
  if (yes !== true || draft.urgent === '') return show(context, draft)
  return take('command', without(known, 'referral'), recordReferral(world, snapshot, gridWorkerId, plain(draft)))
}

const mine = ({ world, snapshot }: RouteContext): string => {
  const { own } = ownReferrals(snapshot)
  if (own.length === 0) return world.outreachTexts('referral.none')
  return [world.outreachTexts('referral.list'), ...inOrder(own).map((one) => referralLine(world, one))].join('\n')
}

/** One that was referred before has become urgent: 急 3 REASON. */
const markUrgent = (context: RouteContext, number: number, reason: string): Decision => {
  const { world, snapshot } = context
  const { outreachTexts: says } = world
  const known = { ...snapshot.conversation.state, greeted: true }
  const referral = ownReferrals(snapshot).own.find((one) => one.number === number)
  if (!referral) return take('command', known, [send(says('referral.unknown', { number }))])
  if (reason === '') return take('command', known, [send(says('referral.follow', { number }))])
  const text = says('referral.staff.marked', { number, reason })
  const { officeId } = referral
  return take('command', known, [
    moveTo({ ...referral, draft: { ...referral.draft, urgent: reason } }, referral.status, referral.note),
    { kind: 'notify-staff', notice: 'referral', ...(officeId === undefined ? {} : { officeId }), text },
    send(says('referral.marked', { number })),
  ])
}

/** What the knowledge base says, for a grid worker to tell people; undefined where it is no clear question. */
const answered = ({ world }: RouteContext, text: string): string | undefined => {
  const understood = world.knowledge.understand(text, { misses: 0 })
  const opinion = understood.kind === 'answer' ? world.knowledge.opinion(understood.intent, 'full') : undefined
  if (understood.kind !== 'answer' || !opinion) return undefined
  const lines = [opinion.text, opinion.basis].filter((line) => line !== '').join('\n')
  return world.outreachTexts('grid.answered', { title: world.knowledge.title(understood.intent), text: lines })
}

/** Monday: how the referrals of a grid worker stand. Nothing more comes once none waits. */
export const gridWeek = (context: RouteContext): Decision => {
  const { world, snapshot } = context
  const { state } = snapshot.conversation
  const { own, open } = ownReferrals(snapshot)
  if (own.length === 0 || actingOf(world, snapshot.party) === undefined) return take('internal', state, [])
  const text = [world.outreachTexts('referral.week'), ...inOrder(own).map((one) => referralLine(world, one))].join('\n')
  return take('internal', state, [send(text, 'notice'), ...(open ? [weekly(snapshot)] : [])])
}
