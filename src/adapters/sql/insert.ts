import type { SqlStatement, SqlValue } from './driver.ts'

/** Inserts one row of a table. */
export const insert = (table: string, columns: Readonly<Record<string, SqlValue>>): SqlStatement => ({
  sql: `INSERT INTO "${table}" (${Object.keys(columns)
    .map((name) => `"${name}"`)
    .join(',')}) VALUES (${Object.keys(columns)
    .map(() => '?')
    .join(',')})`,
  params: Object.values(columns),
})
