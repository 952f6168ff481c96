import { z } from 'zod'
import type { Limits } from './limits.ts'
import type { Params } from './params.ts'
import type { Updates } from './updates.ts'
import { ApiFault, chatToWrite } from './world.ts'
import type { FakeMessage, FakeWorld } from './world.ts'

/** What the methods work on. `now` in milliseconds. */
export type MethodDeps = { readonly world: FakeWorld; readonly updates: Updates; readonly limits: Limits; readonly now: () => number }

const whole = z.number().int()
const chatId = z.union([
  whole,
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])
const button = z
  .strictObject({ text: z.string().min(1), callback_data: z.string().optional(), url: z.url().optional() })
  .refine((one) => (one.callback_data === undefined) !== (one.url === undefined), 'BUTTON_TYPE_INVALID')
  .refine((one) => one.callback_data === undefined || within(Buffer.byteLength(one.callback_data), 1, 64), 'BUTTON_DATA_INVALID')
const markup = z.strictObject({ inline_keyboard: z.array(z.array(button)) })
const within = (value: number, least: number, most: number) => value >= least && value <= most
const place = { chat_id: chatId, message_thread_id: whole.optional(), disable_notification: z.boolean().optional(), reply_markup: markup.optional() }

const schemas = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: whole.optional(),
    limit: whole.min(1).max(100).default(100),
    timeout: whole.min(0).default(0),
    allowed_updates: z.array(z.string()).optional(),
  }),
  setWebhook: z.strictObject({
    url: z.string(),
    secret_token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/)
      .optional(),
    max_connections: whole.min(1).max(100).optional(),
    allowed_updates: z.array(z.string()).optional(),
    drop_pending_updates: z.boolean().optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  setMyCommands: z.strictObject({
    commands: z.array(z.strictObject({ command: z.string().regex(/^[a-z0-9_]{1,32}$/), description: z.string().min(1).max(256) })).max(100),
    scope: z.strictObject({ type: z.enum(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']) }).optional(),
    language_code: z.string().optional(),
  }),
  sendMessage: z.strictObject({
    ...place,
    text: z.string(),
    parse_mode: z.enum(['HTML', 'MarkdownV2', 'Markdown']).optional(),
    link_preview_options: z.strictObject({ is_disabled: z.boolean().optional() }).optional(),
  }),
  sendDocument: z.strictObject({
    ...place,
    document: z.strictObject({ name: z.string().min(1), bytes: z.instanceof(Uint8Array) }),
    caption: z.string().max(1_024).optional(),
    method: z.literal('sendDocument').optional(),
  }),
  editMessageReplyMarkup: z.strictObject({ chat_id: chatId, message_id: whole, reply_markup: markup.optional() }),
  editMessageText: z.strictObject({ chat_id: chatId, message_id: whole, text: z.string(), reply_markup: markup.optional() }),
  answerCallbackQuery: z.strictObject({ callback_query_id: z.string(), text: z.string().max(200).optional(), show_alert: z.boolean().optional() }),
  getFile: z.strictObject({ file_id: z.string() }),
  getChatMember: z.strictObject({ chat_id: chatId, user_id: whole }),
}
type Schemas = typeof schemas
type Handlers = { readonly [M in keyof Schemas]: (params: z.output<Schemas[M]>) => unknown }

/** Answers one call. Throws an `ApiFault` for whatever the Bot API would refuse, unknown methods and parameters included. */
export const createMethods = (deps: MethodDeps): ((method: string, params: Params) => Promise<unknown>) => {
  const handlers = handlersOf(deps)
  return async (method, params) => {
    const name = Object.keys(schemas).find((one): one is keyof Schemas => one.toLowerCase() === method.toLowerCase())
    if (!name) throw new ApiFault(404, 'Not Found')
    return run(name, params)
  }
  function run<M extends keyof Schemas>(name: M, params: Params): unknown {
    const parsed = schemas[name].safeParse(params)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      throw new ApiFault(400, `Bad Request: ${issue?.path.join('.')} ${issue?.message ?? ''}`)
    }
    // The schema of the same name has just checked it.
    return handlers[name](parsed.data as never)
  }
}

const handlersOf = ({ world, updates, limits, now }: MethodDeps): Handlers => {
  const put = (chat: number, topic: number | undefined, body: Readonly<Record<string, unknown>>): FakeMessage => {
    limits.count(chat)
    const shown = chatToWrite(world, chat)
    const group = world.groups.get(chat)
    if (topic !== undefined && !group?.topics.includes(topic)) throw new ApiFault(400, 'Bad Request: message thread not found')
    const message = { message_id: world.nextMessage, from: world.bot, chat: shown, date: Math.floor(now() / 1_000), ...body }
    world.nextMessage += 1
    world.messages.set(`${chat}:${message.message_id}`, message)
    return message
  }
  const messageOf = (chat: number, id: number): FakeMessage => {
    const message = world.messages.get(`${chat}:${id}`)
    if (!message) throw new ApiFault(400, 'Bad Request: message to edit not found')
    return message
  }
  const change = (chat: number, id: number, to: Readonly<Record<string, unknown>>): FakeMessage => {
    const message = messageOf(chat, id)
    const changed = { ...message, ...to }
    if (JSON.stringify(changed) === JSON.stringify(message)) throw new ApiFault(400, 'Bad Request: message is not modified')
    world.messages.set(`${chat}:${id}`, changed)
    return changed
  }
  const buttonsOf = (keyboard: z.output<typeof markup> | undefined) =>
    (keyboard?.inline_keyboard.flat() ?? []).map(({ text, callback_data, url }) => ({
      text,
      ...(callback_data === undefined ? {} : { data: callback_data }),
      ...(url === undefined ? {} : { url }),
    }))
  return {
    getMe: () => ({ ...world.bot, can_join_groups: true, can_read_all_group_messages: true, supports_inline_queries: false }),
    getUpdates({ offset, limit, timeout, allowed_updates }) {
      if (world.webhook) throw new ApiFault(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
      return updates.get({ limit, timeout, ...(offset === undefined ? {} : { offset }), ...(allowed_updates ? { kinds: allowed_updates } : {}) })
    },
    setWebhook({ url, secret_token }) {
      if (url !== '' && !url.startsWith('https://')) throw new ApiFault(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
      world.webhook = url === '' ? undefined : { url, secret: secret_token ?? '' }
      return true
    },
    deleteWebhook() {
      world.webhook = undefined
      return true
    },
    setMyCommands({ commands, scope }) {
      world.commands.set(scope?.type ?? 'default', commands)
      return true
    },
    sendMessage({ chat_id, message_thread_id, text, reply_markup }) {
      if (text.trim() === '') throw new ApiFault(400, 'Bad Request: message text is empty')
      if (text.length > 4_096) throw new ApiFault(400, 'Bad Request: message is too long')
      const message = put(chat_id, message_thread_id, { text, ...(reply_markup ? { reply_markup } : {}) })
      const sent = { at: now(), chat: chat_id, topic: message_thread_id, messageId: message.message_id }
      world.sent.push({ ...sent, text, buttons: buttonsOf(reply_markup), document: undefined })
      return message
    },
    sendDocument({ chat_id, message_thread_id, document, reply_markup, caption }) {
      if (document.bytes.byteLength > 50 * 1024 * 1024) throw new ApiFault(413, 'Request Entity Too Large')
      if (document.bytes.byteLength === 0) throw new ApiFault(400, 'Bad Request: file must be non-empty')
      const message = put(chat_id, message_thread_id, {
        document: { file_id: `d${world.nextMessage}`, file_unique_id: `u${world.nextMessage}`, file_name: document.name },
      })
      const sent = { at: now(), chat: chat_id, topic: message_thread_id, messageId: message.message_id }
      world.sent.push({ ...sent, text: caption ?? '', buttons: buttonsOf(reply_markup), document })
      return message
    },
    editMessageReplyMarkup: ({ chat_id, message_id, reply_markup }) => change(chat_id, message_id, { reply_markup }),
    editMessageText: ({ chat_id, message_id, text, reply_markup }) => change(chat_id, message_id, { text, reply_markup }),
    answerCallbackQuery({ callback_query_id }) {
      if (!world.queries.has(callback_query_id)) throw new ApiFault(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
      return true
    },
    getFile({ file_id }) {
      const file = world.files.get(file_id)
      if (!file) throw new ApiFault(400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
      if (file.size > 20 * 1024 * 1024) throw new ApiFault(400, 'Bad Request: file is too big')
      return { file_id, file_unique_id: file_id, file_size: file.size, file_path: file.path }
    },
    getChatMember({ chat_id, user_id }) {
      const group = world.groups.get(chat_id)
      const user = world.users.get(user_id)
      if (!group || !user) throw new ApiFault(400, 'Bad Request: user not found')
      const shown = { id: user.id, is_bot: false, first_name: user.firstName }
      return group.administrators.includes(user_id) ? { status: 'administrator', user: shown } : { status: 'member', user: shown }
    },
  }
}
