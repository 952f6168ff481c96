/** A person of the fake network. `started`: the bot may write to them. */
export type FakeUser = { readonly id: number; readonly firstName: string; started: boolean; blocked: boolean }
/** A group. `administrators`: ids of users. `topics`: open threads, where it has any. */
export type FakeGroup = {
  readonly id: number
  readonly title: string
  readonly type: 'group' | 'supergroup'
  readonly administrators: readonly number[]
  readonly topics: readonly number[]
  movedTo?: number
}
/** A message that lies in a chat. */
export type FakeMessage = { message_id: number; date: number; chat: object; [key: string]: unknown }

/** What the bot sent and the network took, in order. `at` by the server's clock. */
export type Sent = {
  readonly at: number
  readonly chat: number
  readonly topic: number | undefined
  readonly messageId: number
  readonly text: string
  readonly buttons: readonly { readonly text: string; readonly data?: string; readonly url?: string }[]
  readonly document: { readonly name: string; readonly bytes: Uint8Array } | undefined
}

/** Everything the fake network knows. */
export type FakeWorld = {
  readonly bot: { readonly id: number; readonly is_bot: true; readonly first_name: string; readonly username: string }
  readonly users: Map<number, FakeUser>
  readonly groups: Map<number, FakeGroup>
  /** Messages by `chat:id`. */
  readonly messages: Map<string, FakeMessage>
  readonly files: Map<string, { readonly path: string; readonly bytes: Uint8Array; readonly size: number }>
  readonly queries: Set<string>
  readonly sent: Sent[]
  readonly commands: Map<string, readonly { readonly command: string; readonly description: string }[]>
  webhook: { readonly url: string; readonly secret: string } | undefined
  nextMessage: number
}

/** A refusal as the Bot API words it. */
export class ApiFault extends Error {
  readonly code: number
  readonly parameters: Readonly<Record<string, number>> | undefined
  constructor(code: number, description: string, parameters?: Readonly<Record<string, number>>) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** An empty network with one bot. */
export const createWorld = (botId: number): FakeWorld => ({
  bot: { id: botId, is_bot: true, first_name: 'Xiangfa', username: 'xiangfa_bot' },
  users: new Map(),
  groups: new Map(),
  messages: new Map(),
  files: new Map(),
  queries: new Set(),
  sent: [],
  commands: new Map(),
  webhook: undefined,
  nextMessage: 1,
})

/** A chat as messages show it. Throws the refusal for one that the bot may not write to. */
export const chatToWrite = (world: FakeWorld, id: number): object => {
  if (id > 0) {
    const user = world.users.get(id)
    if (!user) throw new ApiFault(400, 'Bad Request: chat not found')
    if (!user.started) throw new ApiFault(403, "Forbidden: bot can't initiate conversation with a user")
    if (user.blocked) throw new ApiFault(403, 'Forbidden: bot was blocked by the user')
    return privateChat(user)
  }
  const group = world.groups.get(id)
  if (!group) throw new ApiFault(400, 'Bad Request: chat not found')
  if (group.movedTo !== undefined) throw new ApiFault(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: group.movedTo })
  return groupChat(group)
}

export const privateChat = (user: FakeUser): object => ({ id: user.id, type: 'private', first_name: user.firstName })
export const groupChat = (group: FakeGroup): object => ({
  id: group.id,
  type: group.type,
  title: group.title,
  ...(group.topics.length > 0 ? { is_forum: true } : {}),
})
export const userOf = (user: FakeUser): object => ({ id: user.id, is_bot: false, first_name: user.firstName, language_code: 'zh-hans' })
