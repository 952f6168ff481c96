import type { Address, Part } from '../../core/message.ts'
import type { OutboxClass } from '../../core/turn.ts'
import type { SendResult } from '../../ports/channel.ts'
import { textsOfPart } from './messages.ts'
import type { Contact, Network, Peer } from './network.ts'
import type { Pace } from './pace.ts'
import type { People } from './people.ts'
import type { WechatDeps } from './wechat-channel.ts'

const OFFLINE_MS = 30_000
const NOT_A_FRIEND_MS = 3_600_000
const GONE_MS = 600_000

type Target = { readonly peer: Peer; readonly person: Contact | undefined; readonly group: boolean }

/** Sends parts in pieces, each at its turn. What was sent of a part is remembered while the program runs, so that nothing of it is said twice. */
export const createSending = (
  deps: WechatDeps,
  network: Network,
  people: People,
  pace: Pace,
  /** Told after each message, and when a day's budget is used up. */
  told: { readonly sent: () => Promise<void>; readonly spent: (as: OutboxClass) => Promise<void> },
) => {
  const done = new Map<string, number>()

  const targetOf = async (chat: string): Promise<Target | 'gone' | 'stranger'> => {
    const [first = '', second] = chat.split(' ')
    const person = await people.contactOf(second ?? first)
    if (second === undefined) {
      if (!person) return 'gone'
      return person.friend ? { peer: { kind: 'contact', id: person.id }, person, group: false } : 'stranger'
    }
    const room = await people.roomOf(first)
    if (!room) return 'gone'
    return { peer: { kind: 'room', id: room.id, ...(person ? { mention: person.id } : {}) }, person, group: true }
  }

  const piecesOf = (part: Part, target: Target) => {
    // Who is no friend cannot be written to in private: they are told how to become one.
    const way = part.privately && target.group && target.person?.friend === false ? `\n${deps.texts('befriend')}` : ''
    const texts = textsOfPart({ ...part, text: part.text + way }, (name) => deps.texts('speaker', { name }), deps.texts('choose'))
    const peers = texts.map((_, index): Peer => (index === 0 || target.peer.kind === 'contact' ? target.peer : { kind: 'room', id: target.peer.id }))
    return [
      ...texts.map((text, index) => () => network.sendText(peers[index] ?? target.peer, text)),
      ...(part.files ?? []).map((file) => async () => {
        const bytes = await deps.files.get(file.id)
        if (!bytes) return deps.log.error('a file to send is gone', { file: file.id })
        await network.sendFile(target.peer, file.name, bytes)
      }),
    ]
  }

  return async (to: Address, part: Part, key: string, as: OutboxClass): Promise<SendResult> => {
    if (!network.online()) return { kind: 'failed', code: 'wechat-offline', certain: true, retryAfterMs: OFFLINE_MS }
    const target = await targetOf(to.chat)
    if (target === 'gone') return { kind: 'failed', code: 'wechat-nobody', certain: true, retryAfterMs: GONE_MS }
    if (target === 'stranger') return { kind: 'failed', code: 'wechat-not-a-friend', certain: true, retryAfterMs: NOT_A_FRIEND_MS, waits: true }
    const pieces = piecesOf(part, target)
    for (let at = done.get(key) ?? 0; at < pieces.length; at += 1) {
      const leave = pace.ask(to.chat, as, deps.clock.now())
      if (leave.kind === 'later') return { kind: 'later', afterMs: leave.afterMs }
      if (leave.kind === 'spent') {
        await told.spent(as)
        return { kind: 'failed', code: 'wechat-budget-spent', certain: true, retryAfterMs: leave.afterMs }
      }
      try {
        await pieces[at]?.()
      } catch (error) {
        deps.log.warn('wechat message not sent', { error })
        return { kind: 'failed', code: 'wechat-send', certain: false }
      }
      done.set(key, at + 1)
      await told.sent()
    }
    done.delete(key)
    // WeChat says of none that it arrived, and often gives no id: there is none to keep.
    return { kind: 'sent' }
  }
}
