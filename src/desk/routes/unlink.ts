import type { Address, Choice } from '../../core/message.ts'
import type { DoorView } from '../../core/pass.ts'
import type { Decision, Effect, Snapshot, TurnInput } from '../../core/turn.ts'
import { parseChoice } from '../../lang/index.ts'
import { commandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import type { World } from '../world.ts'
import type { Route } from './context.ts'

const UNBIND = 'unbind:'

/** A person's doors as a list, one of them taken off. The others hear of it; at the one taken off the person is unknown from now on. */
export const unlinkRoute: Route = ({ world, snapshot, input }) => {
  if (input.kind !== 'message') return pass
  const { state, group, address } = snapshot.conversation
  const chosen = choiceOf(snapshot, input)
  if (chosen === undefined && commandOf(world, snapshot.party.role, input.text) !== 'unbind') return pass
  const say = (text: string, choices: readonly Choice[] = []): Decision => take('command', state, [send({ text, choices }, 'notice')])
  if (group) return say(world.texts('group.private-only'))
  const { doors } = snapshot
  if (chosen === '') return say(world.texts('unbind.kept'))
  if (doors.length < 2) return say(world.texts('unbind.only-one'))
  const door = doors.find((one) => one.id === chosen)
  if (!door) return say(world.texts(chosen === undefined ? 'unbind.ask' : 'unbind.gone'), choicesOf(world, snapshot))
  const rest = doors.filter((one) => one !== door)
  const here = same(door.address, address)
  const name = nameOf(world, door)
  const next = rest[0]
  const told = rest.filter((one) => !same(one.address, address))
  const away = state.away && same(state.away, door.address) ? without(state, 'away') : state
  return take('command', { ...away, asked: state.asked?.filter((one) => !same(one, door.address)) ?? [] }, [
    { kind: 'drop-door', door: door.id, ...(here && next ? { goOn: next.address } : {}) },
    { kind: 'audit', action: 'door-dropped', subject: { kind: 'party', id: snapshot.party.id }, detail: door.address.channel },
    send(
      world.texts(here ? 'unbind.done-here' : 'unbind.done', { door: name, others: rest.map((one) => nameOf(world, one)).join(world.texts('labels.or')) }),
      'notice',
    ),
    ...told.map((one): Effect => ({ kind: 'send', class: 'notice', part: { text: world.texts('unbind.told', { door: name }) }, to: one.address })),
  ])
}

const same = (a: Address, b: Address): boolean => a.channel === b.channel && a.account === b.account && a.chat === b.chat

/** Id of the door that a message chooses among those offered last; '' for none of them. */
const choiceOf = ({ conversation }: Snapshot, { content, text }: Extract<TurnInput, { kind: 'message' }>): string | undefined => {
  const offered = conversation.state.offered?.filter((one) => one.value.startsWith(UNBIND)) ?? []
  const typed = offered.length > 0 && content.kind !== 'choice' ? parseChoice(text, offered) : undefined
  const value = content.kind === 'choice' ? content.value : typed?.kind === 'one' ? typed.value : ''
  return value.startsWith(UNBIND) ? value.slice(UNBIND.length) : undefined
}

const nameOf = ({ texts }: World, door: DoorView): string => (door.opened ? texts('unbind.opened') : texts(`door.names.${door.address.channel}`).trim())

const choicesOf = (world: World, { doors, conversation, now }: Snapshot): readonly Choice[] => [
  ...doors.map((door) => ({
    value: `${UNBIND}${door.id}`,
    label: same(door.address, conversation.address)
      ? world.texts('unbind.here', { door: nameOf(world, door) })
      : world.texts('unbind.there', { door: nameOf(world, door), when: world.sayWhen(door.usedAt, now) }),
  })),
  { value: UNBIND, label: world.texts('unbind.keep') },
]
