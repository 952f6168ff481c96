import type { FlowState } from '../core/flow-state.ts'
import type { FlowTexts } from './read/reading.ts'
import type { Flow } from './schema.ts'
import type { FlowContext, FlowInput } from './types.ts'

/** What the engine works with beside a state. */
export type Setting = { readonly flow: Flow; readonly context: FlowContext; readonly texts: FlowTexts }
/** What the engine works with in one turn. */
export type Turn = Setting & { readonly state: FlowState; readonly input: FlowInput }

/** A state without what belongs to one question only. */
export const settled = (state: FlowState): FlowState => {
  const { echo: _echo, doubt: _doubt, offered: _offered, pieces: _pieces, files: _files, confirming: _confirming, removing: _removing, ...rest } = state
  return { ...rest, misses: 0 }
}
