import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Role } from '../../core/turn.ts'
import type { ConversationId } from '../../core/ids.ts'
import type { Content, FileRef } from '../../core/message.ts'
import type { Arrival } from '../../ports/channel.ts'
import type { ConsoleChannel } from './console-channel.ts'
import type { Request } from './protocol.ts'
import type { Line, Speaker } from './speaker.ts'

/** What a terminal needs of the desk behind it. */
export type TalkDeps = {
  readonly channel: ConsoleChannel
  readonly accept: (arrival: Arrival) => Promise<{ readonly conversationId: ConversationId }>
  readonly putFile: (name: string, bytes: Uint8Array) => Promise<FileRef>
  /** Id of a member of staff by role and name; throws `roster.unknown` for one that is not there; undefined for a villager. */
  readonly staffId: (role: Role, name: string) => string | undefined
  /** The conversation of a speaker, if there is one. */
  readonly conversationOf: (speaker: Speaker) => Promise<ConversationId | undefined>
  readonly hurry: (conversations: readonly ConversationId[]) => Promise<void>
  readonly now: () => number
  readonly nextId: () => string
}

/** Makes what a speaker does a message of the desk; the conversation it belongs to, or undefined for a line that the bot does not hear. */
export const handIn = async (deps: TalkDeps, request: Request): Promise<ConversationId | undefined> => {
  const speaker: Speaker = {
    role: request.speaker.role,
    name: request.speaker.name,
    ...(request.speaker.group === undefined ? {} : { group: request.speaker.group }),
  }
  const staffId = deps.staffId(speaker.role, speaker.name)
  if (request.kind === 'listen') {
    const known = await deps.conversationOf(speaker)
    if (known !== undefined) await deps.hurry([known])
    return known
  }
  const content = await contentOf(deps, request)
  const arrival = deps.channel.arrivalOf(speaker, content, deps.nextId(), deps.now(), staffId)
  return arrival && (await deps.accept(arrival)).conversationId
}

const contentOf = async (deps: TalkDeps, request: Exclude<Request, { kind: 'listen' }>): Promise<Content> => {
  if (request.kind === 'text') return { kind: 'text', text: request.text }
  if (request.kind === 'location') return { kind: 'location', latitude: request.latitude, longitude: request.longitude }
  const file = await deps.putFile(request.name, Buffer.from(request.bytes, 'base64'))
  return file.mime.startsWith('audio/') ? { kind: 'voice', file } : { kind: 'file', file }
}

/** A typed line as a request. Returns why it cannot be one. */
export const requestOf = (id: number, speaker: Speaker, line: Line): Request | { readonly kind: 'unreadable'; readonly why: string } => {
  switch (line.kind) {
    case 'text':
      return { kind: 'text', id, speaker: { ...speaker }, text: line.text }
    case 'location':
      return { kind: 'location', id, speaker: { ...speaker }, latitude: line.latitude, longitude: line.longitude }
    case 'wrong':
      return { kind: 'unreadable', why: line.why === 'file' ? 'usage: /file PATH' : 'usage: /location LATITUDE,LONGITUDE, e.g. /location 36.87,120.52' }
    case 'file':
      try {
        if (!statSync(line.path).isFile()) return { kind: 'unreadable', why: `${line.path} is not a file` }
        return { kind: 'file', id, speaker: { ...speaker }, name: basename(line.path), bytes: readFileSync(line.path).toString('base64') }
      } catch (error) {
        return { kind: 'unreadable', why: `${line.path} cannot be read: ${error instanceof Error ? error.message : String(error)}` }
      }
  }
}
