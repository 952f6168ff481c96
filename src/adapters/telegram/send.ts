import type { Address, Part } from '../../core/message.ts'
import type { SendResult } from '../../ports/channel.ts'
import type { Files } from '../../ports/files.ts'
import type { Answer, BotApi } from './bot-api.ts'
import type { Pace } from './pace.ts'
import type { Reach } from './reach.ts'
import { piecesOf } from './pieces.ts'
import type { Button, Piece, Wording } from './pieces.ts'

/** What sending works with. `way`: the button into the private chat; undefined until the bot knows its own name. */
export type SendDeps = {
  readonly api: BotApi
  readonly pace: Pace
  readonly reach: Reach
  readonly files: Pick<Files, 'get'>
  readonly spokenBy: Wording['spokenBy']
  readonly way: () => Button | undefined
  readonly moveGroup: (from: string, to: string) => Promise<void>
  readonly now: () => number
}

/** How long somebody who has not opened the private chat is left alone before it is tried again. */
const CLOSED_MS = 3_600_000
const UPLOAD_MS = 120_000
const FIRST_DOWN_MS = 1_000
const LONGEST_DOWN_MS = 30_000
/** Parts of which some messages are sent and others not yet: more are never open at once. */
const MOST_OPEN = 10_000

/**
 * Makes the sending half of the door. A part is sent message by message; a new try goes on behind the last that was certainly taken.
 * While Telegram cannot be reached nothing is tried but once in a while, and everything keeps its place.
 */
export const createSender = (deps: SendDeps): ((to: Address, part: Part, key: string) => Promise<SendResult>) => {
  const { pace, now } = deps
  const progress = new Map<string, number>()
  /** Groups that got another id while messages for the old one were on their way. */
  const moved = new Map<string, string>()
  let down = { until: 0, forMs: 0 }

  const closed = (): SendResult => ({ kind: 'failed', code: 'unreached', certain: true, retryAfterMs: down.until - now(), unreached: true })
  const unreached = (): SendResult => {
    down = { until: now() + Math.max(down.forMs, FIRST_DOWN_MS), forMs: Math.min(LONGEST_DOWN_MS, Math.max(down.forMs, FIRST_DOWN_MS) * 2) }
    deps.reach.unreached()
    return closed()
  }

  return async (to, part, key) => {
    const [given = '', topic] = to.chat.split(':')
    const chat = moved.get(given) ?? given
    const group = chat.startsWith('-')
    const way = deps.way()
    const pieces = piecesOf(part, { spokenBy: deps.spokenBy, ...(group && way ? { way } : {}) })
    let externalId: string | undefined
    for (let sent = progress.get(key) ?? 0; sent < pieces.length; sent += 1) {
      if (now() < down.until) return closed()
      const wait = pace.ask(key, chat, group)
      if (wait > 0) return { kind: 'later', afterMs: wait }
      const piece = pieces[sent]
      const answer = piece ? await sendPiece(deps, chat, chat === given ? topic : undefined, piece).finally(() => pace.done(chat, group)) : undefined
      if (answer === undefined) continue
      if (answer.kind === 'unreached') return unreached()
      down = { until: 0, forMs: 0 }
      if (answer.kind !== 'unsure') deps.reach.reached()
      if (answer.kind === 'refused' && answer.movedTo !== undefined && answer.movedTo !== chat) {
        await deps.moveGroup(given, answer.movedTo)
        moved.set(given, answer.movedTo)
        return { kind: 'later', afterMs: 0 }
      }
      if (answer.kind === 'refused' && answer.retryAfterMs !== undefined) pace.hold(chat, answer.retryAfterMs)
      if (answer.kind !== 'ok') {
        const result = judge(answer, group)
        if (result.kind === 'refused') progress.delete(key)
        return result
      }
      externalId = String(answer.result)
      progress.delete(key)
      if (sent + 1 < pieces.length) progress.set(key, sent + 1)
      if (progress.size > MOST_OPEN) for (const old of [...progress.keys()].slice(0, MOST_OPEN / 2)) progress.delete(old)
    }
    return { kind: 'sent', ...(externalId === undefined ? {} : { externalId }) }
  }
}

/** Sends one message; its id. Undefined: a file that is no longer there. */
const sendPiece = async ({ api, files }: SendDeps, chat: string, topic: string | undefined, piece: Piece): Promise<Answer<number> | undefined> => {
  const place = { chat_id: chat, ...(topic === undefined ? {} : { message_thread_id: Number(topic) }) }
  if (piece.kind === 'text') {
    const keyboard = piece.buttons.length > 0 ? { reply_markup: { inline_keyboard: piece.buttons.map((button) => [button]) } } : {}
    return idOf(await api.call('sendMessage', { ...place, text: piece.text, link_preview_options: { is_disabled: true }, ...keyboard }))
  }
  const bytes = await files.get(piece.file.id)
  if (!bytes) return undefined
  return idOf(await api.call('sendDocument', { ...place, document: { source: Buffer.from(bytes), filename: piece.file.name } }, { timeoutMs: UPLOAD_MS }))
}

const idOf = (answer: Answer<{ readonly message_id: number }>): Answer<number> =>
  answer.kind === 'ok' ? { kind: 'ok', result: answer.result.message_id } : answer

/** What Telegram's answer means for a message. */
const judge = (answer: Exclude<Answer<number>, { kind: 'ok' | 'unreached' }>, group: boolean): SendResult => {
  if (answer.kind === 'unsure') return { kind: 'failed', code: 'network', certain: false }
  const { code, why, retryAfterMs } = answer
  if (code === 429) return { kind: 'failed', code: 'too-many', certain: true, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
  // Nobody can be written to before they wrote themselves: it waits for them.
  if (!group && (/can't initiate/i.test(why) || /chat not found/i.test(why)))
    return { kind: 'failed', code: 'not-opened', certain: true, retryAfterMs: CLOSED_MS, waits: true }
  if (code === 401 || code === 404) return { kind: 'failed', code: 'token', certain: true }
  if (code === 403) return { kind: 'refused', code: 'blocked' }
  return { kind: 'refused', code: `telegram-${code}` }
}
