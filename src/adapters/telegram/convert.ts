import type { CallbackQuery, Chat, MaybeInaccessibleMessage, Message, Update, User } from 'telegraf/types'
import type { Address, Content, Group, Sender } from '../../core/message.ts'
import { requestNumberOf } from '../../core/request-number.ts'
import { findDanger } from '../../lang/index.ts'
import { contentOf } from './content.ts'
import { addressedWords, commandIn, isFor, wordsOf } from './words.ts'
import type { Bot } from './words.ts'

/** A message of the desk. `sentAt` in milliseconds. */
export type Draft = {
  readonly externalId: string
  readonly address: Address
  readonly sender: Sender
  readonly group?: Group
  readonly sentAt: number
  readonly body: Content
  /** The person opened the private chat: until then the bot could not write to them. */
  readonly opens?: true
}

/** What an update is to the desk. `press`: a button, with its message, to be answered. `bind`: to be checked whether `userId` may. */
export type Reading =
  | { readonly kind: 'messages'; readonly drafts: readonly Draft[] }
  | { readonly kind: 'press'; readonly draft: Draft; readonly queryId: string; readonly chat: string; readonly messageId: number }
  | { readonly kind: 'spent'; readonly queryId: string }
  | { readonly kind: 'bind'; readonly draft: Draft; readonly chat: string; readonly userId: number }
  | { readonly kind: 'moved'; readonly from: string; readonly to: string }
  | { readonly kind: 'ignored'; readonly why: string }

/** What reading an update needs to know. `says`: the words a command of the menu stands for. */
export type ConvertContext = { readonly bot: Bot; readonly account: string; readonly says: Readonly<Record<string, string>>; readonly now: number }

/** Data of the button that shows what was chosen and does nothing. */
export const SPENT = '-'

const LONGEST_NAME = 60

/** Reads an update. Pure; whatever it does not know is ignored with a reason. */
export const convert = (update: Update, context: ConvertContext): Reading => {
  if ('message' in update) return fromMessage(update.message, context, false)
  if ('edited_message' in update) return fromMessage(update.edited_message, context, true)
  if ('callback_query' in update) return fromPress(update.callback_query, context)
  return { kind: 'ignored', why: 'kind of update' }
}

const fromMessage = (message: Message, context: ConvertContext, edited: boolean): Reading => {
  const { chat, from } = message
  if ('migrate_to_chat_id' in message) return { kind: 'moved', from: String(chat.id), to: String(message.migrate_to_chat_id) }
  if ('migrate_from_chat_id' in message) return { kind: 'moved', from: String(message.migrate_from_chat_id), to: String(chat.id) }
  if (!from || from.is_bot || ('sender_chat' in message && message.sender_chat)) return { kind: 'ignored', why: 'not a person' }
  const base = {
    externalId: `${chat.id}:${message.message_id}${edited && 'edit_date' in message ? `:${message.edit_date}` : ''}`,
    sender: senderOf(from),
    sentAt: message.date * 1_000,
  }
  if (chat.type === 'private')
    return { kind: 'messages', drafts: inPrivate(message, { ...base, address: addressOf(context, String(chat.id)) }, context, edited) }
  if (chat.type === 'channel') return { kind: 'ignored', why: 'channel' }
  return inGroup(message, { ...base, address: addressOf(context, groupChat(message)), group: groupOf(chat) }, context)
}

type Base = Omit<Draft, 'body'>

/** Words and what comes with them: a file first, then the words written under it as a message of their own. */
const inPrivate = (message: Message, base: Base, { bot, says }: ConvertContext, edited: boolean): readonly Draft[] => {
  const words = wordsOf(message)
  const command = commandIn(words)
  const opens = command?.name === 'start' ? ({ opens: true } as const) : {}
  const text = command && command.rest === '' ? (says[command.name] ?? words) : words
  const about = aboutOf(message, bot)
  const said: Content | undefined = words === '' ? undefined : { kind: 'text', text, ...(edited ? { edited: true } : {}), ...about }
  const other = contentOf(message, about)
  if (!other) return said ? [{ ...base, body: said, ...opens }] : []
  // An edit of what stands under a picture does not send the picture again.
  if (edited) return said ? [{ ...base, body: said }] : []
  return said
    ? [
        { ...base, body: other },
        { ...base, externalId: `${base.externalId}:words`, body: said },
      ]
    : [{ ...base, body: other }]
}

