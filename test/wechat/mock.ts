import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileBox } from 'file-box'
import type { FileBoxInterface } from 'file-box'
import { types } from 'wechaty-puppet'
import type { payloads } from 'wechaty-puppet'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import { createWechatyNetwork } from '../../src/adapters/wechat/wechaty-network.ts'
import type { Network } from '../../src/adapters/wechat/network.ts'

/** Something that the bot said: to a person or into a group, by name. */
export type Said = { readonly to: string; readonly text: string; readonly file?: { readonly name: string; readonly bytes: Buffer } }

/** What WeChat keeps of an account over logins: the aliases that it gave, by the person's name. */
export type Account = { readonly aliases: Map<string, string> }

const BOT = '小助手'

/** A puppet that keeps what the stock one forgets: aliases, requests, invitations, places; and that can refuse. */
class StrictPuppet extends PuppetMock {
  readonly aliases: Map<string, string>
  readonly said: Said[] = []
  readonly requests = new Map<string, payloads.Friendship>()
  readonly invitations = new Map<string, payloads.RoomInvitation>()
  readonly places = new Map<string, payloads.Location>()
  readonly links = new Map<string, payloads.UrlLink>()
  readonly accepted: string[] = []
  aliasesSet = 0
  refuses: 'nothing' | 'sending' | 'files' | 'aliases' | 'invitations' = 'nothing'
  emitted = 0

  constructor(mocker: InstanceType<typeof mock.Mocker>, aliases: Map<string, string>) {
    super({ mocker })
    this.aliases = aliases
    this.on('message', () => {
      this.emitted += 1
    })
  }
  nameOf(id: string): string {
    return id.includes('@chatroom') ? this.mocker.RoomMock.load(id).payload.topic : this.mocker.ContactMock.load(id).payload.name
  }
  override contactAlias(id: string): Promise<string>
  override contactAlias(id: string, alias: string | null): Promise<void>
  // biome-ignore lint/suspicious/noConfusingVoidType: the two forms of the method that is overridden
  override async contactAlias(id: string, alias?: string | null): Promise<string | void> {
    const { payload } = this.mocker.ContactMock.load(id)
    if (alias === undefined) return payload.alias ?? ''
    if (this.refuses === 'aliases') throw new Error('too often')
    this.aliasesSet += 1
    payload.alias = alias ?? ''
    this.aliases.set(payload.name, alias ?? '')
  }
  override async messageSendText(to: string, text: string): Promise<void> {
    if (this.refuses === 'sending') throw new Error('connection cut')
    this.said.push({ to: this.nameOf(to), text })
    await super.messageSendText(to, text)
  }
  override async messageSendFile(to: string, file: FileBoxInterface): Promise<void> {
    if (this.refuses === 'sending') throw new Error('connection cut')
    this.said.push({ to: this.nameOf(to), text: '', file: { name: file.name, bytes: await file.toBuffer() } })
  }
  override async messageFile(id: string): Promise<FileBoxInterface> {
    if (this.refuses === 'files') throw new Error('expired')
    return super.messageFile(id)
  }
  override async messageLocation(id: string): Promise<payloads.Location> {
    return this.places.get(id) ?? super.messageLocation(id)
  }
  override async messageUrl(id: string): Promise<payloads.UrlLink> {
    return this.links.get(id) ?? super.messageUrl(id)
  }
  override async friendshipRawPayload(id: string): Promise<payloads.Friendship | undefined> {
    return this.requests.get(id)
  }
  override async friendshipAccept(id: string): Promise<void> {
    this.accepted.push(id)
  }
  override async roomInvitationRawPayload(id: string): Promise<payloads.RoomInvitation | undefined> {
    return this.invitations.get(id)
  }
  override async roomInvitationAccept(id: string): Promise<void> {
    if (this.refuses === 'invitations') throw new Error('unsupported')
    this.accepted.push(id)
  }
}

/** Gives the program its turns until something is so. */
export const until = async (so: () => boolean): Promise<void> => {
  for (let turns = 0; !so(); turns += 1) {
    if (turns > 20_000) throw new Error('it never came to be')
    await new Promise(setImmediate)
  }
}

