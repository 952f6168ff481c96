/** A person as WeChat knows them now. `id` may change with every login; the alias (remark) that we set does not. */
export type Contact = { readonly id: string; readonly name: string; readonly alias: string; readonly friend: boolean }

/** A group as WeChat knows it now. */
export type Room = { readonly id: string; readonly topic: string }

/** What kind of thing was received. */
export type ReceivedKind = 'text' | 'file' | 'voice' | 'location' | 'contact' | 'link' | 'sticker' | 'money' | 'system' | 'other'

/** One message as it came from WeChat, as plain values. */
export type Received = {
  readonly id: string
  readonly kind: ReceivedKind
  /** Its words: of a text, the title of a link, the name on a card, the name of a place. */
  readonly text: string
  /** When it was sent, by WeChat's own clock. */
  readonly at: number
  readonly from: Contact
  /** Written by our own account. */
  readonly own: boolean
  /** From an official account or a system account: nobody reads an answer there. */
  readonly official: boolean
  readonly room?: Room & {
    /** Names by which our account is called there: its own, and its name in that group. */
    readonly ownNames: readonly string[]
    /** WeChat itself says that we are meant; some puppets never do. */
    readonly mentioned: boolean
  }
  readonly place?: { readonly latitude: number; readonly longitude: number }
  /** Fetches the bytes of a file or a voice message; throws where WeChat does not give them. */
  readonly download?: () => Promise<{ readonly name: string; readonly bytes: Uint8Array; readonly size: number }>
}

/** Somebody asks to be a friend, or has become one. */
export type FriendRequest = {
  readonly id: string
  readonly kind: 'asks' | 'became'
  /** What they wrote with it. */
  readonly hello: string
  readonly contact: Contact
  readonly accept: () => Promise<void>
}

/** Somebody invites us into a group. */
export type Invitation = { readonly topic: string; readonly accept: () => Promise<void> }

/** Told what happens in WeChat. */
export type NetworkListener = {
  /** A code is to be scanned (`waiting`), was scanned, or ran out. */
  readonly scan: (link: string, state: 'waiting' | 'scanned' | 'other') => void
  readonly login: (name: string) => void
  readonly logout: (why: string) => void
  readonly message: (received: Received) => void
  readonly friend: (request: FriendRequest) => void
  readonly invitation: (invitation: Invitation) => void
  readonly error: (error: unknown) => void
}

/** Whom to write to: a friend, or a group with the one who is answered there. */
export type Peer = { readonly kind: 'contact'; readonly id: string } | { readonly kind: 'room'; readonly id: string; readonly mention?: string }

/** WeChat as far as the door needs it. Look-ups give undefined for what is not there. */
export interface Network {
  start(listener: NetworkListener): Promise<void>
  stop(): Promise<void>
  online(): boolean
  contact(id: string): Promise<Contact | undefined>
  /** The one contact whose alias contains this. */
  contactByAlias(part: string): Promise<Contact | undefined>
  setAlias(id: string, alias: string): Promise<void>
  room(id: string): Promise<Room | undefined>
  roomsByTopic(topic: string): Promise<readonly Room[]>
  /** Resolves when WeChat took it, which does not say that it arrived. Throws where it did not. */
  sendText(to: Peer, text: string): Promise<void>
  sendFile(to: Peer, name: string, bytes: Uint8Array): Promise<void>
}
