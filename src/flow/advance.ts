import type { Answers, FieldValue, FlowState } from '../core/flow-state.ts'
import type { Part } from '../core/message.ts'
import { holds, stepsIn } from './condition.ts'
import { relevantSteps, stepOf } from './expand.ts'
import type { Asked } from './expand.ts'
import { askEcho, askInvalid, askReview, askStep, choicesOf, REVIEW, withAnswers } from './prompt.ts'
import { relevantAnswers } from './relevant.ts'
import { readField } from './read/read-field.ts'
import type { Flow, Rule } from './schema.ts'
import { settled } from './turn.ts'
import type { Setting, Turn } from './turn.ts'
import type { FlowOutcome } from './types.ts'

/** Takes an answer, unless a rule speaks against it, and goes on. What depends on a changed answer is asked again; everything else stays. */
export const accept = (turn: Turn, step: Asked, value: FieldValue): FlowOutcome => {
  const { flow, state, texts } = turn
  const answers = { ...state.answers, [step.id]: value }
  const rule = brokenRule(flow, answers, step.id, state.doubt)
  if (rule) return object(turn, step, value, rule)
  const { editing: _editing, former = {}, ...rest } = settled(state)
  const { [step.id]: _asked, ...stillFormer } = former
  const before = state.answers[step.id]
  const doubtful = before && !same(before, value) ? dependents(flow, answers, step.id) : []
  const kept = Object.fromEntries(Object.entries(answers).filter(([id]) => !doubtful.includes(id)))
  const again = {
    ...stillFormer,
    ...Object.fromEntries(Object.entries(answers).filter(([id, one]) => doubtful.includes(id) && one.kind !== 'consent' && one.kind !== 'signature')),
  }
  const trail = [...state.trail.filter((id) => id !== step.id && !doubtful.includes(id)), step.id]
  const next: FlowState = { ...rest, answers: kept, trail, ...(Object.keys(again).length > 0 ? { former: again } : {}) }
  const changes = doubtful.length > 0 ? [{ text: texts('changed', { labels: doubtful.map((id) => stepOf(flow, id)?.label ?? id).join('、') }) }] : []
  return moveOn(turn, next, changes)
}

const same = (a: FieldValue, b: FieldValue): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Answered questions that depend on a step, however far. A signature depends on the name it repeats. */
const dependents = (flow: Flow, answers: Answers, changed: string): readonly string[] => {
  const found = new Set<string>()
  const visit = (id: string): void => {
    for (const other of Object.keys(answers)) {
      const step = stepOf(flow, other)
      if (!step || found.has(other) || other === changed) continue
      if (!step.depends.includes(id) && !(step.field.kind === 'signature' && step.field.of === id)) continue
      found.add(other)
      visit(other)
    }
  }
  visit(changed)
  return [...found]
}

/** The first rule about this step that the answers break once everything it is about is answered. */
const brokenRule = (flow: Flow, answers: Answers, step: string, confirmed: string | undefined): Rule | undefined => {
  const asked = new Set(relevantSteps(flow, answers).map((one) => one.id))
  const given = relevantAnswers(flow, answers)
  return flow.rules.find((rule) => {
    const names = stepsIn(rule.refuse)
    if (rule.id === confirmed || !names.includes(step)) return false
    return names.every((name) => !asked.has(name) || given[name] !== undefined) && holds(rule.refuse, given)
  })
}

/** Says why an answer does not go with another; where it may stand, asks whether it does. */
const object = (turn: Turn, step: Asked, value: FieldValue, rule: Rule): FlowOutcome => {
  const { state, texts } = turn
  const say = withAnswers(rule.say, step, { ...state.answers, [step.id]: value })
  if (rule['may-stand']) return { kind: 'ask', state: { ...settled(state), echo: value, doubt: rule.id }, say: [askEcho(texts('echo.doubt', { say }), texts)] }
  const misses = state.misses + 1
  const part = askInvalid(step, say, misses, choicesOf(turn, state.answers, step), texts)
  return { kind: 'invalid', state: { ...settled(state), misses }, say: [part] }
}

/** Goes to the first question that is still open, or to the review. What may be known already is shown for a yes. */
export const moveOn = (setting: Setting, state: FlowState, before: readonly Part[]): FlowOutcome => {
  const { flow, texts } = setting
  const open = relevantSteps(flow, state.answers).find((step) => !state.answers[step.id])
  if (!open) return { kind: 'ask', state: { ...state, step: REVIEW }, say: [...before, askReview(flow, state.answers, texts)] }
  if (open.field.kind === 'stop')
    return { kind: 'ended', say: [...before, { text: withAnswers(open.ask, open, state.answers) }], action: open.field.action, refused: false }
  const next = { ...state, step: open.id }
  const guess = guessOf(setting, next, open)
  if (!guess) return { kind: 'ask', state: next, say: [...before, askStep(setting, next, open)] }
  const question = texts(guess.key, { label: open.label, shown: guess.value.shown })
  return { kind: 'ask', state: { ...next, echo: guess.value }, say: [...before, askEcho(question, texts)] }
}

type Guess = { readonly value: FieldValue; readonly key: 'echo.former' | 'echo.heard' | 'echo.profile' | 'echo.default' }

/** An answer that may be known: of before the last edit, told in conversation, of the profile, or the usual one. */
const guessOf = (setting: Setting, state: FlowState, step: Asked): Guess | undefined => {
  const former = state.former?.[step.id]
  if (former) return { value: former, key: 'echo.former' }
  const { known } = step
  if (!known || (known.when && !holds(known.when, state.answers))) return undefined
  const sources: readonly (readonly [Guess['key'], string | undefined])[] = [
    ['echo.heard', known.heard && setting.context.known[`heard.${known.heard}`]],
    ['echo.profile', known.profile && setting.context.known[`profile.${known.profile}`]],
    ['echo.default', known.text],
  ]
  for (const [key, text] of sources) {
    if (text === undefined) continue
    const read = readField({ ...setting, step, state, input: { content: { kind: 'text', text }, text } })
    if (read.kind === 'value' || read.kind === 'echo') return { value: read.value, key }
  }
  return undefined
}
