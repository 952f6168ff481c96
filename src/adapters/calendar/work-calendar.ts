import chineseDays from 'chinese-days'
import type { IsWorkday } from '../../core/duty.ts'
import { isoDate } from '../../lang/index.ts'

/** Workdays by the published plan of statutory holidays and make-up workdays; years without a plan go by the week. */
export const isChineseWorkday: IsWorkday = (date) => chineseDays.isWorkday(isoDate(date))
