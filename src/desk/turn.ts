import type { Choice, Part } from '../core/message.ts'
import { textOf } from '../core/message.ts'
import type { Unsure } from '../core/second-opinion.ts'
import type { ConversationState, Effect, Snapshot, TurnInput } from '../core/turn.ts'
import type { InboxRow, TurnCommit } from '../ports/store.ts'
import { isSensitive } from '../flow/index.ts'
import { send, without } from './decide.ts'
import type { Taken } from './decide.ts'
import { knowGroup } from './know-group.ts'
import { preface } from './preface.ts'
import { route } from './router.ts'
import { guardDoor } from './what-may-pass.ts'
import { seeNotices, tellStaff } from './staff-notice.ts'
import type { World } from './world.ts'

/** A turn decided; `unsure`: what a second opinion may be asked of, and it be decided again. */
export type DecidedTurn = TurnCommit & { readonly unsure?: Unsure }

/** Decides one message: what is answered, what the conversation remembers, and everything else that follows. `mayPass`: its door may carry sensitive data. Pure. */
export const decideTurn = (world: World, snapshot: Snapshot, row: InboxRow, mayPass: boolean): DecidedTurn => {
  const input = inputOf(row)
  const context = { world, snapshot, input, mayPass }
  const taken = guardDoor(context, greet(world, snapshot, input, preface(world, snapshot, input, route(context))))
  const effects = [...taken.effects, ...tellStaff(world, taken.effects), ...knowGroup(world, snapshot, input), ...seeNotices(world, snapshot, input)]
  return {
    inboxId: row.id,
    conversationId: snapshot.conversation.id,
    version: snapshot.conversation.version,
    partyId: snapshot.party.id,
    route: taken.route,
    address: snapshot.conversation.address,
    now: snapshot.now,
    next: remember(snapshot, taken),
    effects,
    sensitive: answersSensitive(world, snapshot, input),
    ...(taken.unsure ? { unsure: taken.unsure } : {}),
  }
}

/** A message to a form that stands at something sensitive is shown in no history. */
const answersSensitive = (world: World, { run }: Snapshot, input: TurnInput): boolean => {
  const flow = world.flows.get(run?.state.flow ?? '')
  return input.kind === 'message' && run !== undefined && flow !== undefined && !run.state.paused && isSensitive(flow, run.state)
}

const inputOf = ({ body }: InboxRow): TurnInput =>
  body.kind === 'internal'
    ? { kind: 'internal', event: body.event }
    : { kind: 'message', content: body.content, text: textOf(body.content), sentAt: body.sentAt }

/** The first words to a villager say that this is a machine. They stand before the answer, after what danger demands. */
const greet = (world: World, snapshot: Snapshot, input: TurnInput, taken: Taken): Taken => {
  const { conversation, party } = snapshot
  if (conversation.state.greeted || party.role !== 'villager' || conversation.ownerId) return taken
  const at = taken.effects.findIndex((effect) => effect.kind === 'send')
  if (at < 0) return taken
  const next = { ...taken.next, greeted: true }
  if (conversation.group) return { ...taken, next, effects: prefixed(taken.effects, at, world.texts('greeting.group')) }
  const { service, demo } = world.settings
  const text = [world.texts('greeting.first', { service }), ...(demo ? [world.texts('greeting.demo')] : [])].join('\n')
  const urgent = input.kind === 'message' && taken.route === 'safety'
  const greeting = send({ text }, urgent ? 'safety' : 'notice')
  // Danger first: then the greeting stands behind what was said about it.
  return { ...taken, next, effects: urgent ? [...taken.effects, greeting] : [...taken.effects.slice(0, at), greeting, ...taken.effects.slice(at)] }
}

const prefixed = (effects: readonly Effect[], at: number, text: string): readonly Effect[] =>
  effects.map((effect, index) =>
    index === at && effect.kind === 'send' ? { ...effect, part: { ...effect.part, text: `${text}\n${effect.part.text}` } } : effect,
  )

/** Choices of the last message that had some stay readable ("2", or its label) until the next answer. */
const remember = (snapshot: Snapshot, taken: Taken): ConversationState => {
  const parts: readonly Part[] = taken.effects.flatMap((effect) => (effect.kind === 'send' ? [effect.part] : []))
  if (parts.length === 0) return taken.next
  const offered: readonly Choice[] | undefined = parts.findLast((part) => part.choices !== undefined && part.choices.length > 0)?.choices
  return offered ? { ...taken.next, offered } : without(taken.next, 'offered')
}
