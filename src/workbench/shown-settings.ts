import type { ShownSetting } from '../adapters/workbench/administration/administration-deps.ts'
import type { Config } from '../config.ts'
import { databasePlace } from '../database.ts'

const hostOf = (address: string | undefined): string | undefined => (address === undefined ? undefined : new URL(address).host)

/** The settings under their variables, as whoever keeps the service may see them: never a secret, of an address only its host. */
export const shownSettings = (config: Config): readonly ShownSetting[] => {
  const { telegram, wechat, sms } = config
  const shown = (name: string, value: string | number | undefined): ShownSetting => ({ name, ...(value === undefined ? {} : { value: String(value) }) })
  const secret = (name: string, set: boolean): ShownSetting => ({ name, secret: true, ...(set ? { value: 'set' } : {}) })
  return [
    shown('XIANGFA_MODE', config.mode),
    shown('XIANGFA_SERVICE', config.service),
    shown('XIANGFA_PUBLIC_URL', config.publicUrl),
    shown('XIANGFA_DATA', config.data),
    shown('DATABASE_URL', config.database === undefined ? undefined : databasePlace(config)),
    shown('REDIS_URL', hostOf(config.redis)),
    secret('XIANGFA_KEY_FILE', config.keyFile !== undefined),
    shown('HOST', config.host),
    shown('PORT', config.port),
    shown('XIANGFA_APPLICATION_NUMBER', config.applicationNumber),
    shown('XIANGFA_GRANT_NUMBER', config.grantNumber),
    shown('XIANGFA_LATE_MINUTES', config.lateMinutes),
    shown('XIANGFA_DEPARTMENTS', config.departments),
    secret('XIANGFA_TELEGRAM_TOKEN', telegram !== undefined),
    shown('XIANGFA_TELEGRAM_WEBHOOK', hostOf(telegram?.webhook?.url)),
    shown('XIANGFA_TELEGRAM_SENSITIVE', telegram?.sensitive),
    shown('XIANGFA_WECHAT', wechat ? 'on' : 'off'),
    shown('WECHATY_PUPPET', wechat?.puppet),
    secret('WECHATY_PUPPET_SERVICE_TOKEN', wechat?.token !== undefined),
    shown('XIANGFA_WECHAT_SENSITIVE', wechat?.sensitive),
    shown('XIANGFA_SMS_URL', hostOf(sms?.url)),
    shown('XIANGFA_TRANSCRIBER_URL', hostOf(config.transcriber)),
    shown('XIANGFA_LLM_URL', hostOf(config.languageModel?.url)),
    shown('XIANGFA_LLM_MODEL', config.languageModel?.model),
    secret('XIANGFA_LLM_KEY', config.languageModel?.key !== undefined),
    shown('XIANGFA_WIDGET_ORIGINS', config.widgetOrigins.length === 0 ? undefined : config.widgetOrigins.join(' ')),
    shown('XIANGFA_LOG', config.log),
    secret('XIANGFA_METRICS_TOKEN', config.metricsToken !== undefined),
  ]
}
