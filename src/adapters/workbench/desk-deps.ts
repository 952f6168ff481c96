import type { Roster } from '../../core/roster.ts'
import type { DeskAccounts } from '../../ports/desk-accounts.ts'
import type { DeskAssets } from './assets.ts'
import type { DeskTexts, SayAtDesk } from './desk-route.ts'

/** What the frame and signing in need. */
export type DeskDeps = {
  readonly accounts: DeskAccounts
  readonly roster: () => Roster
  readonly texts: DeskTexts
  readonly service: string
  readonly county: () => string
  readonly demo: boolean
  /** The service is opened over https only: no cookie goes any other way. */
  readonly https: boolean
  readonly say: SayAtDesk
  /** Told when the server stops, so that open streams end. */
  readonly onStop: (listener: () => void) => () => void
  readonly now: () => number
  readonly nextId: () => string
  /** Random text of that many bytes. */
  readonly secret: (bytes: number) => string
  readonly assets: DeskAssets
}
