import type { Actor } from '../../../core/actor.ts'
import type { Part } from '../../../core/message.ts'
import type { Roster } from '../../../core/roster.ts'
import type { DeskDeps } from '../desk-deps.ts'
import type { DeskTexts } from '../desk-route.ts'

/** What the set-up knows of the county. */
export type SetUpState = {
  readonly roster: Roster
  /** Code of the county; undefined where there is none yet. */
  readonly countyCode?: string
  /** Rows of the demonstration county that are still there. */
  readonly demoRows: number
  /** Whether somebody real can keep the service when those are gone. */
  readonly realKeeper: boolean
  /** Official codes of towns and villages are installed with the program. */
  readonly hasDivisions: boolean
  /** Counsel, and whether they have been invited. */
  readonly invited: readonly string[]
}

/** Kinds of rows that the set-up writes. */
export type SetUpKind = 'county' | 'agency' | 'office' | 'counsel'

/** What came of trying a door out. */
export type DoorTrial = { readonly good: boolean; readonly said: string }

/** What the first run needs. */
export type FirstRunDeps = {
  readonly desk: DeskDeps
  readonly texts: DeskTexts
  readonly state: () => Promise<SetUpState>
  /** Whether a set-up link is open. */
  readonly isOpen: (token: string) => Promise<boolean>
  /** Makes the first administrator and uses the link up; the token of their invitation, or what is wrong. */
  readonly begin: (token: string, name: string) => Promise<{ readonly invitation: string } | { readonly faults: readonly string[] }>
  /** Writes a row of the roster; what is wrong with it, or nothing. */
  readonly write: (actor: Actor, kind: SetUpKind, cells: Readonly<Record<string, string>>) => Promise<readonly string[]>
  /** Writes towns and villages, a line each with its code and name; what is wrong, or nothing. */
  readonly writePlaces: (actor: Actor, lines: string) => Promise<readonly string[]>
  /** Writes every town and village of the county by the official codes that are installed; what is wrong, or nothing. */
  readonly fillPlaces: (actor: Actor) => Promise<readonly string[]>
  readonly removeDemo: (actor: Actor) => Promise<number>
  readonly tryTelegram: (token: string) => Promise<DoorTrial>
  readonly tryAddress: (address: string) => Promise<DoorTrial>
  /** What the bot answers to a question now; undefined where it does not know. */
  readonly answer: (question: string) => Part | undefined
}
