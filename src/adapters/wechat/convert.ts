import type { Content } from '../../core/message.ts'
import { requestNumberOf } from '../../core/request-number.ts'
import { findDanger, foldForMatch } from '../../lang/index.ts'
import { addressedText, withoutQuote } from './mention.ts'
import type { Received } from './network.ts'

/** What becomes of a message: dropped with why, a content at once, or a content once its bytes are fetched. */
export type Reading =
  | { readonly kind: 'dropped'; readonly why: 'own' | 'official' | 'system' | 'not-addressed' }
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'download'; readonly as: 'file' | 'voice' }

const dropped = (why: Extract<Reading, { kind: 'dropped' }>['why']): Reading => ({ kind: 'dropped', why })
const content = (value: Content): Reading => ({ kind: 'content', content: value })

/** Reads a message. In a group only what is said to us is heard, and of present danger only its kind. Pure. */
export const readReceived = (received: Received): Reading => {
  if (received.own) return dropped('own')
  if (received.official) return dropped('official')
  if (received.kind === 'system') return dropped('system')
  return received.room ? inGroup(received, received.room) : inPrivate(received)
}

const inGroup = (received: Received, room: NonNullable<Received['room']>): Reading => {
  if (received.kind !== 'text') return dropped('not-addressed')
  const text = addressedText(received.text, room.ownNames, room.mentioned)
  if (text !== undefined) return content({ kind: 'text', text })
  const danger = findDanger(withoutQuote(received.text).text)
  return danger ? content({ kind: 'unsupported', what: `danger:${danger.kind}` }) : dropped('not-addressed')
}

const inPrivate = (received: Received): Reading => {
  switch (received.kind) {
    case 'text':
      return content(answering(received.text))
    case 'file':
    case 'voice':
      return { kind: 'download', as: received.kind }
    case 'location':
      return content(received.place ? { kind: 'location', ...received.place } : { kind: 'unsupported', what: 'location' })
    case 'contact':
      return content({ kind: 'unsupported', what: `card:${received.text}` })
    case 'link':
      return content({ kind: 'unsupported', what: `link:${received.text}` })
    case 'sticker':
    case 'money':
      return content({ kind: 'unsupported', what: received.kind })
    case 'system':
    case 'other':
      return content({ kind: 'unsupported', what: 'other' })
  }
}

/** Words, with the number that the message begins with which they answer. */
const answering = (raw: string): Content => {
  const { text, quoted = '' } = withoutQuote(raw)
  const about = requestNumberOf(quoted)
  return { kind: 'text', text, ...(about === undefined ? {} : { about }) }
}

/** An answer such as 2, ②, 二 or 是: said twice in a second it may well be meant twice. */
const isShortAnswer = (text: string): boolean => Array.from(foldForMatch(text)).length <= 2

/**
 * The name under which a message is stored once. WeChat gives the same message again under another id: it is the same where sender, chat,
 * content and WeChat's own time agree. Short answers are told apart by their ids, unless they are old: after a new login WeChat gives old
 * messages once more. `print` stands for the bytes of a file; `index` is a keyed hash.
 */
export const externalIdOf = (
  received: Received,
  sender: string,
  group: string | undefined,
  late: boolean,
  print: string,
  index: (value: string) => string,
): string => {
  if (received.kind === 'text' && isShortAnswer(received.text) && !late) return `m ${received.id}`
  return `c ${index(JSON.stringify(['wechat', sender, group ?? '', received.at, received.kind, received.text, received.place ?? '', print]))}`
}
