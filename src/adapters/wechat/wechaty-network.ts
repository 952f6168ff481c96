import { FileBox } from 'file-box'
import { log as wechatyLog, ScanStatus, types, WechatyBuilder } from 'wechaty'
import type { impls as wechatyImpls, Wechaty } from 'wechaty'
import * as helpers from 'wechaty-puppet/helpers'
import type { impls } from 'wechaty-puppet'
import type { Contact, Network, NetworkListener, Peer, Received, ReceivedKind, Room } from './network.ts'

type WechatyContact = Awaited<ReturnType<Wechaty['Contact']['findAll']>>[number]
type WechatyRoom = Awaited<ReturnType<Wechaty['Room']['findAll']>>[number]
type WechatyMessage = wechatyImpls.MessageInterface

const SEND_MS = 30_000
const READ_MS = 15_000

/** A puppet by the name of its installed package. Throws where it is not installed, or is none. */
export const loadPuppet = async (name: string, options: Readonly<Record<string, unknown>>): Promise<impls.PuppetInterface> => {
  if (!isPuppetName(name)) throw new Error(`${name} is no name of a puppet`)
  wechatyLog.level('error')
  return helpers.resolvePuppet({ puppet: name, puppetOptions: { ...options } })
}

const isPuppetName = (name: string): name is `wechaty-puppet-${string}` => /^(@[^/]+\/)?wechaty-puppet-/.test(name)

/** WeChat through wechaty and a puppet. `card`: the file in which a puppet keeps its login. */
export const createWechatyNetwork = (puppet: impls.PuppetInterface, card: string): Network => {
  wechatyLog.level('error')
  const bot = WechatyBuilder.build({ name: card, puppet })
  const talkTo = async (to: Peer): Promise<(something: string | InstanceType<typeof FileBox>) => Promise<unknown>> => {
    if (to.kind === 'contact') {
      const contact = await bot.Contact.find({ id: to.id })
      if (!contact) throw new Error('wechat contact is gone')
      return (something) => contact.say(something)
    }
    const room = await bot.Room.find({ id: to.id })
    if (!room) throw new Error('wechat group is gone')
    const mention = to.mention === undefined ? undefined : await bot.Contact.find({ id: to.mention })
    return (something) => (typeof something === 'string' && mention ? room.say(something, mention) : room.say(something))
  }
  return {
    async start(listener) {
      listen(bot, listener)
      await bot.start()
    },
    stop: () => bot.stop(),
    online: () => bot.isLoggedIn,
    async contact(id) {
      const found = await bot.Contact.find({ id }).catch(() => undefined)
      return found && (await contactView(found))
    },
    async contactByAlias(part) {
      const found = await bot.Contact.findAll({ alias: new RegExp(part, 'u') })
      const [only, ...others] = found
      return only && others.length === 0 ? contactView(only) : undefined
    },
    async setAlias(id, alias) {
      // Not contact.alias(): that one swallows what went wrong.
      await bot.puppet.contactAlias(id, alias)
      await bot.puppet.contactPayloadDirty(id)
      await (await bot.Contact.find({ id }))?.sync()
    },
    async room(id) {
      const found = await bot.Room.find({ id }).catch(() => undefined)
      return found && roomView(found)
    },
    async roomsByTopic(topic) {
      return Promise.all((await bot.Room.findAll({ topic })).map(roomView))
    },
    sendText: async (to, text) => void (await within(SEND_MS, (await talkTo(to))(text))),
    sendFile: async (to, name, bytes) => void (await within(SEND_MS, (await talkTo(to))(FileBox.fromBuffer(Buffer.from(bytes), name)))),
  }
}

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('wechat did not answer in time')), ms)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

const listen = (bot: Wechaty, listener: NetworkListener): void => {
  const attempt = (work: () => Promise<void>) => void work().catch(listener.error)
  bot.on('scan', (link, status) => listener.scan(link, scanState(status)))
  bot.on('login', (self) => listener.login(self.name()))
  bot.on('logout', (_self, why) => listener.logout(why ?? ''))
  bot.on('error', (error) => listener.error(error))
  // One after another: reading one may take longer than reading the next.
  let last: Promise<void> = Promise.resolve()
  bot.on('message', (message) => {
    last = last.then(async () => listener.message(await within(READ_MS, readMessage(bot, message)))).catch(listener.error)
  })
  bot.on('friendship', (friendship) =>
    attempt(async () => {
      const kind = friendship.type() === types.Friendship.Receive ? 'asks' : friendship.type() === types.Friendship.Confirm ? 'became' : undefined
      if (!kind) return
      const contact = await contactView(friendship.contact())
      listener.friend({ id: friendship.id, kind, hello: friendship.hello(), contact, accept: () => friendship.accept() })
    }),
  )
  bot.on('room-invite', (invitation) =>
    attempt(async () => {
      const topic = await invitation.topic().catch(() => '')
      // Not invitation.accept(): that one swallows what went wrong.
      listener.invitation({ topic, accept: () => bot.puppet.roomInvitationAccept(invitation.id) })
    }),
  )
}

