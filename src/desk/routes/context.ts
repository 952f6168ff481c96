import type { Decision, Snapshot, TurnInput } from '../../core/turn.ts'
import type { World } from '../world.ts'

/** What a route decides on. */
export type RouteContext = {
  readonly world: World
  readonly snapshot: Snapshot
  readonly input: TurnInput
  /** Whether sensitive data may pass the door that this turn answers at. */
  readonly mayPass: boolean
}

/** One of the desk's routes: takes a message, or passes it on. Pure. */
export type Route = (context: RouteContext) => Decision
