import { codeIn, codeOf, spokenCode } from '../../core/figure-code.ts'
import { PASS_FIGURES, PASS_MS } from '../../core/pass.ts'
import { invitedAs } from '../../core/referral.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { actingOf } from '../acting.ts'
import { pass, send, take } from '../decide.ts'
import type { Route, RouteContext } from './context.ts'

/** 邀请网格员 NAME: an office gives a grid worker of its town a code; whoever types it at their own door is that grid worker from then on. */
export const inviteRoute: Route = (context) => {
  const { snapshot, input } = context
  const { role } = snapshot.party
  if (input.kind !== 'message' || snapshot.conversation.group) return pass
  if (role === 'villager') return snapshot.invited && codeIn(input.text, PASS_FIGURES) !== undefined ? accept(context, snapshot.invited) : pass
  const office = role === 'clerk' || role === 'office-head'
  return office && actingOf(context.world, snapshot.party) !== undefined ? invite(context) : pass
}

const invite = ({ world, snapshot, input }: RouteContext): Decision => {
  if (input.kind !== 'message') return pass
  const said = input.text.trimStart()
  const word = world.commands['invite']?.['grid-worker']?.find((one) => said.startsWith(one))
  if (word === undefined) return pass
  const { roster, outreachTexts: says } = world
  const answer = (text: string, effects: readonly Effect[] = []): Decision =>
    take('command', { ...snapshot.conversation.state, greeted: true }, [...effects, send(text)])
  const named = said
    .slice(word.length)
    .replace(/^[\s:：,，]+/u, '')
    .trim()
  if (named === '') return answer(says('invite.usage'))
  const office = roster.offices.find((one) => one.id === roster.staff.find(({ id }) => id === snapshot.party.staffId)?.officeId)
  const found = roster.gridWorkers.filter((one) => one.townCode === office?.townCode && (one.id === named || one.name === named))
  const [worker] = found
  if (!worker || found.length > 1) return answer(says('invite.unknown', { name: named }))
  const code = codeOf(snapshot.secret, PASS_FIGURES)
  return answer(says('invite.code', { name: worker.name, code: spokenCode(code), service: world.settings.service }), [
    { kind: 'issue-pass', pass: { kind: 'invite', token: code, partyId: invitedAs(worker.id), expiresAt: snapshot.now + PASS_MS.invite } },
    { kind: 'audit', action: 'grid-worker-invited', subject: { kind: 'grid-worker', id: worker.id }, detail: snapshot.party.staffId ?? '' },
  ])
}

/** Whoever has a matter of their own open stays who they are: a grid worker's thread shows none. */
const accept = ({ world, snapshot, input }: RouteContext, { gridWorkerId, open }: { readonly gridWorkerId: string; readonly open: boolean }): Decision => {
  if (input.kind !== 'message') return pass
  const { outreachTexts: says } = world
  const { state } = snapshot.conversation
  const code = codeIn(input.text, PASS_FIGURES) ?? ''
  const worker = world.roster.gridWorkers.find((one) => one.id === gridWorkerId)
  if (!open || !worker) return take('command', state, [send(says('invite.over'), 'notice')])
  if (snapshot.run || snapshot.handoff || snapshot.cases.length > 0 || snapshot.tasks.length > 0)
    return take('command', state, [send(says('invite.own-matters'), 'notice')])
  return take('command', { misses: 0, greeted: true }, [
    { kind: 'become-grid-worker', token: code, gridWorkerId, name: worker.name },
    { kind: 'audit', action: 'grid-worker-joined', subject: { kind: 'grid-worker', id: gridWorkerId }, detail: '' },
    send(says('invite.done', { name: worker.name }), 'notice'),
  ])
}
