import { drawQuiz } from '../../core/publicity.ts'
import type { Quiz, QuizQuestion } from '../../core/publicity.ts'
import type { Choice } from '../../core/message.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { parseChoice } from '../../lang/index.ts'
import { commandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import type { World } from '../world.ts'
import type { Route, RouteContext } from './context.ts'

const LONGEST_ADVICE = 60

/** A short test of legal knowledge for grid workers and whoever of the village wants one: questions of the knowledge base, right or wrong with the citation. */
export const quizRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || conversation.group || conversation.ownerId !== undefined || (party.role !== 'villager' && party.role !== 'grid-worker'))
    return pass
  const { state } = conversation
  const command = commandOf(world, 'quiz', input.text)
  if (command === 'begin') return begin(context)
  const offered = state.offered?.filter(({ value }) => value.startsWith('quiz:')) ?? []
  if (!state.quiz || offered.length === 0) return pass
  if (command === 'stop') return take('command', without(state, 'quiz'), [send(world.outreachTexts('quiz.stopped'))])
  const chosen = input.content.kind === 'choice' ? input.content.value : parseChoice(input.text, offered)
  const value = typeof chosen === 'string' ? chosen : chosen?.kind === 'one' ? chosen.value : undefined
  return value?.startsWith('quiz:') ? judge(context, state.quiz, value.slice('quiz:'.length)) : pass
}

const begin = ({ world, snapshot }: RouteContext): Decision => {
  const { state } = snapshot.conversation
  const known = { ...state, greeted: true }
  const usable = world.knowledge.ids.filter((id) => (world.knowledge.opinion(id, 'short')?.basis ?? '') !== '')
  const questions = drawQuiz(usable, snapshot.secret)
  if (questions.length === 0) return take('command', known, [send(world.outreachTexts('quiz.empty'))])
  const quiz: Quiz = { questions, at: 0, right: 0 }
  return take('command', { ...known, quiz }, [ask(world, quiz, world.outreachTexts('quiz.welcome', { total: questions.length }))])
}

/** The question that a test stands at, behind what was said before it. */
const ask = (world: World, { questions, at }: Quiz, before: string): Effect => {
  const question = questions[at]
  if (!question) return send(before)
  const { outreachTexts: says, knowledge } = world
  const words = says(`quiz.${question.by}`, { n: at + 1, title: knowledge.title(question.intent) })
  const choices = question.options.map((id): Choice => ({ value: `quiz:${id}`, label: sayOption(world, question, id) }))
  return send({ text: `${before}\n${words}`, choices })
}

const sayOption = ({ knowledge }: World, { by }: QuizQuestion, id: string): string => {
  const opinion = knowledge.opinion(id, 'short')
  if (!opinion) return id
  const words = by === 'law' ? opinion.basis.slice(opinion.basis.indexOf('《')) : (opinion.text.split('\n')[0] ?? '')
  return words.length > LONGEST_ADVICE ? `${words.slice(0, LONGEST_ADVICE)}…` : words
}

const judge = ({ world, snapshot }: RouteContext, quiz: Quiz, said: string): Decision => {
  const { outreachTexts: says, knowledge } = world
  const { party, conversation, now } = snapshot
  const question = quiz.questions[quiz.at]
  if (!question) return pass
  const good = said === question.intent
  const basis = knowledge.opinion(question.intent, 'short')?.basis ?? ''
  const verdict = `${good ? says('quiz.right') : says('quiz.wrong', { answer: sayOption(world, question, question.intent) })}\n${basis}`
  const next: Quiz = { ...quiz, at: quiz.at + 1, right: quiz.right + (good ? 1 : 0) }
  const total = quiz.questions.length
  if (next.at < total) return take('command', { ...conversation.state, quiz: next }, [ask(world, next, verdict)])
  const { id: partyId, role, staffId, villageCode } = party
  const who = { ...(staffId === undefined ? {} : { staffId }), ...(villageCode === undefined ? {} : { villageCode }) }
  return take('command', without(conversation.state, 'quiz'), [
    { kind: 'record-quiz', result: { id: `z${snapshot.inboxId}`, partyId, role, ...who, right: next.right, total, at: now } },
    send(`${verdict}\n${says('quiz.done', { total, right: next.right })}`),
  ])
}
