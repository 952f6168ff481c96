import { keepHome } from '../../core/heard.ts'
import type { Choice, Content, Part } from '../../core/message.ts'
import type { ConversationState, Decision, Effect } from '../../core/turn.ts'
import { maskPersonal } from '../../lang/index.ts'
import { pass, send, take, without } from '../decide.ts'
import type { Taken } from '../decide.ts'
import { greenLine } from '../green.ts'
import { sayHeard } from '../heard-line.ts'
import { hear, rememberTold } from '../listen.ts'
import { opinionPart, wonderOf } from '../opinion.ts'
import { doubtOf, reconsider } from '../unsure.ts'
import type { Understanding, World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'
import { correctHeard } from './correct.ts'
import { caseList } from './mine.ts'
import { nearestReply, officeReply } from './office.ts'

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
  const { group } = snapshot.conversation
  const corrected = group ? undefined : correctHeard(context, text)
  if (corrected) return corrected
  const state = without(snapshot.conversation.state, 'doubted', 'wonders', 'noted')
  const plain = world.knowledge.understand(text, { misses: state.misses, ...(state.intent === undefined ? {} : { intent: state.intent }) })
  const doubt = doubtOf(context, plain, text)
  const decided = decideText(context, state, reconsider(world, plain, snapshot.opinion, state.misses), text)
  return {
    ...decided,
    next: { ...decided.next, ...doubt.sharing },
    effects: [...decided.effects, ...doubt.say],
    ...(doubt.unsure ? { unsure: doubt.unsure } : {}),
  }
}

const decideText = (context: RouteContext, state: ConversationState, understood: Understanding, text: string): Taken => {
  const { world, snapshot } = context
  const { group } = snapshot.conversation
  // What is told of a matter is nobody else's: in a group nothing of it is kept or said back.
  const told = group ? {} : hear(world, snapshot.now, text)
  const heard = rememberTold(state, told, text, understood.kind === 'answer' ? understood.intent : undefined)
  switch (understood.kind) {
    case 'answer':
      return group ? answerInGroup(context, heard, understood.intent, text) : answerWith(context, heard, understood.intent, understood)
    case 'clarify': {
      const choices: readonly Choice[] = [
        ...understood.intents.map((id) => ({ value: `intent:${id}`, label: world.knowledge.title(id) })),
        { value: 'do:none', label: world.texts('choices.none') },
      ]
      return take('question', { ...without(heard, 'answered'), misses: 0 }, [send({ text: readingsText(world, understood.intents), choices })])
    }
    case 'leave':
      return take('question', { ...without(state, 'intent', 'asking', 'answered', 'heard', 'green'), ...homeOf(state), misses: 0 }, [
        send(world.texts('answer.leave')),
      ])
    case 'rephrase':
    case 'offer-person': {
      const gap: Effect = { kind: 'gap', cause: 'missed', text: maskPersonal(text), ...(understood.best === undefined ? {} : { best: understood.best }) }
      const next = { ...without(heard, 'intent', 'answered'), misses: heard.misses + 1 }
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
  const { group } = context.snapshot.conversation
  const state = without(context.snapshot.conversation.state, 'doubted', 'wonders', 'noted')
  return group ? answerInGroup(context, state, intent, context.world.knowledge.title(intent)) : answerWith(context, state, intent)
}

/** The whole of an answer that was given shortly. */
export const answerInFull = ({ world, snapshot }: RouteContext, intent: string): Decision => {
  const { state } = snapshot.conversation
  return take('question', { ...state, intent, misses: 0 }, [send(opinionPart(world, intent, state.heard) ?? world.texts('answer.rephrase'))])
}

/** Intents about the service itself that the desk does at once instead of explaining. */
const answerWith = (
  context: RouteContext,
  state: ConversationState,
  intent: string,
  { neighbour, further = [] }: { readonly neighbour?: string; readonly further?: readonly string[] } = {},
): Taken => {
  const { world, snapshot } = context
  const { line, heard } = sayHeard(world, intent.startsWith('service/') ? undefined : state.heard)
  const wonders = wonderOf(world, intent, state.heard)
  const told = { ...(heard ? { heard } : {}), ...(wonders ? { wonders } : {}), ...(line ? ({ noted: true } as const) : {}) }
  const { green, line: first } = greenLine(world, state, intent)
  const next = { ...without(state, 'asking'), intent, answered: { intent }, misses: 0, ...told, ...(green ? { green } : {}) }
  if (intent === 'service/nearest-office')
    return take('question', ...officeReply(world, { ...snapshot, conversation: { ...snapshot.conversation, state: next } }))
  if (intent === 'service/case-progress' && snapshot.cases.length > 0) return take('question', next, [send(caseList(world, snapshot))])
  const part = opinionPart(world, intent, state.heard, state.profile?.['answers'] === 'short' ? 'short' : 'full')
  if (!part) return take('question', state, [send(world.texts('answer.rephrase'))])
  // Other questions of the same message stand before the answer that the talk goes on about, so that its choices are the ones that count.
  const others = further.slice(0, MOST_FURTHER).flatMap((one) => {
    const other = opinionPart(world, one, state.heard)
    return other ? [{ intent: one, text: other.text }] : []
  })
  const also = neighbour === undefined ? [] : [{ value: `intent:${neighbour}`, label: world.knowledge.title(neighbour) }]
  const choices = [...(part.choices ?? []), ...also]
  const text = [...(line === undefined ? [] : [line]), part.text, ...(first === undefined ? [] : [first])].join('\n')
  const answer: Part = { ...part, text, rate: true, ...(choices.length === 0 ? {} : { choices }) }
  const given = [...others, { intent }].map((one): Effect => ({ kind: 'answered', intent: one.intent }))
  return take('question', next, [...given, ...others.map((one) => send(one.text)), send(answer)])
}

/** Three lines in the group; the whole answer in private. */
const answerInGroup = ({ world, snapshot }: RouteContext, state: ConversationState, intent: string, text: string): Taken => {
  const { party, conversation } = snapshot
  const short = world.knowledge.opinion(intent, 'short')
  return take('question', { ...state, intent, answered: { intent }, misses: 0 }, [
    { kind: 'answered', intent },
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
    case 'coming':
    case 'bind':
    case 'move':
    case 'talk':
    case 'unsupported':
      return 'answer.unsupported'
    case 'text':
    case 'choice':
      return 'answer.empty'
  }
}

/** Turned to something else: what was told of the old matter goes, the home stays. */
const homeOf = ({ heard }: ConversationState): Pick<ConversationState, 'heard'> => {
  const home = keepHome(heard ?? {})
  return Object.keys(home).length > 0 ? { heard: home } : {}
}

/** Where one of the readings is a matter of life and limb, 110 stands before the question which is meant. */
const readingsText = (world: World, intents: readonly string[]): string => {
  const danger = intents.some((id) => world.knowledge.opinion(id, 'short')?.actions.includes('hotline:110') ?? false)
  return [...(danger ? [world.texts('answer.readings-danger')] : []), world.texts('answer.readings')].join('\n')
}
