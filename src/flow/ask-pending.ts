import type { FlowState } from '../core/flow-state.ts'
import type { Part } from '../core/message.ts'
import { moveOn } from './advance.ts'
import { stepOf } from './expand.ts'
import { askRemoval } from './members.ts'
import { askEcho, askReview, askStep, REVIEW } from './prompt.ts'
import { askLine } from './review.ts'
import type { Setting } from './turn.ts'

/** The pending question once more. */
export const askPending = (setting: Setting, state: FlowState): readonly Part[] => {
  const { flow, texts } = setting
  if (state.confirming) return [askEcho(state.confirming === 'remove' ? askRemoval(setting, state) : texts(`confirm.${state.confirming}`), texts)]
  if (state.step === REVIEW) return [state.editing ? askLine({ flow, state, texts }) : askReview(flow, state.answers, texts)]
  const step = stepOf(flow, state.step)
  if (!step) {
    const outcome = moveOn(setting, state, [])
    return outcome.kind === 'ask' ? outcome.say : []
  }
  if (state.echo) return [askEcho(texts('echo.again', { shown: state.echo.shown }), texts)]
  if ((state.pieces?.length ?? 0) > 0 || (state.files?.length ?? 0) > 0)
    return [{ text: texts('more.again'), choices: [{ value: 'finish', label: texts('choice.finish') }] }]
  return state.offered && state.offered.length > 0 ? [{ text: texts('invalid.village.which'), choices: state.offered }] : [askStep(setting, state, step)]
}
