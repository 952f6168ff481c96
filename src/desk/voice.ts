import type { Decision } from '../core/turn.ts'
import { stepOf } from '../flow/index.ts'
import { send, sendAll, take } from './decide.ts'
import type { RouteContext } from './routes/context.ts'
import { pendingQuestion } from './routes/flow.ts'

/**
 * The answer to a voice message that nobody has put into words: it is kept, and the person may type. Undefined where its words go the
 * way of any words, or where the open form takes it as a file.
 */
export const answerVoice = (context: RouteContext): Decision | undefined => {
  const { world, snapshot, input } = context
  if (input.kind !== 'message' || input.content.kind !== 'voice') return undefined
  const { state } = snapshot.conversation
  const { text } = input.content
  // As evidence it is wanted as it was spoken.
  if (wantsFiles(context)) return text === undefined ? undefined : take('flow', state, [])
  if (text === undefined && world.settings.transcribes) return take('command', state, [send(world.texts('answer.voice-listening'))])
  if (text !== undefined && text.trim() !== '') return undefined
  return take('command', state, [send(world.texts('answer.voice')), ...sendAll(pendingQuestion(context))])
}

const wantsFiles = ({ world, snapshot }: RouteContext): boolean => {
  const { run } = snapshot
  if (!run || run.state.paused) return false
  const flow = world.flows.get(run.state.flow)
  return flow !== undefined && stepOf(flow, run.state.step)?.field.kind === 'files'
}