/** WeChat for tests: wechaty over its mock puppet. Each one is a login: people and groups have ids that they did not have before. */
export const createMock = (account: Account, now: () => number) => {
  const mocker = new mock.Mocker()
  const puppet = new StrictPuppet(mocker, account.aliases)
  const real = createWechatyNetwork(puppet, join(mkdtempSync(join(tmpdir(), 'xiangfa-wechat-')), 'wechat'))
  const people = new Map<string, ReturnType<typeof mocker.createContact>>()
  const rooms = new Map<string, ReturnType<typeof mocker.createRoom>>()
  let started = false
  let logins = 0
  let delivered = 0
  let ids = 0
  const network: Network = {
    ...real,
    start: async (listener) => {
      await real.start({
        ...listener,
        login(name) {
          listener.login(name)
          logins += 1
        },
        message(received) {
          listener.message(received)
          delivered += 1
        },
      })
      started = true
    },
  }
  const nextId = (kind: string): string => {
    ids += 1
    return `${kind}${ids}-${mocker.id}`
  }
  const bot = mocker.createContact({ name: BOT, alias: '' })
  const person = (name: string, over: Partial<payloads.Contact> = {}) => {
    const known = people.get(name)
    if (known) return known
    const made = mocker.createContact({ name, alias: account.aliases.get(name) ?? '', ...over })
    people.set(name, made)
    return made
  }
  const room = (topic: string) => {
    const known = rooms.get(topic)
    if (known) return known
    const made = mocker.createRoom({ topic, memberIdList: [bot.id] })
    rooms.set(topic, made)
    return made
  }
  const emit = (from: string, over: Partial<payloads.Message>, group?: string): string => {
    const base = { id: nextId('m'), talkerId: person(from).id, timestamp: Math.floor(now() / 1_000), type: types.Message.Text }
    const inRoom = group === undefined ? undefined : room(group)
    if (inRoom && !inRoom.payload.memberIdList.includes(base.talkerId)) inRoom.payload.memberIdList.push(base.talkerId)
    const message = { ...base, ...over, ...(inRoom ? { roomId: inRoom.id } : { listenerId: bot.id }) }
    // A name kept twice is the same message given again.
    if (!mocker.cacheMessagePayload.has(message.id)) mocker.MessageMock.create(message)
    puppet.emit('message', { messageId: message.id })
    return message.id
  }
  return {
    puppet,
    network,
    bot,
    person,
    room,
    said: puppet.said,
    /** Logs the account in, once the puppet is there; resolves when the door knows. */
    async login() {
      await until(() => started)
      const before = logins
      mocker.login(bot)
      await until(() => logins > before)
    },
    async logout() {
      await puppet.logout('kicked out')
    },
    async scan(link: string) {
      await until(() => started)
      mocker.scan(link, types.ScanStatus.Waiting)
      await new Promise(setImmediate)
    },
    text: (from: string, text: string, group?: string, over: Partial<payloads.Message> = {}) => emit(from, { text, ...over }, group),
    file: (from: string, name: string, bytes: Buffer, type = types.Message.Attachment, over: Partial<payloads.Message> = {}) => {
      const id = over.id ?? nextId('f')
      mocker.cacheFileBoxPayload.set(id, FileBox.fromBase64(bytes.toString('base64'), name).toJSON())
      return emit(from, { type, ...over, id })
    },
    place: (from: string, latitude: number, longitude: number) => {
      const id = nextId('p')
      puppet.places.set(id, { accuracy: 1, address: '', name: '', latitude, longitude })
      return emit(from, { type: types.Message.Location, id })
    },
    link: (from: string, title: string, url: string) => {
      const id = nextId('l')
      puppet.links.set(id, { title, url })
      return emit(from, { type: types.Message.Url, id })
    },
    other: (from: string, type: types.Message) => emit(from, { type }),
    asks: (from: string, hello: string) => {
      const id = nextId('q')
      const contactId = person(from, { friend: false }).id
      puppet.requests.set(id, { id, contactId, hello, timestamp: 0, ticket: 't', type: types.Friendship.Receive })
      puppet.emit('friendship', { friendshipId: id })
      return id
    },
    invites: (topic: string) => {
      const id = nextId('i')
      puppet.invitations.set(id, {
        id,
        inviterId: person('村支书').id,
        topic,
        avatar: '',
        invitation: '',
        memberCount: 3,
        memberIdList: [],
        timestamp: 0,
        receiverId: bot.id,
      })
      puppet.emit('room-invite', { roomInvitationId: id })
      return id
    },
    /** Resolves when wechaty has handed on every message so far. */
    passed: () => until(() => delivered >= puppet.emitted),
  }
}

export type WechatMock = ReturnType<typeof createMock>
