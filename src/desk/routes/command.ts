import type { Content } from '../../core/message.ts'
import { parseChoice } from '../../lang/index.ts'
import type { Decision, Snapshot } from '../../core/turn.ts'
import { commandOf } from '../commands.ts'
import { pass, send, sendAll, take, without } from '../decide.ts'
import { answerVoice } from '../voice.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { caseList } from './mine.ts'
import { officeReply } from './office.ts'
import { requestPerson } from './person.ts'
import { openFlow, pendingQuestion, resumeFlow } from './flow.ts'
import { answerIntent } from './question.ts'

/** The value that a message chooses among the choices offered last, by button, number or label. */
const chosen = (snapshot: Snapshot, content: Content, text: string): string | undefined => {
  if (content.kind === 'choice') return content.value
  const { offered } = snapshot.conversation.state
  if (!offered || offered.length === 0 || text.length > 20) return undefined
  if (snapshot.run && !snapshot.run.state.paused) return undefined
  const choice = parseChoice(text, offered)
  return choice?.kind === 'one' ? choice.value : undefined
}

/** How a door opens, whatever code it brings along. */
const START = /^\/start(\s|$)/

/** Commands and choices that work in every state: a person, a form, the office, one's own applications, help. */
export const commandRoute: Route = (context) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message' || snapshot.party.role !== 'villager') return pass
  const { state, ownerId, group } = snapshot.conversation
  if (input.content.kind === 'bind') return bindGroup(context, input.content.village)
  const value = chosen(snapshot, input.content, input.text)
  const command = value?.startsWith('do:') ? value.slice(3) : (commandOf(world, 'villager', input.text) ?? (START.test(input.text) ? 'start' : undefined))
  if (command === '110' || command === '120') return take('command', state, [send(world.texts('command.emergency', { number: command }), 'safety')])
  if (command === 'person' || command === 'counsel' || command === 'human') {
    if (group) return take('command', state, [send({ text: world.texts('group.private-only'), privately: true })])
    const { next, effects } = requestPerson(world, snapshot, state.intent ?? '')
    return take('command', next, effects)
  }
  if (ownerId) return pass
  const spoken = answerVoice(context)
  if (spoken) return spoken
  const unread = unreadable(world, input.content)
  if (unread) return take('command', state, [send(unread), ...sendAll(pendingQuestion(context))])
  if (command === 'start' || command === 'go-on') return begin(context, command)
  if (value?.startsWith('flow:')) return openFlow(context, value.slice(5))
  if (command === 'apply') return openFlow(context, 'legal-aid-application')
  if (value?.startsWith('intent:')) return answerIntent(context, value.slice(7))
  if (state.asking) return pass
  if (command === 'office') return take('command', ...officeReply(world, snapshot))
  if (command === 'none') return take('command', { ...without(state, 'offered', 'intent') }, [send(world.texts('answer.none'))])
  const filling = snapshot.run !== undefined && !snapshot.run.state.paused
  if (filling && input.content.kind === 'text' && input.content.edited)
    return take('command', state, [send(world.texts('flow.edited')), ...sendAll(pendingQuestion(context))])
  if (command === 'resume' || command === 'later') {
    if (command === 'later') return take('command', state, [send(world.texts('answer.none'))])
    return snapshot.run ? resumeFlow(context) : take('command', state, [send(world.texts('flow.nothing-open'))])
  }
  if (filling) return pass
  if (command === 'cancel') return take('command', without(state, 'intent'), [send(world.texts('flow.nothing-open'))])
  if (command === 'mine') return take('command', state, [send(caseList(world, snapshot))])
  if (command === 'help' || command === 'menu') return take('command', state, [send({ text: world.texts('command.help'), choices: menu(world) })])
  return pass
}

/** What the person is told of a message that says by itself why it cannot be read. */
const unreadable = (world: World, content: Content): string | undefined => {
  const what = content.kind === 'unsupported' ? UNREADABLE.find((one) => one === content.what.split(':')[0]) : undefined
  return what && world.texts(`answer.${what}`)
}
const UNREADABLE = ['file-too-large', 'file-type', 'file-lost', 'not-administrator', 'card', 'link', 'sticker', 'money'] as const

/** The door was opened, with the form that is open, or with what can be done; after a way from a group with what was offered last. */
const begin = (context: RouteContext, command: 'start' | 'go-on'): Decision => {
  const { world, snapshot } = context
  const { state, group } = snapshot.conversation
  if (group) return take('command', state, [send(world.texts('group.usage'))])
  if (snapshot.run && !snapshot.run.state.paused) return resumeFlow(context)
  const offered = command === 'go-on' && state.offered && state.offered.length > 0 ? state.offered : menu(world)
  return take('command', state, [send({ text: world.texts(`command.${command}`), choices: offered })])
}

const SURE_PLACE = 0.9

/** Binds the group to the one village that is meant, or says which it may be. */
const bindGroup = ({ world, snapshot }: RouteContext, name: string): Decision => {
  const { state, group, id } = snapshot.conversation
  if (!group || name.trim() === '') return take('command', state, [send(world.texts('group.bind-usage'))])
  const found = world.findPlaces(name, 4)
  const [best, second] = found
  if (!best || best.score < SURE_PLACE || (second && second.score >= best.score)) {
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

const menu = (world: World) => [
  { value: 'flow:legal-aid-application', label: world.texts('choices.apply') },
  { value: 'do:counsel', label: world.texts('choices.counsel') },
  { value: 'do:office', label: world.texts('choices.office') },
]
