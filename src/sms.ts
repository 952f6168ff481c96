import { z } from 'zod'
import type { NoticeSettings } from './adapters/notice/http-notice.ts'

/** A JSON object of words, as a variable. */
export const headersVariable = z.string().transform((value, context) => {
  try {
    return z.record(z.string().regex(/^[\w-]+$/), z.string()).parse(JSON.parse(value))
  } catch {
    context.addIssue('headers are a JSON object, such as {"authorization":"Bearer …"}')
    return z.NEVER
  }
})

/** A regular expression, as a variable. */
export const patternVariable = z.string().transform((value, context) => {
  try {
    return new RegExp(value)
  } catch {
    context.addIssue('a regular expression, such as "code":\\s*0')
    return z.NEVER
  }
})

/** The variables that say how text messages are sent. */
export type SmsVariables = {
  readonly XIANGFA_SMS_URL?: string | undefined
  readonly XIANGFA_SMS_METHOD: NoticeSettings['method']
  readonly XIANGFA_SMS_HEADERS: Readonly<Record<string, string>>
  readonly XIANGFA_SMS_BODY: string
  readonly XIANGFA_SMS_SECRET: string
  readonly XIANGFA_SMS_OK?: RegExp | undefined
  readonly XIANGFA_SMS_DAILY: number
  readonly XIANGFA_SMS_TIMEOUT: number
}

/** How text messages are sent; undefined where no gateway is named. */
export const smsOf = (values: SmsVariables): NoticeSettings | undefined =>
  values.XIANGFA_SMS_URL === undefined
    ? undefined
    : {
        url: values.XIANGFA_SMS_URL,
        method: values.XIANGFA_SMS_METHOD,
        headers: values.XIANGFA_SMS_HEADERS,
        body: values.XIANGFA_SMS_BODY,
        secret: values.XIANGFA_SMS_SECRET,
        ...(values.XIANGFA_SMS_OK ? { accepted: values.XIANGFA_SMS_OK } : {}),
        timeoutMs: values.XIANGFA_SMS_TIMEOUT * 1_000,
        daily: values.XIANGFA_SMS_DAILY,
      }
