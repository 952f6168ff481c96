import type { FieldValue, FlowState } from '../core/flow-state.ts'
import type { Part } from '../core/message.ts'
import { foldForMatch, looksLikeQuestion, parseYesNo } from '../lang/index.ts'
import { flowCommandOf } from './commands.ts'
import type { FlowCommand } from './commands.ts'
import { relevantSteps } from './condition.ts'
import { readField } from './fields.ts'
import type { FlowTexts, Reading } from './fields.ts'
import { askEcho, askInvalid, askReview, askStep, choicesOf, REVIEW } from './prompt.ts'
import { answerReview, askLine, openEdit } from './review.ts'
import type { Flow, Step } from './schema.ts'
import type { FlowContext, FlowInput, FlowOutcome } from './types.ts'

/** What the engine works with in one turn. */
export type Turn = { readonly flow: Flow; readonly state: FlowState; readonly input: FlowInput; readonly context: FlowContext; readonly texts: FlowTexts }

const blank = (flow: Flow): FlowState => ({ flow: flow.id, version: flow.version, step: '', answers: {}, trail: [], misses: 0 })

/** Begins an interview with its first question. */
export const startFlow = (flow: Flow, context: FlowContext, texts: FlowTexts): FlowOutcome => moveOn(flow, blank(flow), context, texts, [])

/** Reads one message in an open interview. Never throws for what a person says; the state it gives back is JSON. */
export const answerFlow = (flow: Flow, state: FlowState, input: FlowInput, context: FlowContext, texts: FlowTexts): FlowOutcome => {
  const turn = { flow, state, input, context, texts }
  if (state.confirming) return confirm(turn, state.confirming)
  if (input.content.kind === 'choice' && input.content.value === 'do:person') return { kind: 'person', state }
  const skip = input.content.kind === 'choice' && input.content.value === 'skip'
  const said = skip ? { command: 'skip' as const, rest: '' } : input.content.kind === 'text' ? flowCommandOf(input.text, texts) : undefined
  if (said) return obey(turn, said.command, said.rest)
  if (state.step === REVIEW) return answerReview(turn)
  const step = flow.steps.find((one) => one.id === state.step)
  if (!step) return moveOn(flow, state, context, texts, [])
  if (state.echo) {
    const yes = yesNo(turn)
    if (yes === true) return accept(turn, step, state.echo)
    if (yes === false) return again(turn, step, texts('echo.no'))
  }
  if (isNothing(turn, step)) return accept(turn, step, { kind: 'skipped', shown: texts('shown.skipped') })
  return follow(turn, step, readField({ step, input, state, context, texts }))
}

/** "没有" where nothing need be said is an answer, except where it is one of the field's own. */
const isNothing = ({ input, state, texts }: Turn, step: Step): boolean => {
  if (!step.optional || input.content.kind !== 'text' || (state.files?.length ?? 0) > 0 || (state.pieces?.length ?? 0) > 0) return false
  if (step.field.kind === 'choice' || step.field.kind === 'choices' || step.field.kind === 'yes-no') return false
  return texts('nothing').split(' ').includes(foldForMatch(input.text))
}

/** The pending question once more, e.g. after something else was said in between. */
export const askAgain = (flow: Flow, state: FlowState, context: FlowContext, texts: FlowTexts): readonly Part[] => {
  if (state.confirming) return [askEcho(texts(`confirm.${state.confirming}`), texts)]
  const step = flow.steps.find((one) => one.id === state.step)
  if (!step) {
    if (state.step === REVIEW) return [state.editing ? askLine({ flow, state, texts }) : askReview(flow, state.answers, texts)]
    const outcome = moveOn(flow, state, context, texts, [])
    return outcome.kind === 'ask' ? outcome.say : []
  }
  if (state.echo) return [askEcho(texts('echo.again', { shown: state.echo.shown }), texts)]
  const pending =
    state.offered && state.offered.length > 0 ? [{ text: texts('invalid.village.which'), choices: state.offered }] : [askStep(flow, state, step, texts)]
  return (state.pieces?.length ?? 0) > 0 ? [{ text: texts('more.text') }] : pending
}

const yesNo = ({ input }: Turn): boolean | undefined =>
  input.content.kind === 'choice' ? (input.content.value === 'yes' ? true : input.content.value === 'no' ? false : undefined) : parseYesNo(input.text)

/** A state without what belongs to one question only. */
const settled = (state: FlowState): FlowState => {
  const { echo: _echo, offered: _offered, pieces: _pieces, files: _files, confirming: _confirming, ...rest } = state
  return { ...rest, misses: 0 }
}

const follow = (turn: Turn, step: Step, reading: Reading): FlowOutcome => {
  const { state, texts } = turn
  switch (reading.kind) {
    case 'value':
      if (step.field.kind === 'consent' && reading.value.kind !== 'consent')
        return { kind: 'ended', say: [{ text: step.field.refusal }], action: step.field.refused }
      return accept(turn, step, reading.value)
    case 'echo':
      return { kind: 'ask', state: { ...settled(state), echo: reading.value }, say: [askEcho(reading.question, texts)] }
    case 'which':
      return { kind: 'ask', state: { ...settled(state), offered: reading.choices }, say: [{ text: reading.question, choices: reading.choices }] }
    case 'more': {
      const next = { ...state, misses: 0, ...(reading.pieces ? { pieces: reading.pieces } : {}), ...(reading.files ? { files: reading.files } : {}) }
      return { kind: 'ask', state: next, say: [{ text: reading.say, choices: [{ value: 'finish', label: texts('choice.finish') }] }] }
    }
    case 'wrong':
    case 'foreign': {
      const misses = state.misses + 1
      const why = state.echo ? `${reading.why}\n${texts('echo.again', { shown: state.echo.shown })}` : reading.why
      const choices = state.echo ? [] : state.offered && state.offered.length > 0 ? state.offered : choicesOf(step, texts)
      const next = { ...state, misses }
      return { kind: reading.kind === 'wrong' ? 'invalid' : 'decline', state: next, say: [askInvalid(step, why, misses, choices, texts)] }
    }
  }
}

