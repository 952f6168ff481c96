import { addMonths } from '../../../lang/index.ts'
import type { CivilDate } from '../../../lang/index.ts'

/** The address of the calendar: a month, so many months on, as a list or as a month, of what is one's own turn or of all. */
export const calendarAddress = (month: CivilDate, view: 'list' | 'month', all: boolean, months = 0): string => {
  const { year, month: number } = addMonths(month, months)
  return `/desk/calendar?month=${year}-${String(number).padStart(2, '0')}&view=${view}${all ? '&all=1' : ''}`
}
