/** Chinese as people type it: everything other layers may import. Pure functions; today comes in as an argument. */
export * from './civil-date.ts'
export * from './lunar.ts'
export { type DateReading, parseDate } from './date.ts'
export { formatChineseNumber, parseNumber } from './numerals.ts'
export { findMoney, type FoundMoney, formatMoney, type MoneyReading, parseMoney } from './money.ts'
