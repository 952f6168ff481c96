import { z } from 'zod'
import { AppError } from './core/errors.ts'
import { LANGUAGE_MODEL_VARIABLES, languageModelOf } from './language-model.ts'
import type { LanguageModelConfig } from './language-model.ts'
import { headersVariable, patternVariable, smsOf } from './sms.ts'
import { wechatOf } from './wechat-config.ts'
import type { WechatConfig } from './wechat-config.ts'
import type { NoticeSettings } from './adapters/notice/http-notice.ts'

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port is a number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'a port is a number from 0 to 65535')

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `a whole number from ${least} to ${most}`)
const TELEGRAM_SECRET = /^[A-Za-z0-9_-]{16,256}$/

const isOrigin = (value: string): boolean => /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value

/** Never shown where a value is complained about. */
const SECRET = /TOKEN|SECRET|KEY|SMS_HEADERS|SMS_BODY|DATABASE_URL|REDIS_URL/

const environment = z.object({
  XIANGFA_MODE: z.enum(['demo', 'production'], 'XIANGFA_MODE is demo or production').default('demo'),
  XIANGFA_DATA: z.string().min(1).default('data'),
  XIANGFA_KEY_FILE: z.string().min(1).optional(),
  XIANGFA_SERVICE: z.string().min(1).max(20).default('乡法通'),
  XIANGFA_APPLICATION_NUMBER: z
    .string()
    .refine((value) => value.includes('{year}') && value.includes('{n}'), 'the format needs {year} and {n}')
    .default('莱法援申〔{year}〕{n}号'),
  XIANGFA_DEPARTMENTS: z.string().min(1).optional(),
  XIANGFA_RETENTION: z.string().min(1).optional(),
  XIANGFA_LATE_MINUTES: whole(1, 1_440).default(10),
  XIANGFA_WECHAT: z.enum(['on', 'off'], 'XIANGFA_WECHAT is on or off').default('off'),
  XIANGFA_WECHAT_SENSITIVE: z.enum(['allowed', 'never'], 'XIANGFA_WECHAT_SENSITIVE is allowed or never').optional(),
  XIANGFA_WECHAT_PER_MINUTE: whole(1, 40).default(20),
  XIANGFA_WECHAT_DAILY_CHAT: whole(0, 100_000).default(1_000),
  XIANGFA_WECHAT_DAILY_NOTICE: whole(0, 100_000).default(300),
  XIANGFA_WECHAT_DAILY_JOIN: whole(0, 1_000).default(30),
  XIANGFA_WECHAT_FRIEND_WORDS: z.string().default('法律,咨询,援助,顾问,村'),
  WECHATY_PUPPET: z
    .string()
    .regex(/^(@[\w-]+\/)?wechaty-puppet-[\w-]+$/, 'name of an installed puppet, such as wechaty-puppet-service')
    .default('wechaty-puppet-wechat4u'),
  WECHATY_PUPPET_SERVICE_TOKEN: z.string().min(1).optional(),
  XIANGFA_TRANSCRIBER_URL: z.url({ protocol: /^https?$/, error: 'an address such as http://127.0.0.1:9000/transcribe' }).optional(),
  XIANGFA_TRANSCRIBER_PROCESSOR: z.string().min(1).optional(),
  ...LANGUAGE_MODEL_VARIABLES,
  XIANGFA_GRANT_NUMBER: z
    .string()
    .refine((value) => value.includes('{year}') && value.includes('{n}'), 'the format needs {year} and {n}')
    .default('莱法援字〔{year}〕{n}号'),
  XIANGFA_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug'], 'XIANGFA_LOG is silent, error, warn, info or debug').default('warn'),
  XIANGFA_TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'write it as @BotFather gave it, digits:letters')
    .optional(),
  XIANGFA_TELEGRAM_API: z.url({ protocol: /^https?$/, error: 'an http or https address is wanted' }).default('https://api.telegram.org'),
  XIANGFA_TELEGRAM_WEBHOOK: z
    .url({ protocol: /^https$/, error: 'an https address is wanted, e.g. https://law.example.org/telegram' })
    .refine((url) => new URL(url).pathname.length > 1, 'the address needs a path of its own, e.g. https://law.example.org/telegram')
    .optional(),
  XIANGFA_TELEGRAM_SECRET: z.string().regex(TELEGRAM_SECRET, '16 to 256 of A-Z a-z 0-9 _ - are wanted').optional(),
  XIANGFA_TELEGRAM_SENSITIVE: z.enum(['allowed', 'never'], 'XIANGFA_TELEGRAM_SENSITIVE is allowed or never').optional(),
  XIANGFA_PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, 'an address like https://fa.example.cn')
    .optional(),
  XIANGFA_SMS_URL: z.url({ protocol: /^https?$/, error: 'an address such as https://sms.example.cn/send' }).optional(),
  XIANGFA_SMS_METHOD: z.enum(['GET', 'POST', 'PUT'], 'XIANGFA_SMS_METHOD is GET, POST or PUT').default('POST'),
  XIANGFA_SMS_HEADERS: headersVariable.default({}),
  XIANGFA_SMS_BODY: z.string().default('{"to":"{to}","text":"{text}","key":"{key}","time":"{time}","signature":"{signature}"}'),
  XIANGFA_SMS_SECRET: z.string().default(''),
  XIANGFA_SMS_OK: patternVariable.optional(),
  XIANGFA_SMS_DAILY: whole(1, 20).default(3),
  XIANGFA_SMS_TIMEOUT: whole(1, 60).default(10),
  XIANGFA_SMS_PROCESSOR: z.string().min(1).optional(),
  XIANGFA_WIDGET_ORIGINS: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((one) => one !== ''))
    .refine((origins) => origins.every(isOrigin), 'sites as https://www.example.gov.cn, without a path, separated by commas')
    .default([]),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'an address like postgresql://user:password@127.0.0.1:5432/xiangfa' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'an address like redis://127.0.0.1:6379/0' }).optional(),
  PORT: port.default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  XIANGFA_METRICS_PORT: port.optional(),
  XIANGFA_METRICS_TOKEN: z.string().min(16, 'a token has at least 16 characters (openssl rand -hex 32)').optional(),
})

