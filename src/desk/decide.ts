import type { Part } from '../core/message.ts'
import type { ConversationState, Decision, Effect, OutboxClass, RouteName } from '../core/turn.ts'

/** A message taken by a route. */
export type Taken = Extract<Decision, { kind: 'take' }>

/** Ends a route with everything that follows from it. */
export const take = (route: RouteName, next: ConversationState, effects: readonly Effect[]): Taken => ({ kind: 'take', route, next, effects })

/** Leaves the message to the next route. */
export const pass: Decision = { kind: 'pass' }

/** One message to send. */
export const send = (part: Part | string, sendClass: OutboxClass = 'chat'): Effect => ({
  kind: 'send',
  class: sendClass,
  part: typeof part === 'string' ? { text: part } : part,
})

/** Several messages of the chat. */
export const sendAll = (parts: readonly Part[]): readonly Effect[] => parts.map((part) => send(part))

/** The state without some of its optional members. */
export const without = <K extends keyof ConversationState>(state: ConversationState, ...keys: readonly K[]): ConversationState => {
  const rest: Record<string, unknown> = { ...state }
  for (const key of keys) delete rest[key]
  return rest as ConversationState
}

/** Parts with a line before the first. */
export const headed = (title: string, parts: readonly Part[]): readonly Part[] => {
  const [first, ...rest] = parts
  return first ? [{ ...first, text: `${title}\n${first.text}` }, ...rest] : [{ text: title }]
}
