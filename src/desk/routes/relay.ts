import type { Content } from '../../core/message.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import type { World } from '../world.ts'

/** Passes the person's words to the counsel who holds the conversation; nothing where nobody does. */
export const relayToCounsel = (_world: World, snapshot: Snapshot, content: Content): readonly Effect[] => {
  const { handoff, conversation, party } = snapshot
  if (!handoff || !conversation.ownerId) return []
  // The recording was passed on when it came; without words nothing is to be added.
  if (content.kind === 'voice' && content.text === '') return []
  return [conversation.ownerId, ...(handoff.members ?? [])].map((counsel) => ({
    kind: 'tell',
    to: { counsel },
    event: { kind: 'relay', number: handoff.number, from: party.name, content },
  }))
}
