import type { FlowState } from '../core/flow-state.ts'
import type { Part } from '../core/message.ts'
import { foldForMatch, looksLikeQuestion, parseYesNo } from '../lang/index.ts'
import { accept, moveOn } from './advance.ts'
import { askPending } from './ask-pending.ts'
import { flowCommandOf } from './commands.ts'
import { stepOf } from './expand.ts'
import type { Asked } from './expand.ts'
import { askRemoval, changeMembers, removeMember } from './members.ts'
import { obey } from './obey.ts'
import { askEcho, askInvalid, askStep, choicesOf, REVIEW } from './prompt.ts'
import { readField } from './read/read-field.ts'
import type { FlowTexts, Reading } from './read/reading.ts'
import { answerReview, editById } from './review.ts'
import type { Flow } from './schema.ts'
import { toldLater } from './told-later.ts'
import { settled } from './turn.ts'
import type { Turn } from './turn.ts'
import type { Answers, FlowContext, FlowInput, FlowOutcome } from './types.ts'

/** What a form is begun with: `answers` stand; `former` are shown for a yes when their question comes. */
export type Given = { readonly answers?: Answers; readonly former?: Answers; readonly origin?: FlowState['origin'] }

/** Begins an interview with its first question, with what is given already. */
export const startFlow = (flow: Flow, context: FlowContext, texts: FlowTexts, { answers = {}, former, origin }: Given = {}): FlowOutcome => {
  const more = { ...(former ? { former } : {}), ...(origin ? { origin } : {}) }
  const state: FlowState = { flow: flow.id, version: flow.version, step: '', answers, trail: [], misses: 0, ...more }
  return moveOn({ flow, context, texts }, state, [])
}

/** Reads one message in an open interview. Never throws for what a person says; the state it gives back is JSON. */
export const answerFlow = (flow: Flow, state: FlowState, input: FlowInput, context: FlowContext, texts: FlowTexts): FlowOutcome => {
  const turn = { flow, state, input, context, texts }
  if (state.confirming) return confirm(turn, state.confirming)
  if (input.content.kind === 'choice' && input.content.value === 'do:person') return { kind: 'person', state }
  const changed = state.step === REVIEW ? changeMembers(turn) : undefined
  if (changed) return changed
  const chosen = input.content.kind === 'choice' ? input.content.value : ''
  if (chosen.startsWith('edit:')) return editById(turn, chosen.slice('edit:'.length))
  const skip = chosen === 'skip'
  const said = skip ? { command: 'skip' as const, rest: '' } : input.content.kind === 'text' ? flowCommandOf(input.text, texts) : undefined
  if (said) return obey(turn, said.command, said.rest)
  if (state.step === REVIEW) return answerReview(turn)
  const step = stepOf(flow, state.step)
  if (!step) return moveOn(turn, state, [])
  if (state.echo) {
    const yes = yesNo(turn)
    if (yes === true) return accept(turn, step, state.echo)
    if (yes === false) return again(turn, step, texts('echo.no'))
  }
  if (isNothing(turn, step)) return accept(turn, step, { kind: 'skipped', shown: texts('shown.skipped') })
  return follow(turn, step, readField({ step, input, state, context, texts }))
}

/** Whether a message chooses one of the options of the pending question. */
export const chooses = (flow: Flow, state: FlowState, input: FlowInput, context: FlowContext, texts: FlowTexts): boolean => {
  const step = state.confirming ? undefined : stepOf(flow, state.step)
  if (step?.field.kind !== 'choice' && step?.field.kind !== 'choices' && step?.field.kind !== 'listed') return false
  const read = readField({ step, input, state, context, texts })
  return read.kind === 'value' && (read.value.kind === 'choice' || read.value.kind === 'choices')
}

/** "没有" where nothing need be said is an answer, except where it is one of the field's own. */
const isNothing = ({ input, state, texts }: Turn, step: Asked): boolean => {
  if (!step.optional || input.content.kind !== 'text' || (state.files?.length ?? 0) > 0 || (state.pieces?.length ?? 0) > 0) return false
  if (step.field.kind === 'choice' || step.field.kind === 'choices' || step.field.kind === 'yes-no') return false
  return texts('nothing').split(' ').includes(foldForMatch(input.text))
}

/** The pending question once more, e.g. after something else was said in between. */
export const askAgain = (flow: Flow, state: FlowState, context: FlowContext, texts: FlowTexts): readonly Part[] => askPending({ flow, context, texts }, state)

const yesNo = ({ input }: Turn): boolean | undefined =>
  input.content.kind === 'choice' ? (input.content.value === 'yes' ? true : input.content.value === 'no' ? false : undefined) : parseYesNo(input.text)

const follow = (turn: Turn, step: Asked, reading: Reading): FlowOutcome => {
  const { state, texts } = turn
  switch (reading.kind) {
    case 'refused':
      if (step.field.kind !== 'consent' && step.field.kind !== 'signature') return again(turn, step, texts('echo.no'))
      return { kind: 'ended', say: [{ text: step.field.refusal }], action: step.field.refused, refused: true }
    case 'value':
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
      const later = toldLater(turn)
      if (later) return later
      const misses = state.misses + 1
      const why = state.echo ? `${reading.why}\n${texts('echo.again', { shown: state.echo.shown })}` : reading.why
      const choices = state.echo ? [] : state.offered && state.offered.length > 0 ? state.offered : choicesOf(turn, state.answers, step)
      const next = { ...state, misses }
      return { kind: reading.kind === 'wrong' ? 'invalid' : 'decline', state: next, say: [askInvalid(step, why, misses, choices, texts)] }
    }
  }
}

/** The question itself, after a guess was refused; the guess is not made again. */
const again = (turn: Turn, step: Asked, words: string): FlowOutcome => {
  const { former = {}, ...rest } = settled(turn.state)
  const { [step.id]: _refused, ...others } = former
  const next = { ...rest, ...(Object.keys(others).length > 0 ? { former: others } : {}) }
  const part = askStep(turn, next, step)
  return { kind: 'ask', state: next, say: [{ ...part, text: `${words}\n${part.text}` }] }
}

/** What a form that is begun anew keeps. */
const whatCameWith = ({ answers, origin }: FlowState): Given =>
  origin ? { origin, answers: Object.fromEntries(Object.entries(answers).filter(([id]) => origin.given.includes(id))) } : {}

const confirm = (turn: Turn, what: 'cancel' | 'restart' | 'remove'): FlowOutcome => {
  const { flow, state, context, texts } = turn
  const yes = yesNo(turn)
  const { confirming: _confirming, removing: _removing, ...going } = state
  if (yes === true && what === 'remove') return removeMember(turn)
  if (yes === true)
    return what === 'cancel'
      ? { kind: 'cancelled', say: [{ text: texts('cancelled', { title: flow.title }) }] }
      : startFlow(flow, context, texts, whatCameWith(state))
  if (yes === false) return { kind: 'ask', state: going, say: askPending(turn, going) }
  const say = [askEcho(what === 'remove' ? askRemoval(turn, state) : texts(`confirm.${what}`), texts)]
  return looksLikeQuestion(turn.input.text) ? { kind: 'decline', state, say } : { kind: 'invalid', state, say }
}
