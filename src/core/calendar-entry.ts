import type { CivilDate } from '../lang/civil-date.ts'

/** A day of a calendar. `minute` of the day in China: an appointment of one hour; absent: the whole day. `id` is stable over changes of the day. */
export type CalendarEntry = { readonly id: string; readonly day: CivilDate; readonly minute?: number; readonly title: string; readonly note: string }
