import { z } from 'zod'
import type { Log } from '../../ports/system.ts'
import type { Contact, Network, Room } from './network.ts'

/** Our own name for a person or a group, 12 characters. It stands in the alias that our account gives a friend. */
const TAG = /(?<![0-9a-z])xf[0-9a-z]{10}(?![0-9a-z])/u
const LONGEST_NAME = 12

const bound = z.object({ tag: z.string() })
const person = z.object({ id: z.string() })
const group = z.object({ id: z.string(), topic: z.string() })

/** What the door writes down for the next start. */
export type Notes = { readonly recall: (key: string) => Promise<unknown>; readonly remember: (key: string, value: unknown) => Promise<void> }

/** Who is who, over logins: WeChat gives people and groups new ids, we keep our own names for them. */
export type People = {
  /** Our name for a person; made, and put into the alias of a friend, where they are new. */
  readonly tagOf: (contact: Contact) => Promise<string>
  /** The person behind our name as WeChat knows them now. */
  readonly contactOf: (tag: string) => Promise<Contact | undefined>
  readonly roomTagOf: (room: Room) => Promise<string>
  readonly roomOf: (tag: string) => Promise<Room | undefined>
}

/** Keeps people and groups by aliases, notes and group names. `newTag`: ten random characters of 0-9 and a-z. */
export const createPeople = (network: Network, notes: Notes, newTag: () => string, log: Log): People => {
  const aliased = new Set<string>()
  const bind = async (contact: Contact, tag: string): Promise<void> => {
    await notes.remember(`contact ${contact.id}`, { tag })
    await notes.remember(`person ${tag}`, { id: contact.id })
  }
  /** Tried once a start: WeChat limits how often aliases change. Without it the person is known until the next login. */
  const giveAlias = async (contact: Contact, tag: string): Promise<void> => {
    if (!contact.friend || aliased.has(contact.id)) return
    aliased.add(contact.id)
    const shown = (contact.alias === '' ? contact.name : contact.alias.replace(TAG, '').trim()).slice(0, LONGEST_NAME)
    await network.setAlias(contact.id, `${shown} ${tag}`.trim()).catch((error: unknown) => log.warn('wechat alias not set', { error }))
  }
  const inHand = new Map<string, Promise<string>>()
  /** Somebody who writes in two places at once gets one name. */
  const once = (key: string, work: () => Promise<string>): Promise<string> => {
    const running = inHand.get(key) ?? work().finally(() => inHand.delete(key))
    inHand.set(key, running)
    return running
  }
  const tagOf = async (contact: Contact): Promise<string> => {
    const known = bound.safeParse(await notes.recall(`contact ${contact.id}`)).data?.tag
    const written = TAG.exec(contact.alias)?.[0]
    const tag = written ?? known ?? `xf${newTag()}`
    if (tag !== known) await bind(contact, tag)
    if (tag !== written) await giveAlias(contact, tag)
    return tag
  }
  const roomTagOf = async (room: Room): Promise<string> => {
    const known = bound.safeParse(await notes.recall(`room ${room.id}`)).data?.tag
    const old = known === undefined ? bound.safeParse(await notes.recall(`topic ${room.topic}`)).data?.tag : undefined
    const before = old === undefined ? undefined : group.safeParse(await notes.recall(`group ${old}`)).data
    // The same name is the same group only where the one we knew is gone and no other is called so.
    const moved = before !== undefined && !(await network.room(before.id)) && (await network.roomsByTopic(room.topic)).length <= 1
    const tag = known ?? (moved ? old : undefined) ?? `xf${newTag()}`
    const now = group.safeParse(await notes.recall(`group ${tag}`)).data
    if (known === undefined) await notes.remember(`room ${room.id}`, { tag })
    if (now?.id !== room.id || now.topic !== room.topic) {
      await notes.remember(`group ${tag}`, { id: room.id, topic: room.topic })
      await notes.remember(`topic ${room.topic}`, { tag })
    }
    return tag
  }
  return {
    tagOf: (contact) => once(`contact ${contact.id}`, () => tagOf(contact)),
    roomTagOf: (room) => once(`room ${room.id}`, () => roomTagOf(room)),
    async contactOf(tag) {
      const known = person.safeParse(await notes.recall(`person ${tag}`)).data
      const contact = known && (await network.contact(known.id))
      const written = contact && TAG.exec(contact.alias)?.[0]
      if (contact && (written === undefined || written === tag)) return contact
      const found = await network.contactByAlias(tag)
      if (found) await bind(found, tag)
      return found
    },
    async roomOf(tag) {
      const known = group.safeParse(await notes.recall(`group ${tag}`)).data
      if (!known) return undefined
      const room = await network.room(known.id)
      if (room) return room
      const [only, ...others] = await network.roomsByTopic(known.topic)
      if (!only || others.length > 0) return undefined
      await notes.remember(`room ${only.id}`, { tag })
      await notes.remember(`group ${tag}`, only)
      return only
    },
  }
}
