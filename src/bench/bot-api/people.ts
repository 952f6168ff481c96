import type { BotApiServer } from './server.ts'
import { groupChat, privateChat, userOf } from './world.ts'
import type { FakeGroup, FakeMessage, FakeUser } from './world.ts'

/** Where a message is written: in private, or in a group, maybe in one of its topics. */
export type Where = { readonly group?: FakeGroup; readonly topic?: number }

/** People who use the fake network. Each act is an update for the bot; its id is returned. */
export type People = {
  readonly person: (name: string) => FakeUser
  readonly group: (title: string, over?: Partial<FakeGroup>) => FakeGroup
  /** Says something: words, or whatever `body` has of a message. Opening the private chat is `/start`. */
  readonly say: (who: FakeUser, body: string | Readonly<Record<string, unknown>>, where?: Where) => number
  /** Writes an earlier message anew. */
  readonly edit: (who: FakeUser, messageId: number, text: string) => number
  /** Presses a button of a message of the bot. */
  readonly press: (who: FakeUser, chat: number, messageId: number, data: string) => number
  /** Puts a file on the server; its id. `path` and `size` as the server will say them. */
  readonly file: (bytes: Uint8Array, over?: { readonly path?: string; readonly size?: number }) => string
  /** Makes a supergroup of a group, with both of Telegram's notices. */
  readonly upgrade: (group: FakeGroup) => FakeGroup
  /** Id of the latest message written by anybody. */
  readonly latest: () => number
}

/** Makes people on a server. `now` in milliseconds. */
export const createPeople = ({ world, updates }: BotApiServer, now: () => number): People => {
  let nextUser = 1_001
  let nextFile = 1
  const seconds = () => Math.floor(now() / 1_000)
  const put = (chat: object & { id?: number }, who: FakeUser, body: object): FakeMessage => {
    const message: FakeMessage = { message_id: world.nextMessage, date: seconds(), chat, from: userOf(who), ...body }
    world.nextMessage += 1
    return message
  }
  const people: People = {
    person(name) {
      const user: FakeUser = { id: nextUser, firstName: name, started: false, blocked: false }
      nextUser += 1
      world.users.set(user.id, user)
      return user
    },
    group(title, over = {}) {
      const group: FakeGroup = { id: -(nextUser + 1_000_000), title, type: 'group', administrators: [], topics: [], ...over }
      nextUser += 1
      world.groups.set(group.id, group)
      return group
    },
    say(who, body, where = {}) {
      const words = typeof body === 'string' ? { text: body, ...entitiesOf(body, world.bot.username) } : body
      if (!where.group) {
        who.started = true
        who.blocked = false
      }
      const thread = where.topic === undefined ? {} : { message_thread_id: where.topic, is_topic_message: true }
      const message = put(where.group ? groupChat(where.group) : privateChat(who), who, { ...words, ...thread })
      return updates.push({ message })
    },
    edit: (who, messageId, text) =>
      updates.push({ edited_message: { message_id: messageId, date: seconds(), edit_date: seconds(), chat: privateChat(who), from: userOf(who), text } }),
    press(who, chat, messageId, data) {
      const id = `q${world.nextMessage}${world.queries.size}`
      world.queries.add(id)
      return updates.push({ callback_query: { id, from: userOf(who), chat_instance: '1', data, message: world.messages.get(`${chat}:${messageId}`) } })
    },
    file(bytes, over = {}) {
      const id = `f${nextFile}`
      world.files.set(id, { path: over.path ?? `documents/file_${nextFile}`, bytes, size: over.size ?? bytes.byteLength })
      nextFile += 1
      return id
    },
    upgrade(group) {
      const grown = people.group(group.title, { type: 'supergroup', administrators: group.administrators, id: group.id - 1_000_000_000_000 })
      group.movedTo = grown.id
      const owner = [...world.users.values()][0]
      if (!owner) return grown
      updates.push({ message: put(groupChat(group), owner, { migrate_to_chat_id: grown.id }) })
      updates.push({ message: put(groupChat(grown), owner, { migrate_from_chat_id: group.id }) })
      return grown
    },
    latest: () => world.nextMessage - 1,
  }
  return people
}

/** Entities of commands and mentions as Telegram marks them. */
const entitiesOf = (text: string, username: string): { readonly entities?: readonly object[] } => {
  const command = /^\/\w+(?:@\w+)?/.exec(text)
  const mentions = [...text.matchAll(new RegExp(`@${username}`, 'gi'))].filter(({ index }) => index >= (command?.[0].length ?? 0))
  const entities = [
    ...(command ? [{ type: 'bot_command', offset: 0, length: command[0].length }] : []),
    ...mentions.map(({ index }) => ({ type: 'mention', offset: index, length: username.length + 1 })),
  ]
  return entities.length > 0 ? { entities } : {}
}
