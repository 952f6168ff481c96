import { createInterface } from 'node:readline'
import { join, relative } from 'node:path'
import { contentless } from './output.ts'
import { asJson, asText } from '../adapters/console/render.ts'
import type { Shown } from '../adapters/console/console-channel.ts'
import type { Request } from '../adapters/console/protocol.ts'
import { addressOf, readLine } from '../adapters/console/speaker.ts'
import type { Speaker } from '../adapters/console/speaker.ts'
import { textsOf } from '../adapters/content/yaml-text.ts'
import { talkToServer } from '../adapters/console/socket-client.ts'
import type { Talker } from '../adapters/console/socket-client.ts'
import { handIn, requestOf } from '../adapters/console/talk.ts'
import { lockFolder, prepareFolder } from '../adapters/system/data-folder.ts'
import { clockFrom } from '../adapters/system/system.ts'
import type { Config } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { root } from '../root.ts'
import { openHouse } from '../wire.ts'

/** What `xiangfa chat` was asked for. `now`: milliseconds, sets the clock (demo only). */
export type ChatOptions = { readonly as: Speaker['role']; readonly name: string; readonly json: boolean; readonly now: number | undefined }

/** Who speaks where no name is given. */
export const usualName = (role: Speaker['role']): string => textsOf(`${root}/src/texts/operator.yml`)(`speakers.${role}`)

/** Path of a server's socket in a data folder; the shorter way to write it, as systems allow about 100 characters. */
export const socketPath = (data: string): string => {
  const whole = join(data, 'console.sock')
  const near = relative(process.cwd(), whole)
  return near.length < whole.length ? near : whole
}

/** Talks to the desk: to a running server on that folder, or to one of its own. Reads a line a message until the input ends. */
export const chat = async (config: Config, options: ChatOptions): Promise<void> => {
  if (options.now !== undefined && config.mode !== 'demo') throw new AppError('config.demo-only', { option: '--now' })
  const usual: Speaker = { role: options.as, name: options.name }
  const show = (shown: Shown) =>
    process.stdout.write(options.json ? `${JSON.stringify(asJson(shown))}\n` : asText(shown, addressOf(usual).chat, config.service))
  const talker = (await serverTalker(config, options, show)) ?? (await ownTalker(config, options, show))
  try {
    await readAll(talker, usual)
  } finally {
    await talker.close()
  }
}

const serverTalker = async (config: Config, options: ChatOptions, show: (shown: Shown) => void): Promise<Talker | undefined> => {
  const talker = await talkToServer(socketPath(config.data), show)
  if (talker && options.now !== undefined) {
    await talker.close()
    throw new AppError('chat.server', { place: config.data, option: '--now' })
  }
  return talker
}

const ownTalker = async (config: Config, options: ChatOptions, show: (shown: Shown) => void): Promise<Talker> => {
  if (config.database !== undefined) throw new AppError('chat.no-server', { place: config.data })
  prepareFolder(config.data)
  const unlock = lockFolder(config.data)
  if (!unlock) throw new AppError('data.locked', { place: config.data })
  const house = await openHouse(config, options.now === undefined ? {} : { clock: clockFrom(options.now) })
  house.console.listen({ hears: () => true, show })
  await house.start()
  await house.desk.idle()
  return {
    async say(request) {
      try {
        await handIn(house.talk, request)
        await house.desk.idle()
        return undefined
      } catch (error) {
        if (error instanceof AppError) return error.message
        throw error
      }
    },
    async close() {
      await house.close()
      unlock()
    },
  }
}

const readAll = async (talker: Talker, usual: Speaker): Promise<void> => {
  let id = 0
  const said = async (request: Request): Promise<void> => {
    const wrong = await talker.say(request)
    if (wrong !== undefined) {
      process.stderr.write(`${wrong}\n`)
      process.exitCode = 1
    }
  }
  await said({ kind: 'listen', id, speaker: { ...usual } })
  const terminal = process.stdin.isTTY === true
  const lines = createInterface({ input: process.stdin, ...(terminal ? { output: process.stdout, prompt: '> ' } : {}) })
  if (terminal) lines.prompt()
  for await (const raw of lines) {
    if (!contentless(raw)) {
      id += 1
      const { speaker, line } = readLine(raw, usual)
      const request = requestOf(id, speaker, line)
      if (request.kind === 'unreadable') {
        process.stderr.write(`${request.why}\n`)
        if (!terminal) process.exitCode = 1
      } else await said(request)
    }
    if (terminal) lines.prompt()
  }
}
