import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { textsOf } from '../adapters/content/yaml-text.ts'
import { root } from '../root.ts'
import type { BenchOptions, BenchResult, Progress } from './bench.ts'
import { createPeople } from './bot-api/people.ts'
import { startBotApi } from './bot-api/server.ts'
import type { BotApiServer } from './bot-api/server.ts'
import type { FakeUser } from './bot-api/world.ts'
import { residentOf, round } from './load.ts'

/** Messages offered a second, well within what the network bears. */
const OFFERED = 15
const KILLS = 3
const DRAIN_MS = 20_000
const BEGIN_MS = 120_000
const NAMES = 6
const PLACE = { name: '{name}', mobile: '{mobile}' }

/**
 * This service and a bot built the usual way (`peer-bot.ts`) on the same machine, one after the other over the same Bot API server, with the same people
 * saying the same: a question, then a form from beginning to end, nobody waiting for an answer. Each is killed by SIGKILL three times on the way and
 * begun again. What came back is compared with what each says undisturbed.
 */
export const benchPeers = async ({ size }: BenchOptions, progress: Progress): Promise<BenchResult> => {
  progress('this service')
  const xiangfa = await measure(['start'], size, progress)
  progress('telegraf scenes and nlp.js')
  const telegraf = await measure(['peer-bot'], size, progress)
  return { xiangfa, telegraf_scenes_nlpjs: telegraf }
}

const measure = async (command: readonly string[], size: number, progress: Progress): Promise<Readonly<Record<string, number>>> => {
  const folder = mkdtempSync(join(tmpdir(), 'xiangfa-peers-'))
  const server = await startBotApi()
  const people = createPeople(server, Date.now)
  const says = textsOf(`${root}/src/texts/operator.yml`)
  const lines = [says('sayings.0'), ...Array.from({ length: Number(says('mix.steps')) - 2 }, (_, at) => says(`mix.form.${at}`))]
  const port = await freePort()
  let bot = await begin(command, folder, server, port)
  try {
    // What it says undisturbed, one at a time.
    const first = personOf(people.person('undisturbed'), 0, says)
    for (const line of [undefined, ...lines]) {
      const before = heardBy(server, first).length
      people.say(first.user, line === undefined ? '/start' : first.words(line))
      await until(() => heardBy(server, first).length > before, DRAIN_MS)
      await pause(1_100)
    }
    const expected = heardBy(server, first)
    const crowd = Array.from({ length: size }, (_, at) => personOf(people.person(`person ${at}`), at + 1, says))
    for (const one of crowd) people.say(one.user, '/start')
    await until(() => crowd.every((one) => heardBy(server, one).length > 0), DRAIN_MS)
    const total = crowd.length * lines.length
    const begun = performance.now()
    const offset = server.world.sent.length
    let memory = residentOf(bot.pid)
    let killed = 0
    for (let said = 0; said < total; said += 1) {
      const one = crowd[said % crowd.length]
      if (one) people.say(one.user, one.words(lines[Math.floor(said / crowd.length)] ?? ''))
      memory = Math.max(memory, residentOf(bot.pid))
      if (killed < KILLS && said === Math.floor((total * (killed + 1)) / (KILLS + 1))) {
        killed += 1
        bot.kill('SIGKILL')
        await once(bot, 'exit')
        bot = await begin(command, folder, server, port)
      }
      progress(`${command.at(-1)}: ${said} of ${total} said`)
      await pause(Math.max(0, begun + (said / OFFERED) * 1_000 - performance.now()))
    }
    const quiet = async () => {
      const before = server.world.sent.length
      await pause(3_000)
      return server.updates.unconfirmed() === 0 && server.world.sent.length === before
    }
    for (let tries = 0; tries < 20 && !(await quiet()); tries += 1) progress('what is left is sent')
    const last = server.world.sent.at(-1)?.at ?? Date.now()
    const seconds = (last - (server.world.sent[offset]?.at ?? last)) / 1_000
    const compared = crowd.map((one) => compare(expected, heardBy(server, one)))
    const sum = (of: (one: Compared) => number) => compared.reduce((all, one) => all + of(one), 0)
    return {
      said: total,
      answers_per_second: round((server.world.sent.length - offset) / Math.max(1, seconds)),
      lost: sum((one) => one.lost),
      doubled: sum((one) => one.doubled),
      reordered: sum((one) => one.reordered),
      forms_completed: compared.filter((one) => one.completed).length,
      forms: crowd.length,
      refused_429: server.counted().refused,
      rss_mb: round(memory),
    }
  } finally {
    bot.kill('SIGKILL')
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Person = { readonly user: FakeUser; readonly name: string; readonly mobile: string; readonly words: (line: string) => string }

/** Each says their own name and number in the form. */
const personOf = (user: FakeUser, at: number, says: (key: string) => string): Person => {
  const name = says(`people.name.${at % NAMES}`)
  const mobile = `138001${String(10_000 + at).padStart(5, '0')}`
  return { user, name, mobile, words: (line) => line.replaceAll(says('mix.form.2'), name).replaceAll(says('mix.form.3'), mobile) }
}

/** What somebody heard, their own name and number taken out so that it can be compared. */
const heardBy = (server: BotApiServer, { user, name, mobile }: Person): readonly string[] =>
  server.world.sent.filter((one) => one.chat === user.id).map((one) => one.text.replaceAll(name, PLACE.name).replaceAll(mobile, PLACE.mobile))

type Compared = { readonly lost: number; readonly doubled: number; readonly reordered: number; readonly completed: boolean }

/** Answers that were to come and did not, that came twice, that came out of their order; whether the last of them, which shows the whole form, was among them. */
const compare = (expected: readonly string[], heard: readonly string[]): Compared => {
  const left = [...heard]
  let [lost, at, inOrder, found] = [0, 0, 0, 0]
  for (const text of expected) {
    const place = left.indexOf(text)
    if (place < 0) {
      lost += 1
      continue
    }
    left.splice(place, 1)
    found += 1
    const next = heard.indexOf(text, at)
    if (next < 0) continue
    at = next + 1
    inOrder += 1
  }
  const doubled = left.filter((text) => expected.includes(text)).length
  return { lost, doubled, reordered: found - inOrder, completed: heard.includes(expected.at(-1) ?? '') }
}

const begin = async (command: readonly string[], folder: string, server: BotApiServer, port: number): Promise<ChildProcess> => {
  const env = {
    XIANGFA_TELEGRAM_TOKEN: server.token,
    XIANGFA_TELEGRAM_API: server.url,
    XIANGFA_DATA: folder,
    PORT: String(port),
    XIANGFA_LOG: 'silent',
  }
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...command], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${command.join(' ')} ended with ${code}`)))
  ended.catch(() => undefined)
  await Promise.race([once(child.stdout, 'data'), ended, pause(BEGIN_MS)])
  child.stdout.resume()
  return child
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const until = async (done: () => boolean, ms: number): Promise<void> => {
  for (const end = performance.now() + ms; !done() && performance.now() < end; ) await pause(20)
}
