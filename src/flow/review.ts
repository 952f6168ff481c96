import { foldForMatch, looksLikeQuestion, parseChoice, parseNumber, parseYesNo } from '../lang/index.ts'
import type { Turn } from './engine.ts'
import type { Part } from '../core/message.ts'
import { isComplete, relevantAnswers } from './condition.ts'
import { askReview, askStep, REVIEW, reviewLines } from './prompt.ts'
import type { Step } from './schema.ts'
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
  const numbered = reviewLines(flow, state.answers).map((line, index) => texts('review.line', { n: index + 1, label: line.step.label, shown: line.shown }))
  return { text: [texts('review.which'), ...numbered].join('\n') }
}

const editStep = ({ flow, state, texts }: Turn, step: Step): FlowOutcome => {
  const { echo: _echo, offered: _offered, pieces: _pieces, files: _files, ...rest } = state
  const next = { ...rest, step: step.id, editing: true, misses: 0 }
  const part = askStep(flow, next, step, texts)
  const before = state.answers[step.id]
  const words = before ? `${texts('keep', { shown: before.shown })}\n` : ''
  return { kind: 'ask', state: next, say: [{ ...part, text: `${words}${part.text}` }] }
}

const lineOf = ({ flow, state }: Turn, which: string): Step | undefined => {
  const lines = reviewLines(flow, state.answers)
  const said = foldForMatch(which)
    .replace(/^第/u, '')
    .replace(/[个项条行]$/u, '')
  const number = parseNumber(said)
  if (number !== undefined) return lines[number - 1]?.step
  const found = lines.filter(({ step }) => foldForMatch(step.label).includes(said) || (said.length >= 2 && said.includes(foldForMatch(step.label))))
  return found.length === 1 || said.length >= 2 ? found[0]?.step : undefined
}