const accept = ({ flow, state, context, texts }: Turn, step: Step, value: FieldValue): FlowOutcome => {
  const { editing: _editing, ...rest } = settled(state)
  const trail = [...state.trail.filter((id) => id !== step.id), step.id]
  return moveOn(flow, { ...rest, answers: { ...state.answers, [step.id]: value }, trail }, context, texts, [])
}

/** Goes to the first question that is still open, or to the review. */
export const moveOn = (flow: Flow, state: FlowState, context: FlowContext, texts: FlowTexts, before: readonly Part[]): FlowOutcome => {
  const open = relevantSteps(flow, state.answers).find((step) => !state.answers[step.id])
  if (!open) return { kind: 'ask', state: { ...state, step: REVIEW }, say: [...before, askReview(flow, state.answers, texts)] }
  const next = { ...state, step: open.id }
  const known = context.prefill[open.id]
  const read =
    known === undefined ? undefined : readField({ step: open, input: { content: { kind: 'text', text: known }, text: known }, state: next, context, texts })
  if (read?.kind !== 'value' && read?.kind !== 'echo') return { kind: 'ask', state: next, say: [...before, askStep(flow, next, open, texts)] }
  return {
    kind: 'ask',
    state: { ...next, echo: read.value },
    say: [...before, askEcho(texts('echo.prefill', { label: open.label, shown: read.value.shown }), texts)],
  }
}

const again = ({ flow, state, texts }: Turn, step: Step, words: string): FlowOutcome => {
  const next = settled(state)
  const part = askStep(flow, next, step, texts)
  return { kind: 'ask', state: next, say: [{ ...part, text: `${words}\n${part.text}` }] }
}

const obey = (turn: Turn, command: FlowCommand, rest: string): FlowOutcome => {
  const { flow, state, context, texts } = turn
  const step = flow.steps.find((one) => one.id === state.step)
  switch (command) {
    case 'pause':
      return { kind: 'paused', state: { ...state, paused: true }, say: [{ text: texts('paused') }] }
    case 'cancel':
    case 'restart':
      return { kind: 'ask', state: { ...state, confirming: command }, say: [askEcho(texts(`confirm.${command}`), texts)] }
    case 'resume':
      return { kind: 'ask', state, say: askAgain(flow, state, context, texts) }
    case 'edit':
      return openEdit(turn, rest)
    case 'help': {
      const parts = askAgain(flow, state, context, texts)
      const help = step ? `${step.help}\n${texts('help.commands')}` : texts('help.commands')
      return { kind: 'ask', state, say: [{ text: help }, ...parts] }
    }
    case 'skip':
      if (!step) return { kind: 'invalid', state, say: askAgain(flow, state, context, texts) }
      if (!step.optional)
        return {
          kind: 'invalid',
          state: { ...state, misses: state.misses + 1 },
          say: [askInvalid(step, texts('invalid.required'), state.misses + 1, choicesOf(step, texts), texts)],
        }
      return accept(turn, step, { kind: 'skipped', shown: texts('shown.skipped') })
    case 'back':
      return back(turn)
  }
}

/** One question back; nothing that was filled in is lost. From an edit, back to the review. */
const back = ({ flow, state, context, texts }: Turn): FlowOutcome => {
  if (state.editing) {
    const { editing: _editing, ...rest } = settled(state)
    return moveOn(flow, rest, context, texts, [])
  }
  const asked = relevantSteps(flow, state.answers).map((step) => step.id)
  const earlier = state.trail.filter((id) => asked.includes(id) && id !== state.step)
  const current = asked.indexOf(state.step)
  const last = current < 0 ? earlier.at(-1) : earlier.filter((id) => asked.indexOf(id) < current).at(-1)
  const step = flow.steps.find((one) => one.id === last)
  if (!step) return { kind: 'ask', state, say: [{ text: texts('first') }] }
  const next = { ...settled(state), step: step.id }
  const part = askStep(flow, next, step, texts)
  const before = state.answers[step.id]
  const words = before && before.kind !== 'consent' ? `${texts('back', { shown: before.shown })}\n` : ''
  return { kind: 'ask', state: next, say: [{ ...part, text: `${words}${part.text}` }] }
}

const confirm = (turn: Turn, what: 'cancel' | 'restart'): FlowOutcome => {
  const { flow, state, context, texts } = turn
  const yes = yesNo(turn)
  const { confirming: _confirming, ...going } = state
  if (yes === true) return what === 'cancel' ? { kind: 'cancelled', say: [{ text: texts('cancelled') }] } : startFlow(flow, context, texts)
  if (yes === false) return { kind: 'ask', state: going, say: askAgain(flow, going, context, texts) }
  const say = [askEcho(texts(`confirm.${what}`), texts)]
  return looksLikeQuestion(turn.input.text) ? { kind: 'decline', state, say } : { kind: 'invalid', state, say }
}
