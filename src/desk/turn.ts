import type { Choice, Part } from '../core/message.ts'
import { textOf } from '../core/message.ts'
import type { ConversationState, Effect, Snapshot, TurnInput } from '../core/turn.ts'
import type { InboxRow, TurnCommit } from '../ports/store.ts'
import { send, without } from './decide.ts'
import type { Taken } from './decide.ts'
import { preface } from './preface.ts'
import { route } from './router.ts'
import type { World } from './world.ts'

/** Decides one message: what is answered, what the conversation remembers, and everything else that follows. Pure. */
export const decideTurn = (world: World, snapshot: Snapshot, row: InboxRow): TurnCommit => {
  const input = inputOf(row)
  const taken = greet(world, snapshot, input, preface(world, snapshot, input, route({ world, snapshot, input })))
  return {
    inboxId: row.id,
    conversationId: snapshot.conversation.id,
    version: snapshot.conversation.version,
    partyId: snapshot.party.id,
    route: taken.route,
    address: snapshot.conversation.address,
    now: snapshot.now,
    next: remember(snapshot, taken),
    effects: taken.effects,
  }
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
