import type { BotApi } from './bot-api.ts'

const PRIVATE = ['apply', 'human', 'office', 'mine', 'resume', 'help'] as const
const GROUP = ['ask', 'bind'] as const

type Texts = (key: string) => string

/** The words that each command of the menu stands for, by its name. */
export const menuWords = (texts: Texts): Readonly<Record<string, string>> => Object.fromEntries(PRIVATE.map((name) => [name, texts(`commands.${name}.says`)]))

/** Registers the menu: one for private chats, one for groups. False where Telegram did not take it. */
export const registerMenu = async (api: BotApi, texts: Texts): Promise<boolean> => {
  const own = PRIVATE.map((command) => ({ command, description: texts(`commands.${command}.description`) }))
  const group = GROUP.map((command) => ({ command, description: texts(`group-commands.${command}`) }))
  const first = await api.call('setMyCommands', { commands: own, scope: { type: 'all_private_chats' } })
  const second = await api.call('setMyCommands', { commands: group, scope: { type: 'all_group_chats' } })
  return first.kind === 'ok' && second.kind === 'ok'
}
