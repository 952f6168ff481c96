import type { Part } from '../core/message.ts'
import type { OfficeId } from '../core/ids.ts'
import type { ConversationState, Decision, Effect, OutboxClass, Recipient, RouteName } from '../core/turn.ts'

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

/** A notice to another conversation of the desk. */
export const tellNotice = (to: Recipient, ...parts: readonly Part[]): Effect => ({ kind: 'tell', to, event: { kind: 'notice', class: 'notice', parts } })

/** The clerks of an office; without one the agency's staff. */
export const clerksOf = (officeId: OfficeId | undefined): Recipient => (officeId === undefined ? { staff: 'agency' } : { staff: 'clerk', officeId })

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
