import type { Choice, Content } from '../../core/message.ts'
import { parseChoice } from '../../lang/index.ts'
import type { Decision, Effect, Snapshot } from '../../core/turn.ts'
import { commandOf, toldWithApplying } from '../commands.ts'
import { pass, send, sendAll, take, without } from '../decide.ts'
import { exportData } from '../export.ts'
import { formCalled, saidInOpening } from '../form-words.ts'
import { hear, rememberTold } from '../listen.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { caseList, dataList } from './mine.ts'
import { rate } from './rating.ts'
import { officeReply } from './office.ts'
import { requestPerson } from './person.ts'
import { isChoiceOfForm, isFilling, openFlow, pendingQuestion, resumeFlow } from './flow.ts'
import { agreeToLookup } from './lookup.ts'
import { answerInFull, answerIntent } from './question.ts'

/** The value that a message chooses among the choices offered last, by button, number or label. */
const chosen = (snapshot: Snapshot, content: Content, text: string): string | undefined => {
  if (content.kind === 'choice') return content.value
  const { offered } = snapshot.conversation.state
  if (!offered || offered.length === 0 || text.length > 20) return undefined
  if (snapshot.run && !snapshot.run.state.paused) return undefined
  const choice = parseChoice(text, offered)
  return choice?.kind === 'one' ? choice.value : undefined
}

/** What a person may ask of their own matters and data at any time, whatever they were asked. */
const OWN_DATA = ['mine', 'data', 'export-data', 'delete-data', 'unsubscribe']

/** Commands and choices that work in every state: a person, a form, the office, one's own applications, help. */
export const commandRoute: Route = (context) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message' || snapshot.party.role !== 'villager') return pass
  const { state, ownerId, group } = snapshot.conversation
  const value = chosen(snapshot, input.content, input.text)
  const command = value?.startsWith('do:') ? value.slice(3) : commandOf(world, 'villager', input.text)
  if (command === '110' || command === '120') return take('command', state, [send(world.texts('command.emergency', { number: command }), 'safety')])
  if (command === 'person' || command === 'counsel' || command === 'human') {
    if (group) return take('command', state, [send({ text: world.texts('group.private-only'), privately: true })])
    const { next, effects } = requestPerson(world, snapshot, state.intent ?? '')
    return take('command', next, effects)
  }
  if (ownerId) return pass
  // A group hears nothing of anybody's matters.
  if (group && OWN_DATA.includes(command ?? '')) return take('command', state, [send({ text: world.texts('group.private-only'), privately: true })])
  // A form's own option goes before a command of the same words.
  const form = formCalled(world, input.text, 'villager')
  if (value === undefined && (command !== undefined || form) && isFilling(snapshot) && isChoiceOfForm(context)) return pass
  if (value && /^rate:[1-4]:/.test(value)) return rate(context, value)
  if (value?.startsWith('flow:')) return openFlow(context, value.slice(5))
  if (command === 'apply') return openFlow(context, 'legal-aid-application')
  if (form) return openFlow(context, form.id, saidInOpening(form, input.text))
  if (value?.startsWith('intent:')) return answerIntent(context, value.slice(7))
  if (value?.startsWith('full:')) return answerInFull(context, value.slice(5))
  if (value === undefined && command === undefined && !isFilling(snapshot)) {
    const story = toldWithApplying(world, input.text)
    if (story !== undefined) return applyWithStory(context, story)
  }
  if (state.asking && !OWN_DATA.includes(command ?? '')) return pass
  if (command === 'office') return take('command', ...officeReply(world, snapshot))
  if (command === 'none') return take('command', { ...without(state, 'offered', 'intent', 'answered') }, [send(world.texts('answer.none'))])
  const outside = world.settings.secondOpinion?.outside
  if (outside && (command === 'share' || command === 'keep')) {
    const sharing = { version: outside.version, given: command === 'share' }
    const consent: Effect = { kind: 'consent', purpose: 'second-opinion', ...sharing }
    return take('command', { ...state, sharing }, [consent, send(world.texts(`second-opinion.${sharing.given ? 'agreed' : 'refused'}`))])
  }
  const filling = isFilling(snapshot)
  if (command === 'forget-heard' && !filling) return take('command', without(state, 'heard', 'doubted', 'wonders'), [send(world.texts('heard.forgotten'))])
  if (command === 'resume' || command === 'later') {
    if (command === 'later') return take('command', state, [send(world.texts('answer.none'))])
    return snapshot.run ? resumeFlow(context) : take('command', state, [send(world.texts('flow.nothing-open'))])
  }
  // In a form these are answered too, and its question is asked again; 取消 and 帮助 are the form's.
  const back = filling ? sendAll(pendingQuestion(context)) : []
  if (command === 'mine') return take('command', state, [send(caseList(world, snapshot)), ...back])
  if (command === 'unsubscribe')
    return take('command', { ...state, profile: { ...state.profile, reminders: 'no' } }, [
      { kind: 'subscribe', on: false },
      send(world.texts('unsubscribe.done')),
      ...back,
    ])
  if (command === 'subscribe') return take('command', state, [{ kind: 'subscribe', on: true }, send(subscribed(world, snapshot)), ...back])
  if (command === 'export-data') return take('command', state, [exportData(world, snapshot), send(world.texts('data.exporting')), ...back])
  if (command === 'data') return take('command', state, [send(dataList(world, snapshot)), ...back])
  if (command === 'delete-data')
    return openFlow(context, 'my-case', { answers: { what: { kind: 'choice', value: 'delete-data', shown: world.texts('my-case.delete-data.title') } } })
  if (filling) return pass
  if (command === 'cancel') return take('command', without(state, 'intent'), [send(world.texts('flow.nothing-open'))])
  if (command === 'lookup' || command === 'no-lookup') return agreeToLookup(context, command === 'lookup')
  if (command === 'papers') return take('command', state, [send({ text: world.texts('command.papers'), choices: forms(world, 'papers.submit') })])
  if (command === 'forms') return take('command', state, [send({ text: world.texts('command.forms'), choices: forms(world) })])
  if (command === 'help' || command === 'menu') return take('command', state, [send({ text: world.texts('command.help'), choices: menu(world) })])
  return pass
}

const subscribed = ({ outreachTexts: says }: World, { party }: Snapshot): string =>
  [says('publicity.subscribed'), ...(party.villageCode === undefined ? [says('publicity.no-village')] : [])].join('\n')

/** The application, with what was told in the same breath shown for a yes where it asks for it. */
const applyWithStory = (context: RouteContext, story: string): Decision => {
  const { world, snapshot } = context
  const { conversation } = snapshot
  if (conversation.group) return openFlow(context, 'legal-aid-application')
  const understood = world.knowledge.understand(story, { misses: 0 })
  const intent = understood.kind === 'answer' ? understood.intent : undefined
  const state = rememberTold(conversation.state, hear(world, snapshot.now, story), story, intent)
  return openFlow({ ...context, snapshot: { ...snapshot, conversation: { ...conversation, state } } }, 'legal-aid-application')
}

/** Every form that a villager may open, or those that do one thing. */
const forms = (world: World, submit?: string) =>
  [...world.flows.values()]
    .filter((flow) => flow.for === 'villager' && (submit === undefined || flow.submit === submit))
    .map((flow) => ({ value: `flow:${flow.id}`, label: flow.title }))

/** What can be done, offered where nothing else was asked. */
export const menu = (world: World): readonly Choice[] => [
  { value: 'flow:legal-aid-application', label: world.texts('choices.apply') },
  { value: 'do:counsel', label: world.texts('choices.counsel') },
  { value: 'do:office', label: world.texts('choices.office') },
]
