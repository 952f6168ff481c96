import type { Actor } from '../../../core/actor.ts'
import type { Readiness } from '../../../core/readiness.ts'
import type { RegistryChangeKind } from '../../../core/registry.ts'
import type { Roster } from '../../../core/roster.ts'
import type { DeskAccounts } from '../../../ports/desk-accounts.ts'
import type { DeskAdministration } from '../../../ports/desk-administration.ts'
import type { DeskTexts } from '../desk-route.ts'

/** A file that was sent. */
export type Sent = { readonly name: string; readonly bytes: Uint8Array }

/** What a file of the roster would change, in the words of texts/roster.yml. `key`: by which it is kept until it is taken, half an hour at most. */
export type RosterPreview = {
  readonly key: string
  readonly changes: readonly {
    readonly what: 'added' | 'changed' | 'closed'
    readonly kind: string
    readonly id: string
    readonly name: string
    readonly columns: string
  }[]
  readonly bad: readonly string[]
  readonly same: number
}

/** What a department's list would change. `refused`: why it is not taken as it is. Of persons nothing is said. */
export type RegistryPreview = {
  readonly key: string
  readonly counts: Readonly<Record<RegistryChangeKind, number>>
  readonly same: number
  readonly bad: readonly string[]
  readonly refused?: 'bad' | 'ends-many'
}

/** A new member of the staff, or another role of one who is there. */
export type StaffEntry = { readonly id: string; readonly role: string; readonly name: string; readonly officeId: string }

/** Names of the roster, registers of departments: imports with a preview. */
export type Imports = {
  readonly previewRoster: (sent: Sent) => Promise<RosterPreview | { readonly unreadable: string }>
  readonly takeRoster: (actor: Actor, key: string) => Promise<'taken' | 'gone' | 'bad'>
  /** The whole roster as an .xlsx that can be edited and sent back. */
  readonly exportRoster: () => Promise<Uint8Array>
  /** Writes one member of the staff; what is wrong with it, or nothing. */
  readonly writeStaff: (actor: Actor, entry: StaffEntry) => Promise<readonly string[]>
  readonly departments: () => readonly { readonly id: string; readonly name: string }[]
  readonly previewRegistry: (
    department: string,
    sent: Sent,
    options: { readonly skipBad: boolean; readonly endingMany: boolean },
  ) => Promise<RegistryPreview | { readonly unreadable: string }>
  readonly takeRegistry: (actor: Actor, key: string) => Promise<'taken' | 'gone' | 'bad'>
  readonly registryHistory: () => Promise<
    readonly {
      readonly id: string
      readonly department: string
      readonly at: number
      readonly by: string
      readonly rows: number
      readonly counts: Readonly<Record<RegistryChangeKind, number>>
    }[]
  >
  /** What an import changed; names masked. */
  readonly registryChanges: (id: string) => Promise<readonly { readonly kind: RegistryChangeKind; readonly status: string; readonly name: string }[]>
}

/** How a door stands. `qr`: what WeChat shows to be scanned, as a link. */
export type DoorState = {
  readonly id: string
  readonly on: boolean
  readonly up?: boolean
  readonly about: readonly string[]
  readonly wechat?: { readonly state: string; readonly since: number; readonly account?: string; readonly qr?: string }
}

/** A setting as it may be shown: a secret says only that it is set. */
export type ShownSetting = { readonly name: string; readonly value?: string; readonly secret?: true }

/** What the pages of administration need. */
export type AdministrationDeps = {
  readonly accounts: DeskAccounts
  readonly administration: DeskAdministration
  readonly roster: () => Roster
  readonly texts: DeskTexts
  /** Texts of the frame, such as the names of roles. */
  readonly frame: DeskTexts
  /** How an action of the audit log is called; its own name where there is none. */
  readonly actionName: (action: string) => string
  readonly imports: Imports
  readonly doors: () => Promise<readonly DoorState[]>
  readonly readiness: () => Promise<Readiness>
  readonly settings: () => readonly ShownSetting[]
  readonly purge: (by: string) => Promise<number>
  /** Wakes what was made due. */
  readonly wake: () => Promise<void>
  readonly now: () => number
  readonly secret: (bytes: number) => string
  /** Address of the workbench as people reach it, without a slash at its end. */
  readonly address: () => string | undefined
}
