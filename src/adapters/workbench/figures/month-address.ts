import { addMonths } from '../../../lang/index.ts'

/** A month written YYYY-MM, so many months on. */
export const monthAfter = (month: string, months: number): string => {
  const moved = addMonths({ year: Number(month.slice(0, 4)), month: Number(month.slice(5)), day: 1 }, months)
  return `${moved.year}-${String(moved.month).padStart(2, '0')}`
}

/** The address of a month's figures, so many months on. */
export const monthAddress = (month: string, months = 0): string => `/desk/figures?month=${monthAfter(month, months)}`
