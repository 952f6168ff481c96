import { staffRoles } from '../../core/staff-role.ts'
import type { Role } from '../../core/turn.ts'
import type { Address, Content } from '../../core/message.ts'

/** Who speaks at the console: a name in a role, in private or in a group. */
export type Speaker = { readonly role: Role; readonly name: string; readonly group?: string }

/** A line as typed, read. */
export type Line =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'wrong'; readonly why: 'location' | 'file' }

const roles: readonly Role[] = ['villager', 'counsel', 'grid-worker', ...staffRoles]
const PREFIX = new RegExp(`^\\s*\\[\\s*(${roles.join('|')})\\s+(.+?)(?:\\s+in\\s+(.+?))?\\s*\\]\\s?(.*)$`, 's')

/** Reads `[counsel 演示顾问一] 接单` or `[villager 演示村民一 in 东庄头村群] …`; without a prefix it is `usual` who speaks. */
export const readLine = (raw: string, usual: Speaker): { readonly speaker: Speaker; readonly line: Line } => {
  const match = PREFIX.exec(raw)
  if (!match) return { speaker: usual, line: readWords(raw) }
  const role = roles.find((one) => one === match[1]) ?? 'villager'
  const speaker: Speaker = { role, name: match[2] ?? '', ...(match[3] === undefined ? {} : { group: match[3] }) }
  return { speaker, line: readWords(match[4] ?? '') }
}

const readWords = (text: string): Line => {
  const file = /^\/file(?:\s+(.*))?$/s.exec(text.trim())
  if (file) return file[1] ? { kind: 'file', path: file[1].trim() } : { kind: 'wrong', why: 'file' }
  if (!/^\/location(\s|$)/.test(text.trim())) return { kind: 'text', text }
  const place = /^\/location\s+(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)$/.exec(text.trim())
  const latitude = Number(place?.[1])
  const longitude = Number(place?.[2])
  if (!place || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return { kind: 'wrong', why: 'location' }
  return { kind: 'location', latitude, longitude }
}

/** Where replies to a speaker go. */
export const addressOf = (speaker: Speaker): Address => ({
  channel: 'console',
  account: '',
  chat: speaker.group === undefined ? `${speaker.role}:${speaker.name}` : `group:${speaker.group}`,
})

/** The name shown of a chat: a person's, or a group's. */
export const nameOfChat = (chat: string): string => chat.slice(chat.indexOf(':') + 1)

/** What the console knows a sender by. */
export const senderId = (speaker: Speaker): string => `${speaker.role}:${speaker.name}`

/** Content of a line that has no file. */
export const contentOf = (line: Extract<Line, { kind: 'text' | 'location' }>): Content =>
  line.kind === 'text' ? { kind: 'text', text: line.text } : { kind: 'location', latitude: line.latitude, longitude: line.longitude }
