/** At most so many messages within so many milliseconds. */
export type Limit = { readonly most: number; readonly withinMs: number }
/** What a network bears: to one chat, to one group, and of one bot altogether. */
export type Limits = { readonly chat: Limit; readonly group: Limit; readonly all: Limit }

/** Of Telegram (core.telegram.org/bots/faq); it does not specify them exactly, so what it answers rules. */
export const TELEGRAM_LIMITS: Limits = {
  chat: { most: 1, withinMs: 1_000 },
  group: { most: 20, withinMs: 60_000 },
  all: { most: 30, withinMs: 1_000 },
}

/** Keeps sending within limits, whenever exactly a message is counted between its being sent and its being answered. */
export type Pace = {
  /**
   * Asks to send now. 0: it may, and is under way until `done`. Otherwise milliseconds after which to ask again under the same `key`:
   * places are given in the order of asking.
   */
  readonly ask: (key: string, chat: string, group: boolean) => number
  /** The message that was under way has been answered. */
  readonly done: (chat: string, group: boolean) => void
  /** The network wants nothing for this chat for so long. */
  readonly hold: (chat: string, ms: number) => void
}

type Bucket = {
  /** When messages were answered, of those that still count. */
  answered: number[]
  underWay: number
  /** Last place given away. */
  horizon: number
  heldUntil: number
  readonly places: Map<string, number>
}

const UNDER_WAY_MS = 100
/** A place nobody came for is given up. */
const FORGOTTEN_MS = 5 * 60_000
const MOST_CHATS = 2_000

/** Makes a pace over a clock in milliseconds. */
export const createPace = (now: () => number, limits: Limits = TELEGRAM_LIMITS): Pace => {
  const all = bucket()
  const chats = new Map<string, Bucket>()
  const groups = new Map<string, Bucket>()
  const of = (map: Map<string, Bucket>, chat: string, limit: Limit): Bucket => {
    const known = map.get(chat)
    if (known) return known
    if (map.size >= MOST_CHATS) for (const [name, one] of map) if (isIdle(one, limit, now())) map.delete(name)
    const made = bucket()
    map.set(chat, made)
    return made
  }
  const bucketsOf = (chat: string, group: boolean): readonly (readonly [Bucket, Limit])[] => [
    [of(chats, chat, limits.chat), limits.chat],
    ...(group ? ([[of(groups, chat, limits.group), limits.group]] as const) : []),
    [all, limits.all],
  ]
  return {
    ask(key, chat, group) {
      const buckets = bucketsOf(chat, group)
      for (const [one, limit] of buckets) {
        const wait = waitFor(one, limit, key, now())
        if (wait > 0) return wait
      }
      for (const [one] of buckets) {
        one.places.delete(key)
        one.underWay += 1
      }
      return 0
    },
    done(chat, group) {
      for (const [one] of bucketsOf(chat, group)) {
        one.underWay -= 1
        one.answered.push(now())
      }
    },
    hold(chat, ms) {
      const one = of(chats, chat, limits.chat)
      one.heldUntil = Math.max(one.heldUntil, now() + ms)
    },
  }
}

const bucket = (): Bucket => ({ answered: [], underWay: 0, horizon: 0, heldUntil: 0, places: new Map() })

const prune = (one: Bucket, { withinMs }: Limit, now: number): void => {
  const first = one.answered.findIndex((at) => at >= now - withinMs)
  if (first !== 0) one.answered.splice(0, first < 0 ? one.answered.length : first)
  for (const [key, place] of one.places) {
    if (place > now - FORGOTTEN_MS) break
    one.places.delete(key)
  }
}

const isIdle = (one: Bucket, limit: Limit, now: number): boolean => {
  prune(one, limit, now)
  return one.answered.length === 0 && one.underWay === 0 && one.places.size === 0 && one.heldUntil <= now
}

/** Milliseconds until the bucket bears one more; 0 where it does now and nobody has come before. */
const waitFor = (one: Bucket, limit: Limit, key: string, now: number): number => {
  prune(one, limit, now)
  const free = freeAt(one, limit, now)
  let place = one.places.get(key)
  if (place === undefined) {
    place = one.horizon > now ? one.horizon + limit.withinMs / limit.most : free
    one.horizon = place
    one.places.set(key, place)
  }
  return Math.max(0, Math.ceil(Math.max(place, free) - now))
}

const freeAt = (one: Bucket, { most, withinMs }: Limit, now: number): number => {
  const count = one.answered.length + one.underWay
  if (count < most) return Math.max(now, one.heldUntil)
  const last = one.answered[count - most]
  return Math.max(last === undefined ? now + UNDER_WAY_MS : last + withinMs + 1, one.heldUntil)
}
