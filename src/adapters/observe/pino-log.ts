import { pino } from 'pino'
import { AppError } from '../../core/errors.ts'
import { maskPersonal } from '../../lang/index.ts'
import type { Log } from '../../ports/system.ts'

/** Fields whose values are never written: they hold what people said or who they are. */
const HIDDEN: ReadonlySet<string> = new Set(['text', 'name', 'names', 'content', 'body', 'answers', 'part', 'sender', 'say', 'facts'])
const DEEPEST = 6

const masked = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return maskPersonal(value)
  if (value instanceof Error)
    return {
      type: value.name,
      ...(value instanceof AppError ? { code: value.code } : {}),
      message: maskPersonal(value.message),
      stack: maskPersonal(value.stack ?? ''),
    }
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return '…'
  if (Array.isArray(value)) return value.map((one) => masked(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, HIDDEN.has(key) && typeof inner !== 'number' ? '***' : masked(inner, depth + 1)]))
}

/** Log lines on standard error, one JSON object each: level, time, msg and the fields. Ids, telephone and card numbers are masked wherever they stand; names and words of people are left out. */
export const createPinoLog = (
  level: 'silent' | 'error' | 'warn' | 'info' | 'debug',
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Log => {
  const log = pino({ level, base: null, formatters: { level: (label) => ({ level: label }) }, timestamp: pino.stdTimeFunctions.isoTime }, { write })
  const at = (kind: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: Readonly<Record<string, unknown>>) =>
    log[kind](masked(fields ?? {}, 0) as object, event)
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
