import type { CounselId, GridWorkerId, Instant, OfficeId, TownCode, VillageCode } from './ids.ts'
import { onDutyAt } from './duty.ts'
import type { Duty, IsWorkday } from './duty.ts'
import type { StaffRole } from './staff-role.ts'
import type { OpponentKind } from './turn.ts'

/** A village or residents' community, by its official code. `name` without 村委会 or 居委会. */
export type Village = { readonly code: VillageCode; readonly name: string; readonly townCode: TownCode; readonly aliases: readonly string[] }
export type Town = { readonly code: TownCode; readonly name: string }
/** A judicial office (司法所): receives applications of its town. */
export type Office = {
  readonly id: OfficeId
  readonly name: string
  readonly townCode: TownCode
  readonly phone: string
  readonly address: string
  readonly duty: Duty
}
/** The county's legal-aid agency (法律援助中心): decides on applications (法律援助法 12, 43). */
export type Agency = { readonly id: string; readonly name: string; readonly phone: string; readonly address: string }
/** A lawyer of villages. `villages`: codes or prefixes of codes. `onDuty` set by hand goes before the hours. */
export type Counsel = {
  readonly id: CounselId
  readonly name: string
  readonly firm: string
  readonly specialities: readonly string[]
  readonly villages: readonly string[]
  readonly duty: Duty
  readonly capacity: number
  readonly onDuty?: boolean
}
export type GridWorker = { readonly id: GridWorkerId; readonly name: string; readonly townCode: TownCode; readonly villages: readonly string[] }

/** Somebody of the office (`officeId`), the agency or the bureau who works on cases. */
export type Staff = { readonly id: string; readonly role: StaffRole; readonly name: string; readonly officeId?: OfficeId }

/** Everybody behind the bot, and every place. */
export type Roster = {
  readonly county: string
  readonly agency?: Agency
  readonly towns: readonly Town[]
  readonly villages: readonly Village[]
  readonly offices: readonly Office[]
  readonly counsel: readonly Counsel[]
  readonly gridWorkers: readonly GridWorker[]
  readonly staff: readonly Staff[]
}

/** True where a counsel serves the village. */
export const servesVillage = (counsel: Counsel, village: VillageCode): boolean => counsel.villages.some((prefix) => village.startsWith(prefix))

/** Whether a counsel answers now: by hand, else by hours. */
export const isOnDuty = (counsel: Counsel, now: Instant, isWorkday: IsWorkday): boolean => counsel.onDuty ?? onDutyAt(counsel.duty, now, isWorkday)

/** The office of a town. */
export const officeOf = (roster: Roster, townCode: TownCode | undefined): Office | undefined => roster.offices.find((office) => office.townCode === townCode)

/** Whom a request for a person goes to. `own`: counsel on duty who serve the village, each with its reasons. Empty: the office takes it. */
export type Dispatch = {
  readonly counsel: readonly { readonly counsel: Counsel; readonly reasons: readonly ('own-village' | 'on-duty' | 'speciality')[] }[]
  readonly office?: Office
  /** True where the village's own counsel are left out because the village itself is the other side. */
  readonly conflict: boolean
}

/**
 * Finds who answers for a village. A village's counsel is retained by its committee, so whoever has the committee or the
 * collective against them never gets that village's counsel (律师法 39 forbids acting for both sides; the rest is practice).
 */
export const dispatch = (
  roster: Roster,
  request: { readonly village?: VillageCode; readonly topic: string; readonly opponent: OpponentKind; readonly now: Instant; readonly isWorkday: IsWorkday },
): Dispatch => {
  const { now, isWorkday } = request
  const village = roster.villages.find((one) => one.code === request.village)
  const office = officeOf(roster, village?.townCode)
  const own = village ? roster.counsel.filter((counsel) => servesVillage(counsel, village.code)) : []
  const conflict = request.opponent === 'village'
  const free = conflict ? [] : own
  const available = free
    .filter((counsel) => isOnDuty(counsel, now, isWorkday))
    .map((counsel) => {
      const speciality = counsel.specialities.includes(request.topic)
      return { counsel, reasons: ['own-village', 'on-duty', ...(speciality ? ['speciality' as const] : [])] as const }
    })
    .sort((a, b) => b.reasons.length - a.reasons.length)
  return {
    counsel: available,
    ...(office ? { office } : {}),
    conflict: conflict && own.length > 0,
  }
}
