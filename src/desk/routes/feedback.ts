import type { Choice } from '../../core/message.ts'
import type { Effect, TurnInput } from '../../core/turn.ts'
import { maskPersonal } from '../../lang/index.ts'
import { commandOf } from '../commands.ts'
import { pass, send, take, without } from '../decide.ts'
import type { World } from '../world.ts'
import type { Route } from './context.ts'
import { correctHeard } from './correct.ts'
import { answerText } from './question.ts'

const LEAD = /^([^,，。.!！;；:：\s]{1,8})[,，。.!！;；:：\s]+(\S.{3,})$/su

type Rating = { readonly word: 'helped' | 'unhelpful' /** What else the message says. */; readonly rest: string }

/** What a message says of the answer before it: as its only words, or ahead of the question put again. */
const ratingOf = (world: World, input: TurnInput): Rating | undefined => {
  if (input.kind !== 'message' || (input.content.kind !== 'text' && input.content.kind !== 'voice')) return undefined
  const whole = commandOf(world, 'villager', input.text)
  if (whole === 'helped' || whole === 'unhelpful') return { word: whole, rest: '' }
  const [, head = '', rest = ''] = LEAD.exec(input.text.trim()) ?? []
  return head !== '' && commandOf(world, 'villager', head) === 'unhelpful' ? { word: 'unhelpful', rest } : undefined
}

/** What a person says of an answer: that it helped or did not. It is written down once an answer, with the question and the intent answered. */
export const feedbackRoute: Route = (context) => {
  const { world, snapshot, input } = context
  const { state, group, ownerId } = snapshot.conversation
  const { answered } = state
  if (snapshot.party.role !== 'villager' || ownerId || (!answered && state.misses === 0)) return pass
  const rating = ratingOf(world, input)
  if (!rating) return pass
  // 不对 may be about what was noted, not about the answer.
  const corrected = !group && rating.word === 'unhelpful' && input.kind === 'message' ? correctHeard(context, input.text) : undefined
  if (corrected) return corrected
  // Where nothing was answered the question is written down already.
  if (!answered && (rating.word === 'helped' || rating.rest !== '')) return pass
  const gap: readonly Effect[] =
    !answered || answered.rated ? [] : [{ kind: 'gap', cause: rating.word, text: maskPersonal(state.question ?? ''), best: answered.intent }]
  const rated = answered ? { ...state, answered: { ...answered, rated: true as const } } : state
  if (rating.word === 'helped') return take('question', rated, [...gap, send(world.texts('answer.helped'))])
  // What was answered was not what is meant: the next words are not read as a follow-up to it.
  const next = without(rated, 'intent', 'offered')
  if (rating.rest !== '') {
    const again = answerText({ ...context, snapshot: { ...snapshot, conversation: { ...snapshot.conversation, state: next } } }, rating.rest)
    return again.kind === 'take' ? { ...again, effects: [...gap, ...again.effects] } : again
  }
  const choices: readonly Choice[] = [{ value: 'do:person', label: world.texts('choices.person') }]
  const part = { text: world.texts(group ? 'answer.unhelpful-group' : 'answer.unhelpful') }
  return take('question', { ...next, misses: Math.max(1, state.misses) }, [...gap, send(group ? part : { ...part, choices })])
}
