import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { AppError } from '../../core/errors.ts'
import { departmentsSchema } from './department-schema.ts'
import type { Departments } from './department-schema.ts'

/** Reads the file of departments. Throws `content.invalid` naming the place of each fault. */
export const loadDepartments = (file: string): Departments => {
  const wrong = (detail: string, cause?: unknown) => new AppError('content.invalid', { detail: `${file}: ${detail}` }, cause)
  let value: unknown
  try {
    value = parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw wrong(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : 'unreadable', cause)
  }
  const parsed = departmentsSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw wrong(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '))
}