/** The program's settings, read once from the environment. */
export type Config = {
  readonly mode: 'demo' | 'production'
  /** Folder of the database, the files and, in demo mode, the key. */
  readonly data: string
  /** Address of a PostgreSQL database; undefined: SQLite in the data folder. */
  readonly database: string | undefined
  /** Address of the Redis that ties several processes together; only with PostgreSQL. */
  readonly redis: string | undefined
  /** File with the key, 64 hexadecimal digits; required in production. */
  readonly keyFile: string | undefined
  /** The service's name, as it introduces itself. */
  readonly service: string
  /** Format of an application's number: {year}, {n}. */
  readonly applicationNumber: string
  /** Minutes after which a message received late is answered with an apology. */
  readonly lateMinutes: number
  /** File of the departments whose registers are read and asked; undefined: the one that comes with the program. */
  readonly departments: string | undefined
  /** File of the table of what is kept how long; undefined: the one that comes with the program. */
  readonly retention: string | undefined
  /** WeChat, where it is turned on. */
  readonly wechat: WechatConfig | undefined
  /** Address of the service that turns voice messages into words. */
  readonly transcriber: string | undefined
  /** A language model that gives second opinions; absent: none. */
  readonly languageModel?: LanguageModelConfig
  /** Address of the web page as people reach it, without a slash at its end; in production undefined where it is not set: no links are given then. */
  readonly publicUrl: string | undefined
  /** How text messages are sent; undefined: none are. */
  readonly sms: NoticeSettings | undefined
  /** Sites that may show the page in a frame by /widget.js, as origins; none: nobody may. */
  readonly widgetOrigins: readonly string[]
  /** Format of a decision's number to give aid: {year}, {n}. */
  readonly grantNumber: string
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly port: number
  readonly host: string
  /** Port on 127.0.0.1 where a monitor reads health and metrics without a token; undefined: none. */
  readonly metricsPort: number | undefined
  /** Who bears it may read /metrics on the public port; undefined: nobody may. */
  readonly metricsToken: string | undefined
  /** Absent: Telegram is turned off. */
  readonly telegram?: TelegramConfig
}

/** How Telegram is reached. `webhook` absent: updates are asked for. */
export type TelegramConfig = {
  readonly token: string
  readonly api: string
  readonly webhook?: { readonly url: string; readonly secret: string }
  /** Whether sensitive personal data may pass: in production only where it is set (个人信息保护法 23, 38 to 40). */
  readonly sensitive: 'allowed' | 'never'
}

type Values = z.infer<typeof environment>

/** Whether an address is on this machine. */
const isLocal = (url: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname)

