import { codeIn, codeOf, spokenCode } from '../../core/figure-code.ts'
import { PASS_FIGURES, PASS_MS } from '../../core/pass.ts'
import type { PassView } from '../../core/pass.ts'
import type { ConversationState, Decision, Effect, InternalEvent, Snapshot } from '../../core/turn.ts'
import { commandOf } from '../commands.ts'
import { pass, send, take } from '../decide.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { pendingQuestion } from './flow.ts'

const MOST_TRIES = 5
const LOCKED_MS = 24 * 3_600_000

/** One person, several doors: gives a code at one door, and links another where it is typed. */
export const linkRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { state, ownerId, group } = snapshot.conversation
  if (input.kind !== 'message') return pass
  const code = codeIn(input.text, PASS_FIGURES)
  const word = commandOf(world, snapshot.party.role, input.text.replace(/[\d\s-]+$/u, '')) === 'bind'
  if (code === undefined ? !word : !word && !snapshot.pass) return pass
  if (group) return take('command', state, [send(world.texts('group.private-only'))])
  if (ownerId) return take('command', state, [send(world.texts('bind.held'), 'notice')])
  return code === undefined ? giveCode(context) : typed(context, code)
}

const giveCode = ({ world, snapshot }: RouteContext): Decision => {
  const code = codeOf(snapshot.secret, PASS_FIGURES)
  return take('command', snapshot.conversation.state, [
    { kind: 'issue-pass', pass: { kind: 'bind', token: code, partyId: snapshot.party.id, expiresAt: snapshot.now + PASS_MS.bind } },
    send(world.texts('bind.code', { code: spokenCode(code), minutes: PASS_MS.bind / 60_000 }), 'notice'),
  ])
}

const typed = (context: RouteContext, code: string): Decision => {
  const { world, snapshot } = context
  const { state } = snapshot.conversation
  const misses = state.codes && snapshot.now - state.codes.at < LOCKED_MS ? state.codes.misses : 0
  const say = (key: string, next: ConversationState = state): Decision => take('command', next, [send(world.texts(key), 'notice')])
  if (misses >= MOST_TRIES) return say('confirm.locked')
  const found = snapshot.pass
  if (!found?.open) return say('bind.unknown', { ...state, codes: { misses: misses + 1, at: snapshot.now } })
  if (found.partyId === snapshot.party.id) return say('bind.same')
  if (found.held) return say('bind.held')
  // A member of the staff may add a door; what is a member's own stays theirs.
  if (snapshot.party.role !== 'villager') return say('bind.staff')
  if (found.role !== 'villager' && (snapshot.run || snapshot.cases.length > 0 || snapshot.handoff)) return say('bind.own-matters')
  return take('command', state, merge(snapshot, found, code))
}

/** The rule by which two threads become one: src/README.md. */
const merge = (snapshot: Snapshot, found: PassView, code: string): readonly Effect[] => {
  const { conversation, party } = snapshot
  const runs = [snapshot.run, found.run].filter((run) => run !== undefined).sort((a, b) => b.startedAt - a.startedAt)
  const older = runs[1]
  return [
    ...(older && !older.state.paused ? [{ kind: 'save-run', id: older.id, state: { ...older.state, paused: true } } as const] : []),
    { kind: 'audit', action: `door-linked-${found.kind}`, subject: { kind: 'party', id: found.partyId }, detail: party.id },
    {
      kind: 'tell',
      to: { conversation: found.conversationId },
      event: { kind: 'linked', by: found.kind, door: conversation.address, from: found.address, both: older !== undefined },
    },
    {
      kind: 'merge',
      token: code,
      partyId: found.partyId,
      conversationId: found.conversationId,
      version: found.version,
      state: together(found.state, conversation.state),
    },
  ]
}

/** What is remembered of both; where they differ, of the thread that goes on. Whatever waited for an answer is asked anew. */
const together = (kept: ConversationState, joined: ConversationState): ConversationState => {
  const { offered: _offered, asking: _asking, confirming: _confirming, away: _away, ...rest } = kept
  const question = kept.question ?? joined.question
  const referred = kept.referred ?? joined.referred
  return {
    ...rest,
    greeted: true,
    misses: 0,
    asked: [],
    ...((kept.heard ?? joined.heard) ? { heard: { ...joined.heard, ...kept.heard } } : {}),
    ...((kept.profile ?? joined.profile) ? { profile: { ...joined.profile, ...kept.profile } } : {}),
    ...(question === undefined ? {} : { question }),
    ...(referred ? { referred } : {}),
  }
}

/** Told to the thread that went on, at the door that joined it; the door used before hears of it too. */
export const linked = (context: RouteContext, event: Extract<InternalEvent, { kind: 'linked' }>): Decision => {
  const { world, snapshot } = context
  const { texts } = world
  const { state } = snapshot.conversation
  const at = { ...context, snapshot: { ...snapshot, conversation: { ...snapshot.conversation, address: event.door } } }
  const pending = pendingQuestion(at)
  const filed = snapshot.cases.length === 0 ? [] : [texts('bind.cases')]
  const laid = titleOf(world, snapshot.earlier?.state.flow)
  const both = event.both && laid !== undefined ? [texts('bind.both', { title: laid })] : []
  const waiting = pending.length === 0 && snapshot.run ? [texts('flow.waiting', { title: titleOf(world, snapshot.run.state.flow) ?? '' })] : []
  const lines = [texts(`bind.done-${event.by}`), ...filed, ...both, ...waiting]
  return take('internal', { ...state, asked: pending.length > 0 ? [event.door] : [] }, [
    { kind: 'send', class: 'notice', part: { text: lines.join('\n') }, to: event.door },
    ...pending.map((part): Effect => ({ kind: 'send', class: 'chat', part })),
    { kind: 'send', class: 'notice', part: { text: texts('bind.told', { door: texts(`door.names.${event.door.channel}`) }) }, to: event.from },
  ])
}

const titleOf = (world: World, flow: string | undefined): string | undefined => world.flows.get(flow ?? '')?.title
