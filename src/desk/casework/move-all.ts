import type { CaseActor, MoveFacts } from '../../core/case.ts'
import type { MoveName } from '../../core/case-moves.ts'
import type { Casework } from '../../core/casework.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import type { World } from '../world.ts'
import { explain } from './case-words.ts'
import { makeMove } from './make-move.ts'

/** Moves that concern one person's decision or money: never made of many at once. */
const ONE_BY_ONE: readonly MoveName[] = [
  'refuse',
  'terminate',
  'close-out',
  'pay-subsidy',
  'deem-withdrawn',
  'withdraw',
  'object',
  'uphold',
  'correct',
  'complain',
  'rate',
]

/** Whether a move may be made of all cases of a matter by one line. */
export const mayMoveAll = (move: MoveName): boolean => !ONE_BY_ONE.includes(move)

/** What came of a move made of many cases: each by itself, by the same rules. */
export type AllMoved = {
  readonly effects: readonly Effect[]
  readonly done: readonly string[]
  readonly not: readonly { readonly number: string; readonly why: string }[]
}

/** Makes one move of every case; a case that may not move so stays, with why. `opening`: a move made before it where a case needs it. */
export const moveAll = (world: World, snapshot: Snapshot, cases: readonly Casework[], move: MoveName, actor: CaseActor, facts: MoveFacts): AllMoved => {
  const effects: Effect[] = []
  const done: string[] = []
  const not: { number: string; why: string }[] = []
  let counters = snapshot.counters
  for (const casework of cases) {
    const now = { ...snapshot, counters }
    const early = move === 'transfer' && casework.events.at(-1)?.to === 'received' ? makeMove(world, now, casework, 'begin-preliminary', actor, {}) : undefined
    const moved = makeMove(world, now, early?.kind === 'moved' ? early.casework : casework, move, actor, facts)
    if (moved.kind === 'not-moved') {
      not.push({ number: casework.number, why: explain(world, moved.file, casework.number, move, moved.problems).split('\n').slice(1).join('') })
      continue
    }
    const made = [...(early?.kind === 'moved' ? early.effects : []), ...moved.effects]
    // Each takes the number after the one before.
    counters = { ...counters, ...Object.fromEntries(made.flatMap((effect) => (effect.kind === 'count' ? [[effect.series, effect.value]] : []))) }
    effects.push(...made)
    done.push(casework.number)
  }
  return { effects, done, not }
}
