import type { Line, Speaker } from '../../../src/adapters/console/speaker.ts'
import type { Store } from '../../../src/ports/store.ts'
import type { House } from '../../../src/wire.ts'
import type { Base } from '../../../src/world.ts'

/** A message as somebody heard it: `to` and `from` by their names, a group's name for a group, `bot` for the bot. */
export type Heard = {
  readonly to: string
  readonly from: string
  readonly text: string
  readonly choices: readonly string[]
  readonly files: readonly string[]
}

/** What a dialog is played on. */
export type Stage = {
  /** Data folder of the house; the same after a restart. */
  readonly data: string
  readonly base: Base
  /** In place of the database. */
  readonly store?: Store
  readonly now: () => number
  /** Lets so many milliseconds pass. */
  readonly pass: (ms: number) => void
  readonly hear: (heard: Heard) => void
}

/** A dialog's people at a door. */
export type Street = {
  /** Opens the house with this door; once more after a restart. Everything that was waiting is said when it resolves. */
  readonly open: () => Promise<House>
  /** Somebody says a line (never one of kind `wrong`). Resolves when everything that follows has been heard. */
  readonly say: (house: House, speaker: Speaker, line: Line) => Promise<void>
  /** Resolves when everything that is due has been heard. */
  readonly settle: (house: House) => Promise<void>
  /** Ends what the door started beside the house. */
  readonly close: () => Promise<void>
}

/** A door through which the dialogs are played. */
export type Door = { readonly name: string; readonly prepare: (stage: Stage) => Promise<Street> }
