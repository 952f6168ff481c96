import { z } from 'zod'
import { AppError } from './core/errors.ts'

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port is a number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'a port is a number from 0 to 65535')

const environment = z.object({
  XIANGFA_MODE: z.enum(['demo', 'production'], 'XIANGFA_MODE is demo or production').default('demo'),
  XIANGFA_DATA: z.string().min(1).default('data'),
  XIANGFA_KEY_FILE: z.string().min(1).optional(),
  XIANGFA_SERVICE: z.string().min(1).max(20).default('乡法通'),
  XIANGFA_APPLICATION_NUMBER: z
    .string()
    .refine((value) => value.includes('{year}') && value.includes('{n}'), 'the format needs {year} and {n}')
    .default('莱法援申〔{year}〕{n}号'),
  XIANGFA_GRANT_NUMBER: z
    .string()
    .refine((value) => value.includes('{year}') && value.includes('{n}'), 'the format needs {year} and {n}')
    .default('莱法援字〔{year}〕{n}号'),
  XIANGFA_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug'], 'XIANGFA_LOG is silent, error, warn, info or debug').default('warn'),
  PORT: port.default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
})

/** The program's settings, read once from the environment. */
export type Config = {
  readonly mode: 'demo' | 'production'
  /** Folder of the database, the files and, in demo mode, the key. */
  readonly data: string
  /** File with the key, 64 hexadecimal digits; required in production. */
  readonly keyFile: string | undefined
  /** The service's name, as it introduces itself. */
  readonly service: string
  /** Format of an application's number: {year}, {n}. */
  readonly applicationNumber: string
  /** Format of a decision's number to give aid: {year}, {n}. */
  readonly grantNumber: string
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly port: number
  readonly host: string
}

/** Reads the settings. Throws `config.invalid` naming each bad variable, its value and what it may be. */
export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const detail = parsed.error.issues.map((issue) => `${String(issue.path[0])}=${given[String(issue.path[0])] ?? ''}: ${issue.message}`).join('; ')
    throw new AppError('config.invalid', { detail })
  }
  const values = parsed.data
  return {
    mode: values.XIANGFA_MODE,
    data: values.XIANGFA_DATA,
    keyFile: values.XIANGFA_KEY_FILE,
    service: values.XIANGFA_SERVICE,
    applicationNumber: values.XIANGFA_APPLICATION_NUMBER,
    grantNumber: values.XIANGFA_GRANT_NUMBER,
    log: values.XIANGFA_LOG,
    port: values.PORT,
    host: values.HOST,
  }
}
