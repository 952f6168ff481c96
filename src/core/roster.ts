import type { CounselId, GridWorkerId, Instant, OfficeId, TownCode, VillageCode } from './ids.ts'
import { onDutyAt, onLeaveAt } from './duty.ts'
import type { Duty, IsWorkday, Leave } from './duty.ts'
import type { StaffRole } from './staff-role.ts'

/** Degrees north and east. */
export type Position = { readonly latitude: number; readonly longitude: number }
/** A village or residents' community, by its official code. `name` without 村委会 or 居委会; `aliases` with former names and those of villages merged into it. */
export type Village = {
  readonly code: VillageCode
  readonly name: string
  readonly townCode: TownCode
  readonly aliases: readonly string[]
  readonly position?: Position
}
export type Town = { readonly code: TownCode; readonly name: string; readonly aliases?: readonly string[] }
/** A judicial office (司法所): receives applications of its town. */
export type Office = {
  readonly id: OfficeId
  readonly name: string
  readonly townCode: TownCode
  readonly phone: string
  readonly address: string
  readonly duty: Duty
  readonly position?: Position
}
/** Whom a rights centre is for. */
export type Audience = 'workers' | 'women-children' | 'disabled' | 'elderly'
/** A room of an office, a window of the sub-centre, or a rights centre. `phone`, `place` and `duty` absent: those of its site. */
export type Window = {
  readonly id: string
  readonly siteId: string
  readonly kind: 'room' | 'window' | 'rights-centre'
  readonly serves: string
  readonly name: string
  readonly phone?: string
  readonly place?: string
  readonly duty?: Duty
}
/** The county's legal-aid agency (法律援助中心): decides on applications (法律援助法 12, 43). */
export type Agency = {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly address: string
  readonly duty?: Duty
  readonly position?: Position
}
/** A lawyer of villages or, at the `centre`, of the county's sub-centre. `villages`: codes or prefixes of codes. `onDuty` set by hand goes before the hours; `clients`: who retains them besides villages. */
export type Counsel = {
  readonly id: CounselId
  readonly name: string
  readonly firm: string
  readonly specialities: readonly string[]
  readonly villages: readonly string[]
  readonly duty: Duty
  readonly capacity: number
  readonly onDuty?: boolean
  readonly busy?: boolean
  readonly post?: 'village' | 'centre'
  readonly languages?: readonly string[]
  readonly clients?: readonly string[]
  readonly leave?: Leave
}
export type GridWorker = {
  readonly id: GridWorkerId
  readonly name: string
  readonly grid?: string
  readonly townCode: TownCode
  readonly villages: readonly string[]
}

/** Somebody of the office (`officeId`), the agency or the bureau who works on cases. */
export type Staff = { readonly id: string; readonly role: StaffRole; readonly name: string; readonly officeId?: OfficeId }

/** Everybody behind the bot, and every place. */
export type Roster = {
  readonly county: string
  readonly agency?: Agency
  readonly towns: readonly Town[]
  readonly villages: readonly Village[]
  readonly offices: readonly Office[]
  readonly windows?: readonly Window[]
  /** Code of the village that an abolished one was merged into, by its old code. */
  readonly successors?: ReadonlyMap<VillageCode, VillageCode>
  readonly counsel: readonly Counsel[]
  readonly gridWorkers: readonly GridWorker[]
  readonly staff: readonly Staff[]
}

/** True where a counsel serves the village. */
export const servesVillage = (counsel: Pick<Counsel, 'villages'>, village: VillageCode): boolean =>
  counsel.villages.some((prefix) => village.startsWith(prefix))

/** Whether a counsel answers now: not while away or busy; by hand, else by hours. */
export const isOnDuty = (counsel: Counsel, now: Instant, isWorkday: IsWorkday): boolean =>
  !counsel.busy && !onLeaveAt(counsel.leave ?? [], now) && (counsel.onDuty ?? onDutyAt(counsel.duty, now, isWorkday))

/** The village of a code, also of one that has been merged into it. */
export const villageOf = (roster: Roster, code: VillageCode | undefined): Village | undefined => {
  const now = code === undefined ? undefined : (roster.successors?.get(code) ?? code)
  return now === undefined ? undefined : roster.villages.find((village) => village.code === now)
}

/** The office of a town. */
export const officeOf = (roster: Roster, townCode: TownCode | undefined): Office | undefined => roster.offices.find((office) => office.townCode === townCode)