/** Number that the bot's message begins with to which this one replies. */
const aboutOf = (message: Message, bot: Bot): { readonly about?: number } => {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined
  if (!replied || replied.from?.id !== bot.id) return {}
  const number = requestNumberOf(wordsOf(replied))
  return number === undefined ? {} : { about: number }
}

/** Only what is addressed to the bot is heard; of present danger only the kind is kept, never the words. */
const inGroup = (message: Message, base: Base, { bot, says }: ConvertContext): Reading => {
  const words = wordsOf(message)
  const command = commandIn(words)
  if (command?.name === 'bind' && (command.to === undefined || isFor(command, bot))) {
    const draft: Draft = { ...base, body: { kind: 'bind', village: command.rest } }
    return { kind: 'bind', draft, chat: String(message.chat.id), userId: message.from?.id ?? 0 }
  }
  const menu = command && isFor(command, bot) && command.rest === '' ? says[command.name] : undefined
  const text = menu ?? addressedWords(message, bot)
  if (text !== undefined) return { kind: 'messages', drafts: [{ ...base, body: { kind: 'text', text } }] }
  const danger = findDanger(words)
  if (!danger) return { kind: 'ignored', why: 'not addressed' }
  return { kind: 'messages', drafts: [{ ...base, body: { kind: 'unsupported', what: `danger:${danger.kind}` } }] }
}

const fromPress = (query: CallbackQuery, context: ConvertContext): Reading => {
  const { message, from, id } = query
  const data = 'data' in query ? query.data : undefined
  // Data is taken only from a button that stands in the message: anything else may have been made up.
  const button = message && 'reply_markup' in message ? message.reply_markup?.inline_keyboard.flat().find((one) => dataOf(one) === data) : undefined
  if (!message || data === undefined || data === SPENT || !button) return { kind: 'spent', queryId: id }
  const { chat } = message
  const group = chat.type === 'private' ? undefined : groupOf(chat)
  const draft: Draft = {
    // Each person uses the buttons of a message once, however often they are pressed.
    externalId: `press:${chat.id}:${message.message_id}:${from.id}`,
    address: addressOf(context, group ? groupChat(message) : String(chat.id)),
    sender: senderOf(from),
    ...(group ? { group } : {}),
    sentAt: context.now,
    body: { kind: 'choice', value: data, label: button.text },
  }
  return { kind: 'press', draft, queryId: id, chat: String(chat.id), messageId: message.message_id }
}

const dataOf = (button: object): string | undefined =>
  'callback_data' in button && typeof button.callback_data === 'string' ? button.callback_data : undefined

const addressOf = ({ account }: ConvertContext, chat: string): Address => ({ channel: 'telegram', account, chat })

/** A chat with its topic, e.g. -100123:45. */
const groupChat = (message: MaybeInaccessibleMessage): string => {
  const topic = 'is_topic_message' in message && message.is_topic_message && 'message_thread_id' in message ? message.message_thread_id : undefined
  return topic === undefined ? String(message.chat.id) : `${message.chat.id}:${topic}`
}

const groupOf = (chat: Chat): Group => ({ id: String(chat.id), name: 'title' in chat ? chat.title : '' })

const senderOf = (user: User): Sender => ({
  id: String(user.id),
  name: nameOf(user).slice(0, LONGEST_NAME) || String(user.id),
})

/** Chinese names with the family name first. */
const nameOf = ({ first_name, last_name = '' }: User): string =>
  (/\p{Script=Han}/u.test(first_name + last_name) ? `${last_name}${first_name}` : `${first_name} ${last_name}`).trim()
