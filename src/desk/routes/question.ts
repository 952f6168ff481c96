import type { Choice, Content } from '../../core/message.ts'
import type { ConversationState, Decision, Effect } from '../../core/turn.ts'
import { findMoney } from '../../lang/index.ts'
import { pass, send, take, without } from '../decide.ts'
import { opinionPart } from '../opinion.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { caseList } from './mine.ts'
import { officeReply } from './office.ts'
import { nearestReply } from './office.ts'

const LONGEST_QUESTION = 400
const SURE_PLACE = 0.9
const MOST_FURTHER = 2

/** Everything else: a question for the knowledge base, answered, offered in readings, asked again, or a person offered. */
export const questionRoute: Route = (context) => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message' || snapshot.party.role !== 'villager' || snapshot.conversation.ownerId) return pass
  const { state } = snapshot.conversation
  const album = input.content.kind === 'file' ? input.content.album : undefined
  // The pictures of one album are answered once.
  if (album !== undefined && album === state.album) return take('question', state, [])
  if (input.content.kind === 'location') {
    const near = nearestReply(world, input.content, snapshot.now)
    if (near !== undefined) return take('question', state, [send(near)])
  }
  const next = album === undefined ? without(state, 'album') : { ...state, album }
  if (input.text.trim() === '') return take('question', next, [send(world.texts(wordless(input.content)))])
  return answerText(context, input.text)
}

/** Answers words of a person, wherever they were written. */
export const answerText = (context: RouteContext, text: string): Decision => {
  const { world, snapshot } = context
  const { state, group } = snapshot.conversation
  const heard = listen(world, state, text)
  const understood = world.knowledge.understand(text, { misses: state.misses, ...(state.intent === undefined ? {} : { intent: state.intent }) })
  switch (understood.kind) {
    case 'answer':
      return group ? answerInGroup(context, heard, understood.intent, text) : answerWith(context, heard, understood.intent, understood)
    case 'clarify': {
      const choices: readonly Choice[] = [
        ...understood.intents.map((id) => ({ value: `intent:${id}`, label: world.knowledge.title(id) })),
        { value: 'do:none', label: world.texts('choices.none') },
      ]
      return take('question', { ...heard, misses: 0 }, [send({ text: readingsText(world, understood.intents), choices })])
    }
    case 'leave':
      return take('question', { ...without(state, 'intent', 'asking'), misses: 0 }, [send(world.texts('answer.leave'))])
    case 'rephrase':
    case 'offer-person': {
      const gap: Effect = { kind: 'gap', text, ...(understood.best === undefined ? {} : { best: understood.best }) }
      const next = { ...without(heard, 'intent'), misses: heard.misses + 1 }
      if (group) return take('question', next, [gap, send({ text: world.texts('group.private-only'), privately: true })])
      if (understood.kind === 'rephrase') return take('question', next, [gap, send(world.texts('answer.rephrase'))])
      const choices: readonly Choice[] = [
        { value: 'do:person', label: world.texts('choices.person') },
        { value: 'do:later', label: world.texts('choices.later') },
      ]
      return take('question', next, [gap, send({ text: world.texts(`answer.offer-person.${state.misses % 2}`), choices })])
    }
  }
}

/** Answers with one intent, whether matched or chosen; in a group shortly, and in full in private. */
export const answerIntent = (context: RouteContext, intent: string): Decision => {
  const { state, group } = context.snapshot.conversation
  return group ? answerInGroup(context, state, intent, context.world.knowledge.title(intent)) : answerWith(context, state, intent)
}

/** Intents about the service itself that the desk does at once instead of explaining. */
const answerWith = (
  context: RouteContext,
  state: ConversationState,
  intent: string,
  { neighbour, further = [] }: { readonly neighbour?: string; readonly further?: readonly string[] } = {},
): Decision => {
  const { world, snapshot } = context
  const next = { ...without(state, 'asking'), intent, misses: 0 }
  if (intent === 'service/nearest-office')
    return take('question', ...officeReply(world, { ...snapshot, conversation: { ...snapshot.conversation, state: next } }))
  if (intent === 'service/case-progress' && snapshot.cases.length > 0) return take('question', next, [send(caseList(world, snapshot))])
  const part = opinionPart(world, intent)
  if (!part) return take('question', state, [send(world.texts('answer.rephrase'))])
  // Other questions of the same message stand before the answer that the talk goes on about, so that its choices are the ones that count.
  const others = further.slice(0, MOST_FURTHER).flatMap((one) => opinionPart(world, one) ?? [])
  const also = neighbour === undefined ? [] : [{ value: `intent:${neighbour}`, label: world.knowledge.title(neighbour) }]
  const choices = [...(part.choices ?? []), ...also]
  return take('question', next, [...others.map(({ text }) => send(text)), send(choices.length === 0 ? part : { ...part, choices })])
}

/** Three lines in the group; the whole answer in private. */
const answerInGroup = ({ world, snapshot }: RouteContext, state: ConversationState, intent: string, text: string): Decision => {
  const { party, conversation } = snapshot
  const short = world.knowledge.opinion(intent, 'short')
  return take('question', { ...state, intent, misses: 0 }, [
    send({ text: `${short?.text ?? ''}\n${world.texts('group.more')}`.trim(), privately: true }),
    {
      kind: 'tell',
      to: { privateOf: party.id },
      event: {
        kind: 'from-group',
        text,
        group: conversation.group?.name ?? '',
        ...(conversation.groupVillage === undefined ? {} : { villageCode: conversation.groupVillage }),
      },
    },
  ])
}

const wordless = (content: Content): string => {
  switch (content.kind) {
    case 'file':
    case 'voice':
    case 'location':
      return `answer.${content.kind}`
    case 'bind':
    case 'unsupported':
      return 'answer.unsupported'
    case 'text':
    case 'choice':
      return 'answer.empty'
  }
}

/** Keeps the question for a counsel's card, and what a form may be prefilled with. */
const listen = (world: World, state: ConversationState, text: string): ConversationState => {
  const amount = findMoney(text)[0]
  const place = world.findPlacesIn(text, 1).find((one) => one.score >= SURE_PLACE)
  const heard = {
    ...state.heard,
    ...(amount ? { amount: amount.cents } : {}),
    ...(place ? { village: `${place.place.townName}${place.place.name}` } : {}),
  }
  return { ...state, question: text.slice(0, LONGEST_QUESTION), ...(Object.keys(heard).length > 0 ? { heard } : {}) }
}

/** Where one of the readings is a matter of life and limb, 110 stands before the question which is meant. */
const readingsText = (world: World, intents: readonly string[]): string => {
  const danger = intents.some((id) => world.knowledge.opinion(id, 'short')?.actions.includes('hotline:110') ?? false)
  return [...(danger ? [world.texts('answer.readings-danger')] : []), world.texts('answer.readings')].join('\n')
}
