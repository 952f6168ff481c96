import { join } from 'node:path'
import { textsOf } from '../../adapters/content/yaml-text.ts'
import { root } from '../../root.ts'

/** A fault hinders the service or loses something; a warning will, or hinders a part. */
export type Grade = 'ok' | 'warning' | 'fault'

/** What was found: `what` and, where something is to be done, `next` are a line each. Neither holds personal data. */
export type Finding = { readonly code: string; readonly grade: Grade; readonly what: string; readonly next?: string }

type Vars = Readonly<Record<string, string | number>>

const texts = textsOf(join(root, 'src/texts/doctor.yml'))

const say = (key: string, vars: Vars): string => texts(key, vars).replace(/\s*\n\s*/g, '; ')

/** Something is as it should be. */
export const ok = (code: string, vars: Vars = {}): Finding => ({ code, grade: 'ok', what: say(code, vars) })

/** Something is to be looked at. */
export const warning = (code: string, vars: Vars = {}): Finding => graded('warning', code, vars)

/** Something is to be put right. */
export const fault = (code: string, vars: Vars = {}): Finding => graded('fault', code, vars)

/** Something wrong of this grade. */
export const graded = (grade: 'warning' | 'fault', code: string, vars: Vars = {}): Finding => ({
  code,
  grade,
  what: say(`${code}.what`, vars),
  next: say(`${code}.next`, vars),
})

/** What an error says, in one line. */
export const saidBy = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error)).split('\n')[0] ?? ''

/** A few names, and how many more. */
export const some = (names: readonly string[], most = 5): string =>
  names.length > most ? `${names.slice(0, most).join(', ')} (+${names.length - most})` : names.join(', ')
