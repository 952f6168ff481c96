import { civilDate, diffDays, toMs, weekday } from '../../lang/index.ts'
import type { CivilDate } from '../../lang/index.ts'
import type { DeskTexts } from './desk-route.ts'

/** How near a day is: `late` past it, `soon` within two days of it. */
export type Nearness = 'late' | 'soon' | 'later'

const SOON_DAYS = 2
const MINUTE = 60_000

/** How near an instant is. */
export const nearness = (due: number, now: number): Nearness => {
  if (due < now) return 'late'
  return diffDays(civilDate(now), civilDate(due)) <= SOON_DAYS ? 'soon' : 'later'
}

/** A day as lists show it, e.g. 11月23日 周一; with the year where it is not this one. */
export const sayDay = (texts: DeskTexts, day: CivilDate, now: number): string =>
  texts(day.year === civilDate(now).year ? 'day' : 'day-of-year', { year: day.year, month: day.month, day: day.day, weekday: texts(`weekday.${weekday(day)}`) })

/** A day with its time of the day in China. */
export const sayTime = (texts: DeskTexts, at: number, now: number): string =>
  `${sayDay(texts, civilDate(at), now)} ${clockTime(Math.floor((at - toMs(civilDate(at))) / MINUTE))}`

/** Minutes of the day as 14:05. */
export const clockTime = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

/** A last day with how far off it is: 11月25日 周三（还剩2天）. */
export const sayDue = (texts: DeskTexts, due: number, now: number): string => {
  const days = diffDays(civilDate(now), civilDate(due))
  const left = due < now ? texts('late', { days: Math.max(1, -days) }) : days === 0 ? texts('today') : texts('left', { days })
  return `${sayDay(texts, civilDate(due), now)}${left}`
}
