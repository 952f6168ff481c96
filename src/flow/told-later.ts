import type { FieldValue } from '../core/flow-state.ts'
import { foldForMatch, looksLikeQuestion } from '../lang/index.ts'
import { askPending } from './ask-pending.ts'
import { stepOf } from './expand.ts'
import type { Turn } from './turn.ts'
import type { FlowOutcome } from './types.ts'

/** Shorter messages are taken for a wrong answer to the question that stands. */
const A_SENTENCE = 10

/**
 * What somebody goes on telling after their account was taken as whole: 完, or a further sentence that does not answer the next question. It is put to
 * the account and the question is asked again. undefined where the message is neither, or the question before was no account.
 */
export const toldLater = (turn: Turn): FlowOutcome | undefined => {
  const { flow, state, input, texts } = turn
  const last = state.trail.at(-1)
  const before = last === undefined ? undefined : stepOf(flow, last)
  const told = last === undefined ? undefined : state.answers[last]
  if (before?.field.kind !== 'long-text' || told?.kind !== 'text' || state.misses > 0 || state.editing || input.content.kind !== 'text') return undefined
  const ask = (words: string, value: FieldValue): FlowOutcome => {
    const next = { ...state, answers: { ...state.answers, [before.id]: value } }
    const [question, ...more] = askPending(turn, next)
    return { kind: 'ask', state: next, say: question ? [{ ...question, text: `${words}\n${question.text}` }, ...more] : [{ text: words }] }
  }
  const said = input.text.trim()
  if (texts('commands.finish').split(' ').includes(foldForMatch(said))) return ask(texts('more.whole', { label: before.label }), told)
  const together = `${told.value}\n${said}`
  const sentence = (said.match(/\p{Script=Han}/gu) ?? []).length >= A_SENTENCE && !looksLikeQuestion(said)
  if (state.echo || !sentence || Array.from(together).length > before.field.max) return undefined
  return ask(texts('more.added', { label: before.label }), { ...told, value: together, shown: `${told.shown}\n${said}` })
}
