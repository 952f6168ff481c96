import { relevantSteps, stepOf } from './expand.ts'
import { accept, moveOn } from './advance.ts'
import { askPending } from './ask-pending.ts'
import type { FlowCommand } from './commands.ts'
import { askEcho, askInvalid, askStep, choicesOf } from './prompt.ts'
import { openEdit } from './review.ts'
import { settled } from './turn.ts'
import type { Turn } from './turn.ts'
import type { FlowOutcome } from './types.ts'

/** Does what a person asks of the form itself. */
export const obey = (turn: Turn, command: FlowCommand, rest: string): FlowOutcome => {
  const { flow, state, texts } = turn
  const step = stepOf(flow, state.step)
  switch (command) {
    case 'pause':
      return { kind: 'paused', state: { ...state, paused: true }, say: [{ text: texts('paused') }] }
    case 'cancel':
    case 'restart':
      return { kind: 'ask', state: { ...state, confirming: command }, say: [askEcho(texts(`confirm.${command}`), texts)] }
    case 'resume':
      return { kind: 'ask', state, say: askPending(turn, state) }
    case 'edit':
      return openEdit(turn, rest)
    case 'help':
    case 'why': {
      const told = step ? (command === 'why' ? (step.why ?? step.help) : step.help) : ''
      return { kind: 'ask', state, say: [{ text: [told, texts('help.commands')].filter((line) => line !== '').join('\n') }, ...askPending(turn, state)] }
    }
    case 'skip': {
      if (!step) return { kind: 'invalid', state, say: askPending(turn, state) }
      if (step.optional) return accept(turn, step, { kind: 'skipped', shown: texts('shown.skipped') })
      const misses = state.misses + 1
      const part = askInvalid(step, texts('invalid.required'), misses, choicesOf(turn, state.answers, step), texts)
      return { kind: 'invalid', state: { ...state, misses }, say: [part] }
    }
    case 'back':
      return back(turn)
    case 'next':
      return forward(turn)
  }
}

/** One question back; nothing that was filled in is lost. From an edit, back to the review. */
const back = (turn: Turn): FlowOutcome => {
  const { flow, state, texts } = turn
  if (state.editing) {
    const { editing: _editing, ...rest } = settled(state)
    return moveOn(turn, rest, [])
  }
  const asked = relevantSteps(flow, state.answers).map((step) => step.id)
  const earlier = state.trail.filter((id) => asked.includes(id) && id !== state.step)
  const current = asked.indexOf(state.step)
  const last = current < 0 ? earlier.at(-1) : earlier.filter((id) => asked.indexOf(id) < current).at(-1)
  const step = last === undefined ? undefined : stepOf(flow, last)
  if (!step) return { kind: 'ask', state, say: [{ text: texts('first') }, ...askPending(turn, state)] }
  const next = { ...settled(state), step: step.id }
  const part = askStep(turn, next, step)
  const before = state.answers[step.id]
  const words = before && before.kind !== 'consent' ? `${texts('back', { shown: before.shown })}\n` : ''
  return { kind: 'ask', state: next, say: [{ ...part, text: `${words}${part.text}` }] }
}

/** Keeps the answer of a question gone back to, and goes on where the form was. */
const forward = (turn: Turn): FlowOutcome => {
  const { state, texts } = turn
  const { editing: _editing, ...rest } = settled(state)
  if (state.answers[state.step] !== undefined || state.editing) return moveOn(turn, rest, [])
  const [first, ...others] = askPending(turn, state)
  return { kind: 'ask', state, say: [{ ...first, text: [texts('not-yet'), first?.text ?? ''].join('\n') }, ...others] }
}
