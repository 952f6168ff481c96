import { foldForMatch, looksLikeQuestion, parseChoice, parseNumber, parseYesNo } from '../lang/index.ts'
import type { Part } from '../core/message.ts'
import { askReview, askStep, numbered, REVIEW, reviewLines } from './prompt.ts'
import type { Asked } from './expand.ts'
import { isComplete, relevantAnswers } from './relevant.ts'
import { settled } from './turn.ts'
import type { Turn } from './turn.ts'
import type { FlowOutcome } from './types.ts'

/** What is said at the review: send it, or change a line. */
export const answerReview = (turn: Turn): FlowOutcome => {
  const { flow, state, input, texts } = turn
  const choices = [
    { value: 'submit', label: texts('choice.submit') },
    { value: 'edit', label: texts('choice.edit') },
  ]
  if (state.editing) {
    const step = lineOf(turn, input.text)
    if (step) return editStep(turn, step)
  }
  const read = input.content.kind === 'choice' ? input.content : parseChoice(input.text, choices)
  const chosen = read && 'value' in read ? read.value : undefined
  const yes = input.content.kind === 'choice' ? undefined : parseYesNo(input.text)
  const words = texts('commands.submit').split(' ').map(foldForMatch)
  const complete = isComplete(flow, state.answers)
  if (complete && (chosen === 'submit' || (yes === true && !state.editing) || words.includes(foldForMatch(input.text)))) return finished(turn)
  if (chosen === 'edit' || yes === false) return openEdit(turn, '')
  const say = complete && !state.editing ? [askReview(flow, state.answers, texts)] : [askLine(turn)]
  return looksLikeQuestion(input.text) ? { kind: 'decline', state, say } : { kind: 'invalid', state, say }
}

/** What is submitted: the answers to the questions that apply. */
const finished = ({ flow, state }: Turn): FlowOutcome => ({ kind: 'done', state, submit: flow.submit, answers: relevantAnswers(flow, state.answers) })

/** Opens one line for change: by its number or its name; asks which where neither was said. */
export const openEdit = (turn: Turn, which: string): FlowOutcome => {
  const { flow, state, texts } = turn
  const step = which === '' ? undefined : lineOf(turn, which)
  if (step) return editStep(turn, step)
  const lines = reviewLines(flow, state.answers)
  if (lines.length === 0) return { kind: 'ask', state, say: [{ text: texts('review.nothing') }] }
  // In the middle of the form the list is shown too, and the form goes on from the changed line.
  const { echo: _echo, offered: _offered, ...rest } = state
  return { kind: 'ask', state: { ...rest, step: REVIEW, editing: true }, say: [askLine(turn)] }
}

/** Which line is to be changed, with the lines. */
export const askLine = ({ flow, state, texts }: Pick<Turn, 'flow' | 'state' | 'texts'>): Part => {
  return { text: [texts('review.which'), ...numbered(flow, state.answers, texts)].join('\n') }
}

const editStep = (turn: Turn, step: Asked): FlowOutcome => {
  const { state, texts } = turn
  const next = { ...settled(state), step: step.id, editing: true }
  const part = askStep(turn, next, step)
  const before = state.answers[step.id]
  const words = before ? `${texts('keep', { shown: before.shown })}\n` : ''
  return { kind: 'ask', state: next, say: [{ ...part, text: `${words}${part.text}` }] }
}

const lineOf = ({ flow, state }: Turn, which: string): Asked | undefined => {
  const lines = reviewLines(flow, state.answers)
  const said = foldForMatch(which)
    .replace(/^第/u, '')
    .replace(/[个项条行]$/u, '')
  const number = parseNumber(said)
  if (number !== undefined) return lines[number - 1]?.step
  if (said === '') return undefined
  const found = lines.filter(({ step }) => foldForMatch(step.label).includes(said) || (said.length >= 2 && said.includes(foldForMatch(step.label))))
  return found.length === 1 || said.length >= 2 ? found[0]?.step : undefined
}
