import type { Message, MessageEntity } from 'telegraf/types'

/** The bot as Telegram knows it. `username` without @. */
export type Bot = { readonly id: number; readonly username: string }

/** A command at the start of a message: its name in small letters, whom it names, and what stands behind it. */
export type BotCommand = { readonly name: string; readonly to?: string; readonly rest: string }

/** The words of a message or of the caption under its file; '' where it has none. */
export const wordsOf = (message: Message): string => {
  if ('text' in message) return message.text
  return 'caption' in message ? (message.caption ?? '') : ''
}

const entitiesOf = (message: Message): readonly MessageEntity[] => {
  if ('text' in message) return message.entities ?? []
  return 'caption' in message ? (message.caption_entities ?? []) : []
}

/** Reads `/ask@the_bot …`. */
export const commandIn = (text: string): BotCommand | undefined => {
  const match = /^\/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{3,64}))?(?:\s+([\s\S]*))?$/.exec(text.trim())
  if (!match) return undefined
  return { name: (match[1] ?? '').toLowerCase(), ...(match[2] === undefined ? {} : { to: match[2] }), rest: (match[3] ?? '').trim() }
}

/** Whether a command that names a bot names this one. */
export const isFor = (command: BotCommand, bot: Bot): boolean => command.to?.toLowerCase() === bot.username.toLowerCase()

/**
 * What is said to the bot in a group: at /ask, where it is mentioned, or in reply to it. Where only the call stands there ("@bot look"
 * in reply to somebody), the words replied to are meant as well. Undefined: not addressed to the bot.
 */
export const addressedWords = (message: Message, bot: Bot): string | undefined => {
  const words = wordsOf(message)
  const command = commandIn(words)
  if (command?.to !== undefined && !isFor(command, bot)) return undefined
  if (command) return command.name === 'ask' || command.to !== undefined ? withQuoted(command.rest, message, bot) : undefined
  const mentions = entitiesOf(message).filter((entity) => isMention(entity, words, bot))
  if (mentions.length > 0) return withQuoted(without(words, mentions), message, bot)
  return 'reply_to_message' in message && message.reply_to_message?.from?.id === bot.id ? words : undefined
}

const isMention = (entity: MessageEntity, words: string, bot: Bot): boolean => {
  if (entity.type === 'text_mention') return entity.user.id === bot.id
  if (entity.type !== 'mention') return false
  return words.slice(entity.offset, entity.offset + entity.length).toLowerCase() === `@${bot.username.toLowerCase()}`
}

const without = (words: string, entities: readonly MessageEntity[]): string =>
  [...entities]
    .sort((a, b) => b.offset - a.offset)
    .reduce((text, { offset, length }) => text.slice(0, offset) + text.slice(offset + length), words)
    .replace(/^[\s,，:：]+/u, '')
    .trim()

const SHORT = 6

const withQuoted = (words: string, message: Message, bot: Bot): string => {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined
  if (!replied || replied.from?.id === bot.id || words.length > SHORT) return words
  const quote = 'quote' in message ? message.quote?.text : undefined
  return `${words}\n${quote ?? wordsOf(replied)}`.trim()
}
