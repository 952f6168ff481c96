import type { MoveName } from './case-moves.ts'
import type { FigureCase, Period } from './figures.ts'
import type { Instant } from './ids.ts'

/** Steps of an application's way, in their order. */
export const funnelSteps = ['applied', 'received', 'decided', 'granted', 'assigned', 'begun', 'closed'] as const
export type FunnelStep = (typeof funnelSteps)[number]

const APPLIED: readonly MoveName[] = ['submit', 'forward']
const CLOSED: readonly MoveName[] = ['close-out']
const BEGUN: readonly MoveName[] = ['begin', ...CLOSED]
const ASSIGNED: readonly MoveName[] = ['assign', ...BEGUN]
const DECIDED: readonly MoveName[] = ['grant', 'refuse']

/** Moves that show that an application came to a step. A decision is not supposed of what came later: aid may come first (法律援助法 44). */
const REACHED: Readonly<Record<Exclude<FunnelStep, 'applied'>, readonly MoveName[]>> = {
  received: ['receive', 'take-up', ...DECIDED, ...ASSIGNED],
  decided: DECIDED,
  granted: ['grant'],
  assigned: ASSIGNED,
  begun: BEGUN,
  closed: CLOSED,
}

/** How far the applications that were handed in within a period have come by now. */
export const funnelOf = (
  cases: readonly FigureCase[],
  { from, to }: Period,
  now: Instant,
): readonly { readonly step: FunnelStep; readonly count: number }[] => {
  const handedIn = cases.flatMap(({ events }) => {
    const moves = events.filter(({ at }) => at <= now)
    const first = moves.find(({ move }) => APPLIED.includes(move))
    return first && first.at >= from && first.at < to ? [new Set(moves.map(({ move }) => move))] : []
  })
  return funnelSteps.map((step) => ({
    step,
    count: step === 'applied' ? handedIn.length : handedIn.filter((moves) => REACHED[step].some((move) => moves.has(move))).length,
  }))
}
