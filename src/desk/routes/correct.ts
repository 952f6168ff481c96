import type { Heard } from '../../core/heard.ts'
import { mergeHeard } from '../../core/heard.ts'
import type { Decision } from '../../core/turn.ts'
import { denies, foldForMatch } from '../../lang/index.ts'
import { send, take, without } from '../decide.ts'
import { heardItems } from '../heard-line.ts'
import { hear, tellsMatter } from '../listen.ts'
import { opinionPart } from '../opinion.ts'
import type { RouteContext } from './context.ts'

const SHORT = 12

/**
 * Words about what was said back: 不对，是两万 puts it right, 不对 alone just behind it is asked what is right, a short answer to what was asked back is noted. Undefined
 * for anything else.
 */
export const correctHeard = (context: RouteContext, text: string): Decision | undefined => {
  const { world, snapshot } = context
  const { state } = snapshot.conversation
  const { heard = {}, doubted, wonders, noted: saidBack } = state
  const short = Array.from(foldForMatch(text)).length <= SHORT
  if (wonders !== undefined && short) {
    const told = hear(world, snapshot.now, text, wonders)
    if (told[wonders] !== undefined) return noted(context, told, 'heard.noted')
  }
  if (heard.shown === undefined) return undefined
  const rest = denies(text)
  if (rest === undefined && !(doubted && short)) return undefined
  const told = hear(world, snapshot.now, rest ?? text, heard.amount === undefined ? undefined : 'amount')
  if (tellsMatter(told)) return noted(context, told, 'heard.corrected')
  if (rest === undefined || !(saidBack || doubted) || Array.from(foldForMatch(rest)).length > SHORT) return undefined
  const choices = [{ value: 'do:forget-heard', label: world.texts('heard.forget') }]
  return take('question', { ...state, doubted: true }, [send({ text: world.texts('heard.wrong'), choices })])
}

/** Notes what was told, says all of it back, and offers again what the answer under discussion offered. */
const noted = ({ world, snapshot }: RouteContext, told: Heard, key: string): Decision => {
  const { state } = snapshot.conversation
  const before = state.heard ?? {}
  // What was owed stays owed when the sum is put right.
  const owed = told.amount !== undefined && before.owed ? ({ owed: true } as const) : {}
  const heard = mergeHeard(before, { ...told, ...owed })
  const items = heardItems(world, heard)
  const choices = state.intent === undefined ? undefined : opinionPart(world, state.intent, heard)?.choices
  const text = world.texts(key, { items: items.join('，') })
  const next = { ...without(state, 'doubted', 'wonders'), noted: true as const, heard: { ...heard, shown: items }, misses: 0 }
  return take('question', next, [send(choices ? { text, choices } : text)])
}
