import type { Content } from '../../core/message.ts'
import type { Decision } from '../../core/turn.ts'
import { clearlyBest } from '../../lang/index.ts'
import { commandOf } from '../commands.ts'
import { pass, send, sendAll, take } from '../decide.ts'
import { answerVoice } from '../voice.ts'
import type { World } from '../world.ts'
import { menu } from './command.ts'
import type { Route, RouteContext } from './context.ts'
import { isFilling, pendingQuestion, resumeFlow } from './flow.ts'

/** How a door opens, whatever code it brings along. */
const START = /^\/start(\s|$)/
const SURE_PLACE = 0.9

/** What only some doors have: opening them, edited messages, voice, what cannot be read, and a group named by its administrator. */
export const doorRoute: Route = (context) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message' || snapshot.party.role !== 'villager') return pass
  const { content, text } = input
  const { state, ownerId } = snapshot.conversation
  if (content.kind === 'bind') return bindGroup(context, content.village)
  if (ownerId) return pass
  const spoken = answerVoice(context)
  if (spoken) return spoken
  const unread = unreadable(world, content)
  if (unread !== undefined) return take('command', state, [send(unread), ...sendAll(pendingQuestion(context))])
  if (START.test(text)) return begin(context)
  // A form's step is not answered by what was written for an earlier one.
  if (content.kind === 'text' && content.edited && isFilling(snapshot) && commandOf(world, 'villager', text) === undefined)
    return take('command', state, [send(world.texts('flow.edited')), ...sendAll(pendingQuestion(context))])
  return pass
}

/** What the person is told of a message that says by itself why it cannot be read. */
const unreadable = (world: World, content: Content): string | undefined => {
  const what = content.kind === 'unsupported' ? UNREADABLE.find((one) => one === content.what.split(':')[0]) : undefined
  return what && world.texts(`answer.${what}`)
}
const UNREADABLE = ['file-too-large', 'file-type', 'file-lost', 'not-administrator', 'card', 'link', 'sticker', 'money'] as const

/** The door was opened: the form that is open, or what can be done; after a way from a group, what was offered last. */
const begin = (context: RouteContext): Decision => {
  const { world, snapshot, input } = context
  const { state, group } = snapshot.conversation
  if (group) return take('command', state, [send(world.texts('group.usage'))])
  if (isFilling(snapshot)) return resumeFlow(context)
  const goesOn = input.kind === 'message' && commandOf(world, 'villager', input.text) === 'go-on'
  const offered = goesOn && state.offered && state.offered.length > 0 ? state.offered : menu(world)
  return take('command', state, [send({ text: world.texts(goesOn ? 'command.go-on' : 'command.start'), choices: offered })])
}

/** Binds the group to the one village that is meant, or says which it may be. */
const bindGroup = ({ world, snapshot }: RouteContext, name: string): Decision => {
  const { state, group, id } = snapshot.conversation
  if (!group || name.trim() === '') return take('command', state, [send(world.texts('group.bind-usage'))])
  const found = world.findPlaces(name, 4)
  const best = clearlyBest(found, SURE_PLACE)
  if (!best) {
    const places = found.map(({ place }) => `${place.townName}${place.name}`).join(world.texts('labels.or'))
    return take('command', state, [send(places === '' ? world.texts('group.bind-unknown') : world.texts('group.bind-which', { places }))])
  }
  const village = `${best.place.townName}${best.place.name}`
  return take('command', state, [
    { kind: 'bind-group', villageCode: best.place.code },
    { kind: 'audit', action: 'group-bound', subject: { kind: 'conversation', id }, detail: best.place.code },
    send(world.texts('group.bound', { village })),
  ])
}
