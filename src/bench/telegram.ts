import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { openTelegram } from '../telegram.ts'
import { openHouse } from '../wire.ts'
import type { House } from '../wire.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { createPeople } from './bot-api/people.ts'
import { startBotApi } from './bot-api/server.ts'
import type { BotApiServer } from './bot-api/server.ts'
import type { FakeGroup, FakeUser } from './bot-api/world.ts'
import { round, sayingsOf } from './load.ts'
import { randomFrom } from './random.ts'

/** Messages offered a second: with greetings, and with answers in groups going on in private, about what the network bears. */
const OFFERED = 10
/** One message in so many is written in a group. */
const IN_GROUP = 10
const TOO_MANY = 0.01
const DRAIN_MS = 10 * 60_000
const WARM = 0.2
const MB = 1024 * 1024

/**
 * Traffic of `size` people over the Bot API server for `seconds`, in private and in groups, one call in a hundred refused with 429. What
 * the server took is then compared with what the desk decided, chat by chat. The server runs in this process, and counts in its memory.
 */
export const benchTelegram = async (options: BenchOptions, progress: Progress): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-bench-'))
  const random = randomFrom(options.seed)
  const server = await startBotApi()
  server.faults((method) => (method === 'sendMessage' && random() < TOO_MANY ? { kind: 'too-many', seconds: 1 + Math.floor(random() * 3) } : undefined))
  const door = await openTelegram({ token: server.token, api: server.url, sensitive: 'allowed' })
  const house = await openHouse({ ...readConfig({}), data: folder, log: 'error' }, { channels: (parts) => [door.make(parts)] })
  try {
    await house.start()
    const told = await traffic(server, options, random, progress)
    progress('what is left is sent')
    await drain(server, house)
    const compared = await compare(server, house, told)
    const counted = server.counted()
    return {
      offered_per_second: round(told.count / told.seconds),
      delivered: server.world.sent.length,
      ...compared,
      rate_violations: counted.violations,
      rss_mb: round(process.memoryUsage.rss() / MB),
      rss_growth_mb: round((process.memoryUsage.rss() - told.warmRss) / MB),
      refused_429: counted.refused,
      peak_per_second: counted.peakPerSecond,
    }
  } finally {
    await house.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Told = {
  readonly users: readonly FakeUser[]
  readonly groups: readonly FakeGroup[]
  readonly count: number
  readonly seconds: number
  /** Messages by `group:user`; group 0 for private chats. */
  readonly said: ReadonlyMap<string, number>
  readonly warmRss: number
}

const traffic = async (server: BotApiServer, { size, seconds }: BenchOptions, random: () => number, progress: Progress): Promise<Told> => {
  const people = createPeople(server, Date.now)
  const sayings = sayingsOf()
  const users = Array.from({ length: size }, (_, index) => people.person(`bench ${index}`))
  const groups = Array.from({ length: Math.max(8, Math.ceil(size / 100)) }, (_, index) => people.group(`group ${index}`, { type: 'supergroup' }))
  const said = new Map<string, number>()
  const begun = performance.now()
  let count = 0
  let warmRss = 0
  for (let passed = 0; passed < seconds * 1_000; passed = performance.now() - begun) {
    for (const due = Math.floor((passed / 1_000) * OFFERED); count < due; count += 1) {
      const user = users[count % users.length]
      const group = count % IN_GROUP === 0 && user?.started ? groups[Math.floor(random() * groups.length)] : undefined
      const saying = sayings[Math.floor(random() * sayings.length)] ?? ''
      if (!user) continue
      people.say(user, group ? `@${server.world.bot.username} ${saying}` : saying, group ? { group } : {})
      const key = `${group?.id ?? 0}:${user.id}`
      said.set(key, (said.get(key) ?? 0) + 1)
    }
    if (warmRss === 0 && passed > seconds * 1_000 * WARM) warmRss = process.memoryUsage.rss()
    progress(`${count} messages, ${server.world.sent.length} answers`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { users, groups, count, seconds, said, warmRss }
}

const drain = async (server: BotApiServer, house: House): Promise<void> => {
  const until = performance.now() + DRAIN_MS
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    if (server.updates.unconfirmed() === 0 && (await house.store.unsettled(undefined)) === 0) return
  }
}

type Compared = { readonly lost: number; readonly duplicated: number; readonly reordered: number }

/** What the server took of each chat against what the desk has as said there. A message without any answer is lost too. */
const compare = async (server: BotApiServer, house: House, told: Told): Promise<Compared> => {
  const account = String(server.world.bot.id)
  const taken = new Map<number, string[]>()
  for (const { chat, text } of server.world.sent) taken.set(chat, [...(taken.get(chat) ?? []), text])
  let [lost, duplicated, reordered] = [0, 0, 0]
  const ofGroup = new Map<number, number>()
  for (const user of told.users) {
    for (const group of [undefined, ...told.groups]) {
      const said = told.said.get(`${group?.id ?? 0}:${user.id}`) ?? 0
      if (group && said === 0) continue
      const conversation = await house.store.findConversation('telegram', account, String(user.id), group && String(group.id))
      const lines = conversation === undefined ? [] : await house.store.transcript(conversation, 1_000)
      const received = lines.filter((line) => line.from === 'person').length
      const unanswered = lines.filter((line, index) => line.from === 'person' && lines[index + 1]?.from !== 'desk').length
      lost += said - received + unanswered
      const decided = lines.flatMap((line) => (line.part ? [line.part.text] : []))
      const log = taken.get(group?.id ?? user.id) ?? []
      const found = inOrder(decided, log)
      lost += decided.filter((text) => !log.includes(text)).length
      reordered += decided.filter((text) => log.includes(text)).length - found
      if (group) ofGroup.set(group.id, (ofGroup.get(group.id) ?? 0) + decided.length)
      else duplicated += Math.max(0, log.length - decided.length)
    }
  }
  for (const [group, decided] of ofGroup) duplicated += Math.max(0, (taken.get(group)?.length ?? 0) - decided)
  return { lost, duplicated, reordered }
}

/** How many of the texts stand in the log one behind the other. */
const inOrder = (texts: readonly string[], log: readonly string[]): number => {
  let at = 0
  let found = 0
  for (const text of texts) {
    const next = log.indexOf(text, at)
    if (next < 0) continue
    found += 1
    at = next + 1
  }
  return found
}