const scanState = (status: ScanStatus): 'waiting' | 'scanned' | 'other' => {
  if (status === ScanStatus.Waiting || status === ScanStatus.Timeout) return 'waiting'
  return status === ScanStatus.Scanned || status === ScanStatus.Confirmed ? 'scanned' : 'other'
}

const contactView = async (contact: WechatyContact): Promise<Contact> => ({
  id: contact.id,
  name: contact.name(),
  alias: (await contact.alias().catch(() => undefined)) ?? '',
  // Puppets that do not know say nothing: a contact that writes in private is one.
  friend: contact.friend() ?? true,
})

const roomView = async (room: WechatyRoom): Promise<Room> => ({ id: room.id, topic: await room.topic() })

const KINDS: Readonly<Partial<Record<types.Message, ReceivedKind>>> = {
  [types.Message.Text]: 'text',
  [types.Message.Attachment]: 'file',
  [types.Message.Image]: 'file',
  [types.Message.Video]: 'file',
  // Some puppets do not tell what kind of file it is.
  [types.Message.Unknown]: 'file',
  [types.Message.Audio]: 'voice',
  [types.Message.Contact]: 'contact',
  [types.Message.Url]: 'link',
  [types.Message.MiniProgram]: 'link',
  [types.Message.Location]: 'location',
  [types.Message.Emoticon]: 'sticker',
  [types.Message.Transfer]: 'money',
  [types.Message.RedEnvelope]: 'money',
  [types.Message.GroupNote]: 'system',
  [types.Message.Recalled]: 'system',
}

const readMessage = async (bot: Wechaty, message: WechatyMessage): Promise<Received> => {
  const talker = message.talker()
  const room = message.room()
  const kind = KINDS[message.type()] ?? 'other'
  const own = room ? [bot.currentUser.name(), (await room.alias(bot.currentUser).catch(() => undefined)) ?? ''] : []
  return {
    id: message.id,
    kind,
    at: message.date().getTime(),
    from: await contactView(talker),
    own: message.self(),
    official: talker.type() === types.Contact.Official || SYSTEM.has(talker.id),
    ...(await details(bot, kind, message)),
    ...(room ? { room: { ...(await roomView(room)), ownNames: own, mentioned: await message.mentionSelf().catch(() => false) } } : {}),
    ...(kind === 'file' || kind === 'voice' ? { download: () => download(message) } : {}),
  }
}

/** WeChat's own accounts. */
const SYSTEM: ReadonlySet<string> = new Set(['weixin', 'fmessage', 'filehelper', 'newsapp', 'mphelper', 'notifymessage'])

const details = async (bot: Wechaty, kind: ReceivedKind, message: WechatyMessage): Promise<Pick<Received, 'text' | 'place'>> => {
  try {
    if (kind === 'location') {
      // Not message.toLocation(): that one throws for every place (wechaty 1.20.2).
      const { address, latitude, longitude } = await bot.puppet.messageLocation(message.id)
      return { text: address, place: { latitude, longitude } }
    }
    if (kind === 'contact') return { text: (await message.toContact()).name() }
    if (kind === 'link' && message.type() === types.Message.Url) {
      const link = await message.toUrlLink()
      return { text: `${link.title()} ${link.url()}`.trim() }
    }
    if (kind === 'link') return { text: (await message.toMiniProgram()).title() ?? '' }
  } catch {
    // The puppet cannot read it: it stays a message of its kind, without words.
    return { text: '' }
  }
  return { text: kind === 'text' ? message.text() : '' }
}

const download = async (message: WechatyMessage): Promise<{ readonly name: string; readonly bytes: Uint8Array; readonly size: number }> => {
  const box = await message.toFileBox()
  const known = box.size
  if (known > LARGEST) return { name: box.name, bytes: new Uint8Array(), size: known }
  const bytes = await box.toBuffer()
  return { name: box.name, bytes, size: bytes.byteLength }
}

const LARGEST = 20 * 1024 * 1024