/** What does not go together. */
const contradictions = (values: Values): string | undefined => {
  if (values.XIANGFA_WECHAT === 'on' && values.WECHATY_PUPPET === 'wechaty-puppet-service' && values.WECHATY_PUPPET_SERVICE_TOKEN === undefined)
    return 'WECHATY_PUPPET=wechaty-puppet-service needs WECHATY_PUPPET_SERVICE_TOKEN'
  if (values.REDIS_URL !== undefined && values.DATABASE_URL === undefined)
    return 'REDIS_URL ties several processes together, which SQLite cannot serve: set DATABASE_URL to a PostgreSQL database too'
  const url = values.XIANGFA_TRANSCRIBER_URL
  // Voices may leave the machine only to a processor under contract (个人信息保护法 21).
  if (url !== undefined && values.XIANGFA_TRANSCRIBER_PROCESSOR === undefined && !isLocal(url))
    return `XIANGFA_TRANSCRIBER_URL=${url}: not on this machine; name the processor under contract in XIANGFA_TRANSCRIBER_PROCESSOR to allow it`
  const gateway = values.XIANGFA_SMS_URL
  // Numbers may leave the machine only to a processor under contract (个人信息保护法 21).
  if (gateway !== undefined && values.XIANGFA_SMS_PROCESSOR === undefined && !isLocal(gateway))
    return `XIANGFA_SMS_URL: ${new URL(gateway).host} is not on this machine; name the processor under contract in XIANGFA_SMS_PROCESSOR to allow it`
  return undefined
}

/** Reads the settings. Throws `config.invalid` naming each bad variable, its value and what it may be. */
export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const detail = parsed.error.issues.map((issue) => `${shown(String(issue.path[0]), given)}: ${issue.message}`).join('; ')
    throw new AppError('config.invalid', { detail })
  }
  const values = parsed.data
  const wrong = contradictions(values)
  if (wrong !== undefined) throw new AppError('config.invalid', { detail: wrong })
  return {
    mode: values.XIANGFA_MODE,
    data: values.XIANGFA_DATA,
    database: values.DATABASE_URL,
    redis: values.REDIS_URL,
    keyFile: values.XIANGFA_KEY_FILE,
    service: values.XIANGFA_SERVICE,
    applicationNumber: values.XIANGFA_APPLICATION_NUMBER,
    lateMinutes: values.XIANGFA_LATE_MINUTES,
    departments: values.XIANGFA_DEPARTMENTS,
    retention: values.XIANGFA_RETENTION,
    wechat: values.XIANGFA_WECHAT === 'on' ? wechatOf(values) : undefined,
    transcriber: values.XIANGFA_TRANSCRIBER_URL,
    publicUrl: (values.XIANGFA_PUBLIC_URL ?? (values.XIANGFA_MODE === 'demo' ? local(values.HOST, values.PORT) : undefined))?.replace(/\/+$/, ''),
    ...languageModelOf(values, isLocal),
    sms: smsOf(values),
    widgetOrigins: values.XIANGFA_WIDGET_ORIGINS,
    grantNumber: values.XIANGFA_GRANT_NUMBER,
    log: values.XIANGFA_LOG,
    port: values.PORT,
    host: values.HOST,
    metricsPort: values.XIANGFA_METRICS_PORT,
    metricsToken: values.XIANGFA_METRICS_TOKEN,
    ...telegramOf(values),
  }
}

const shown = (name: string, given: Readonly<Record<string, string | undefined>>): string => (SECRET.test(name) ? name : `${name}=${given[name] ?? ''}`)

const telegramOf = (values: z.infer<typeof environment>): { readonly telegram?: TelegramConfig } => {
  const { XIANGFA_TELEGRAM_TOKEN: token, XIANGFA_TELEGRAM_WEBHOOK: url, XIANGFA_TELEGRAM_SECRET: secret } = values
  if (token === undefined) return {}
  if (url !== undefined && secret === undefined)
    throw new AppError('config.invalid', {
      detail: 'XIANGFA_TELEGRAM_SECRET is missing: with XIANGFA_TELEGRAM_WEBHOOK it proves that a post comes from Telegram',
    })
  return {
    telegram: {
      token,
      api: values.XIANGFA_TELEGRAM_API,
      ...(url !== undefined && secret !== undefined ? { webhook: { url, secret } } : {}),
      sensitive: values.XIANGFA_TELEGRAM_SENSITIVE ?? (values.XIANGFA_MODE === 'demo' ? 'allowed' : 'never'),
    },
  }
}

/** The page as this machine itself reaches it. */
const local = (host: string, port: number): string =>
  `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
