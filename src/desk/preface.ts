import type { Effect, Snapshot, TurnInput } from '../core/turn.ts'
import { sayPast } from '../lang/index.ts'
import { send } from './decide.ts'
import type { Taken } from './decide.ts'
import type { World } from './world.ts'

/** What is said before an answer: that the message was received late, once for many; and the words that were understood of a voice message. */
export const preface = (world: World, snapshot: Snapshot, input: TurnInput, taken: Taken): Taken => {
  const { conversation, party, now } = snapshot
  if (input.kind !== 'message' || party.role !== 'villager' || conversation.ownerId) return taken
  const at = taken.effects.findIndex((effect) => effect.kind === 'send')
  if (at < 0) return taken
  const { lateAfterMs } = world.settings
  const late = now - input.sentAt > lateAfterMs && now - (conversation.state.apologised ?? 0) > lateAfterMs
  const heard = input.content.kind === 'voice' ? input.text.trim() : ''
  const before: readonly Effect[] = [
    ...(late ? [send(world.texts('failure.late', { when: sayPast(input.sentAt, now) }), 'notice')] : []),
    ...(heard === '' ? [] : [send(world.texts('answer.voice-heard', { text: heard }), 'notice')]),
  ]
  const next = late ? { ...taken.next, apologised: now } : taken.next
  // Danger goes before everything.
  const effects = taken.route === 'safety' ? [...taken.effects, ...before] : [...taken.effects.slice(0, at), ...before, ...taken.effects.slice(at)]
  return { ...taken, next, effects }
}
