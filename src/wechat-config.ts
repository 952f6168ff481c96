/** The WeChat account: which puppet drives it, and how much it may do a day. */
export type WechatConfig = {
  readonly puppet: string
  readonly token: string | undefined
  readonly sensitive: 'allowed' | 'never'
  readonly perMinute: number
  readonly daily: { readonly chat: number; readonly notice: number; readonly join: number }
  readonly friendWords: readonly string[]
}

/** What is read from the environment for it. */
type Values = {
  readonly XIANGFA_MODE: 'demo' | 'production'
  readonly WECHATY_PUPPET: string
  readonly WECHATY_PUPPET_SERVICE_TOKEN?: string | undefined
  readonly XIANGFA_WECHAT_SENSITIVE?: 'allowed' | 'never' | undefined
  readonly XIANGFA_WECHAT_PER_MINUTE: number
  readonly XIANGFA_WECHAT_DAILY_CHAT: number
  readonly XIANGFA_WECHAT_DAILY_NOTICE: number
  readonly XIANGFA_WECHAT_DAILY_JOIN: number
  readonly XIANGFA_WECHAT_FRIEND_WORDS: string
}

/** Of the settings, those of the account. */
export const wechatOf = (values: Values): WechatConfig => ({
  puppet: values.WECHATY_PUPPET,
  token: values.WECHATY_PUPPET_SERVICE_TOKEN,
  // Personal data of a real person passes another company's servers only where somebody decided so (个人信息保护法 23, 38).
  sensitive: values.XIANGFA_WECHAT_SENSITIVE ?? (values.XIANGFA_MODE === 'demo' ? 'allowed' : 'never'),
  perMinute: values.XIANGFA_WECHAT_PER_MINUTE,
  daily: { chat: values.XIANGFA_WECHAT_DAILY_CHAT, notice: values.XIANGFA_WECHAT_DAILY_NOTICE, join: values.XIANGFA_WECHAT_DAILY_JOIN },
  friendWords: values.XIANGFA_WECHAT_FRIEND_WORDS.split(/[,，、]/u)
    .map((word) => word.trim())
    .filter((word) => word !== ''),
})
