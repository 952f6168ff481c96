import type { CivilDate } from '../lang/civil-date.ts'

/** The State Council's plan of statutory holidays and make-up workdays. `published` false: the year's plan is not known yet, and only weekends can be told. */
export type HolidayPlan = { readonly isRestDay: (date: CivilDate) => boolean; readonly published: (year: number) => boolean }
