import chineseDays from 'chinese-days'
import type { IsWorkday } from '../../core/duty.ts'
import type { HolidayPlan } from '../../core/holiday-plan.ts'
import { isoDate } from '../../lang/index.ts'

/** Workdays by the published plan of statutory holidays and make-up workdays; years without a plan go by the week. */
export const isChineseWorkday: IsWorkday = (date) => chineseDays.isWorkday(isoDate(date))

/** The published plan. A year whose 1 October is no day of its plan has none yet. */
export const chineseHolidays: HolidayPlan = {
  isRestDay: (date) => !isChineseWorkday(date),
  published: (year) => chineseDays.getDayDetail(`${year}-10-01`).name.includes('National Day'),
}
