import type { Update } from 'telegraf/types'
import type { Arrival } from '../../ports/channel.ts'
import type { Clock, Log } from '../../ports/system.ts'
import type { BotApi } from './bot-api.ts'
import { convert, SPENT } from './convert.ts'
import type { Draft, Reading } from './convert.ts'
import type { Bot } from './words.ts'

/** What receiving works with. `says`: words of the menu's commands. `texts`: what the door itself says. */
export type ReceiveDeps = {
  readonly api: BotApi
  /** The bot's own name. Throws while it is not known. */
  readonly bot: () => Bot
  readonly account: string
  readonly says: Readonly<Record<string, string>>
  readonly texts: (key: string, vars?: Readonly<Record<string, string | number>>) => string
  readonly moveGroup: (from: string, to: string) => Promise<void>
  readonly onArrival: (arrival: Arrival) => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/** Takes updates; what one chat said is taken in order, chats do not wait for each other. */
export type Receiver = {
  /** Resolves when everything that follows from the update is durable; rejects where it could not be made so, and is to be tried again. */
  readonly take: (update: Update) => Promise<void>
  /** Resolves when nothing is in hand, answers to buttons included. */
  readonly idle: () => Promise<void>
}

/** Makes a receiver. */
export const createReceiver = (deps: ReceiveDeps): Receiver => {
  const last = new Map<string, Promise<void>>()
  const answering = new Set<Promise<void>>()
  const inBackground = (work: Promise<void>): void => {
    const kept = work.catch((error: unknown) => deps.log.warn('telegram button not answered', { error })).finally(() => answering.delete(kept))
    answering.add(kept)
  }
  const handle = async (update: Update): Promise<void> => {
    const reading = read(deps, update)
    if (reading.kind === 'spent') return inBackground(acknowledge(deps, reading.queryId, deps.texts('spent')))
    await store(deps, reading)
    if (reading.kind === 'press') inBackground(answerPress(deps, reading))
  }
  return {
    take(update) {
      const chat = chatOf(update)
      // One that failed comes again, and with it what its chat said behind it: taken now, that would stand before it.
      const turn = (last.get(chat) ?? Promise.resolve()).then(() => handle(update))
      last.set(chat, turn)
      const forget = () => void (last.get(chat) === turn && last.delete(chat))
      turn.then(forget, forget)
      return turn
    },
    async idle() {
      await Promise.allSettled([...last.values(), ...answering])
    },
  }
}

const read = ({ bot, account, says, clock, log }: ReceiveDeps, update: Update): Reading => {
  const context = { bot: bot(), account, says, now: clock.now() }
  try {
    const reading = convert(update, context)
    if (reading.kind === 'ignored') log.debug('telegram update ignored', { why: reading.why })
    return reading
  } catch (error) {
    // Nothing that Telegram documents: it would never become readable by coming again.
    log.error('telegram update not understood', { update: update.update_id, error })
    return { kind: 'ignored', why: 'not understood' }
  }
}

const store = async (deps: ReceiveDeps, reading: Reading): Promise<void> => {
  switch (reading.kind) {
    case 'messages':
      for (const draft of reading.drafts) await arrive(deps, draft)
      return
    case 'press':
      return arrive(deps, reading.draft)
    case 'bind':
      return arrive(deps, (await mayBind(deps, reading)) ? reading.draft : { ...reading.draft, body: { kind: 'unsupported', what: 'not-administrator' } })
    case 'moved':
      return deps.moveGroup(reading.from, reading.to)
    case 'spent':
    case 'ignored':
      return
  }
}

const arrive = async (deps: ReceiveDeps, { body, opens, ...rest }: Draft): Promise<void> => {
  await deps.onArrival({ role: 'villager', inbound: { ...rest, content: body }, ...(opens ? { opens } : {}) })
}

const mayBind = async ({ api }: ReceiveDeps, { chat, userId }: Extract<Reading, { kind: 'bind' }>): Promise<boolean> => {
  const answer = await api.call('getChatMember', { chat_id: chat, user_id: userId })
  if (answer.kind === 'ok') return answer.result.status === 'creator' || answer.result.status === 'administrator'
  if (answer.kind === 'refused' && answer.code !== 429) return false
  throw new Error(`getChatMember: ${answer.kind}`)
}

const acknowledge = async ({ api }: ReceiveDeps, queryId: string, text?: string): Promise<void> => {
  await api.call('answerCallbackQuery', { callback_query_id: queryId, ...(text === undefined ? {} : { text }) })
}

/** Stops the button's clock and leaves of the buttons only the one that was chosen, to be read. */
const answerPress = async (deps: ReceiveDeps, { queryId, chat, messageId, draft }: Extract<Reading, { kind: 'press' }>): Promise<void> => {
  await acknowledge(deps, queryId)
  const label = draft.body.kind === 'choice' ? draft.body.label : ''
  const keyboard = [[{ text: deps.texts('chosen', { label }), callback_data: SPENT }]]
  await deps.api.call('editMessageReplyMarkup', {
    chat_id: chat,
    message_id: messageId,
    reply_markup: { inline_keyboard: keyboard },
  })
}

/** Chat of an update, '' where it has none; also of one that is not as documented. */
const chatOf = (update: object): string => {
  const { message, edited_message, callback_query }: { message?: unknown; edited_message?: unknown; callback_query?: unknown } = update
  const about = message ?? edited_message ?? (isRecord(callback_query) ? callback_query['message'] : undefined)
  const chat = isRecord(about) ? about['chat'] : undefined
  return isRecord(chat) ? String(chat['id']) : ''
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
