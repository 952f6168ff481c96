import { backAt, nextDutyAt, onLeaveAt } from './duty.ts'
import type { IsWorkday } from './duty.ts'
import type { Instant, TownCode } from './ids.ts'
import { isOnDuty, servesVillage } from './roster.ts'
import type { Counsel, Roster, Village } from './roster.ts'

/** A village nobody answers for now. `counsel`: its own, none where it has none; `nextAt`: when one of them comes on. */
export type Gap = { readonly village: Village; readonly counsel: readonly Counsel[]; readonly nextAt?: Instant }

/** The villages, of some towns or of all, of which no counsel is on duty at an instant. */
export const uncovered = (roster: Roster, now: Instant, isWorkday: IsWorkday, towns?: readonly TownCode[]): readonly Gap[] => {
  const comesOn = new Map(roster.counsel.map((one) => [one.id, comesOnAt(one, now, isWorkday)]))
  const there = roster.counsel.filter((one) => isOnDuty(one, now, isWorkday))
  return roster.villages
    .filter(({ code, townCode }) => (towns === undefined || towns.includes(townCode)) && !there.some((one) => servesVillage(one, code)))
    .map((village) => {
      const counsel = roster.counsel.filter((one) => servesVillage(one, village.code))
      const next = counsel.flatMap(({ id }) => comesOn.get(id) ?? []).sort((a, b) => a - b)[0]
      return { village, counsel, ...(next === undefined ? {} : { nextAt: next }) }
    })
}

/** How it stands with a counsel now. */
export type Presence = 'on-duty' | 'busy' | 'leave' | 'off-duty'

/** Whether a counsel answers now, and why not. */
export const presenceOf = (counsel: Counsel, now: Instant, isWorkday: IsWorkday): Presence => {
  if (onLeaveAt(counsel.leave ?? [], now)) return 'leave'
  if (counsel.busy) return 'busy'
  return isOnDuty(counsel, now, isWorkday) ? 'on-duty' : 'off-duty'
}

/** When a counsel comes on by their hours; undefined: only by their own word, or not within a month. */
export const comesOnAt = ({ busy, onDuty, duty, leave = [] }: Counsel, now: Instant, isWorkday: IsWorkday): Instant | undefined =>
  busy || onDuty === false ? undefined : nextDutyAt(duty, backAt(leave, now), isWorkday)
