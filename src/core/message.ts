import type { FileId, Instant, VillageCode } from './ids.ts'

/** Name of a door: where messages come from and go to. */
export type ChannelId = 'console' | 'web' | 'telegram' | 'wechat' | 'internal'

/** Where a reply goes: a chat of an account of a door. Only its adapter reads `account` and `chat`. */
export type Address = { readonly channel: ChannelId; readonly account: string; readonly chat: string }

/** A stored file; the bytes are behind the files port. `size` in bytes. */
export type FileRef = { readonly id: FileId; readonly name: string; readonly mime: string; readonly size: number }

/** What a message says. `choice.value` is a value that the bot offered before. */
export type Content =
  /** `edited`: it stands in place of an earlier message. `about`: number of the request that the message it replies to begins with. */
  | { readonly kind: 'text'; readonly text: string; readonly edited?: true; readonly about?: number }
  | { readonly kind: 'choice'; readonly value: string; readonly label: string }
  /** `album`: sent together with the other files of that name. */
  | { readonly kind: 'file'; readonly file: FileRef; readonly album?: string; readonly about?: number }
  | { readonly kind: 'voice'; readonly file: FileRef; readonly text?: string; readonly about?: number }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  /** A file that its door has still to fetch by `ref`, before the message is decided. `size` in bytes, where the door knows it. */
  | {
      readonly kind: 'coming'
      readonly as: 'file' | 'voice'
      readonly ref: string
      readonly name: string
      readonly size?: number
      readonly album?: string
      readonly about?: number
    }
  /** An administrator of a group names its village. The door has checked that right. */
  | { readonly kind: 'bind'; readonly village: string }
  /** A button or form of the workbench about the request of that number. `text`: words, reason, note, conclusion, or the id of a colleague. `on`: day of the next look, YYYY-MM-DD. */
  | { readonly kind: 'talk'; readonly act: TalkAct; readonly number: number; readonly text: string; readonly on?: string }
  /** A form of the workbench for a move of the case of that number, or for words to its applicant; `fields` as they were filled in. */
  | { readonly kind: 'move'; readonly number: string; readonly move: string; readonly fields: Readonly<Record<string, string>> }
  /**
   * Nothing that can be read. `danger:KIND`: words of danger in a group, not kept; `file-too-large`, `file-type`, `file-lost`: a file that
   * was not taken; `card:NAME`, `link:TITLE AND ADDRESS`, `sticker`, `money`: what they are; `not-administrator`: somebody else than an administrator would bind a group; otherwise what the door calls it.
   */
  | { readonly kind: 'unsupported'; readonly what: string }

/** What a counsel does with a request for a person. */
export type TalkAct = 'take' | 'decline' | 'say' | 'note' | 'pass' | 'add' | 'close'

/** Who a message is from, as the door knows them. */
export type Sender = { readonly id: string; readonly name: string }

/** The group a message was written in, as the door knows it. */
export type Group = { readonly id: string; readonly name: string /** The village that its name says, where only one fits. */; readonly village?: VillageCode }

/** One message received at a door. `externalId` is unique per (channel, account): a second delivery of it is the same message. */
export type Inbound = {
  readonly externalId: string
  readonly address: Address
  readonly sender: Sender
  readonly group?: Group
  readonly content: Content
  readonly sentAt: Instant
}

/** One answer a person can choose. `value` at most 48 bytes of ASCII, `label` in their own words. */
export type Choice = { readonly value: string; readonly label: string }

/** One message to send. Choices are buttons where the door has them, numbered lines where not. */
export type Part = {
  readonly text: string
  readonly choices?: readonly Choice[]
  readonly files?: readonly FileRef[]
  /** Display name of the person speaking through the bot; absent: the bot itself. */
  readonly from?: string
  /** Said in a group, and it goes on in private: a door that can lead there adds the way. */
  readonly privately?: true
  /** Asks for or shows sensitive personal data: never sent through a door that must not carry it. */
  readonly sensitive?: true
  /** An answer: a door with room for it lets the person say in one touch whether it helped. */
  readonly rate?: true
}

/** The web page, whoever has it open: what is sent there stands in the conversation when its person opens it. */
export const PAGE: Address = { channel: 'web', account: '', chat: '' }

/** Where what is said at the workbench is answered: nobody is rung there, the page reads it. */
export const deskAddress = (sender: string): Address => ({ channel: 'web', account: 'desk', chat: sender })

/** Whether an address is the workbench. */
export const isDesk = ({ channel, account }: Address): boolean => channel === 'web' && account === 'desk'

/** What one turn answers: at least one part. */
export type Reply = readonly Part[]

/** What a message says as plain text, for matching and display; empty where it has no words. */
export const textOf = (content: Content): string => {
  switch (content.kind) {
    case 'text':
      return content.text
    case 'choice':
      return content.label
    case 'voice':
      return content.text ?? ''
    case 'move':
      return content.number
    case 'file':
    case 'coming':
    case 'talk':
    case 'location':
    case 'bind':
    case 'unsupported':
      return ''
  }
}
