import { chmodSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { AppError } from '../../core/errors.ts'
import type { ConversationId } from '../../core/ids.ts'
import { lineReader, requestSchema } from './protocol.ts'
import type { Response } from './protocol.ts'
import { addressOf } from './speaker.ts'
import { handIn } from './talk.ts'
import type { TalkDeps } from './talk.ts'

const LONGEST_LINE = 30 * 1024 * 1024
const POLL_MS = 20
const LONGEST_WAIT_MS = 60_000

/** A running server's ear for terminals on the same machine: a unix socket that only its user may open. */
export const serveConsole = async (
  path: string,
  deps: TalkDeps,
  unsettled: (ids: readonly ConversationId[]) => Promise<number>,
): Promise<{ readonly close: () => Promise<void> }> => {
  rmSync(path, { force: true })
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const chats = new Set<string>()
    const own = new Set<ConversationId>()
    const tell = (response: Response) => void (socket.writable && socket.write(`${JSON.stringify(response)}\n`))
    const leave = deps.channel.listen({
      hears: (chat) => chats.has(chat),
      show: ({ chat, part }) =>
        tell({
          kind: 'reply',
          chat,
          part: {
            text: part.text,
            ...(part.choices ? { choices: [...part.choices] } : {}),
            ...(part.files ? { files: [...part.files] } : {}),
            ...(part.from === undefined ? {} : { from: part.from }),
          },
        }),
    })
    const handle = async (line: string): Promise<void> => {
      const parsed = requestSchema.safeParse(readJson(line))
      if (!parsed.success) return tell({ kind: 'wrong', id: 0, message: 'not a request of this version' })
      const request = parsed.data
      try {
        chats.add(
          addressOf({
            role: request.speaker.role,
            name: request.speaker.name,
            ...(request.speaker.group === undefined ? {} : { group: request.speaker.group }),
          }).chat,
        )
        const conversation = await handIn(deps, request)
        if (conversation !== undefined) own.add(conversation)
        await settled([...own], unsettled)
        tell({ kind: 'settled', id: request.id })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        tell({ kind: 'wrong', id: request.id, message: error.message })
      }
    }
    // One after another, as they were typed.
    let last = Promise.resolve()
    const read = lineReader(LONGEST_LINE, (line) => {
      last = last.then(() => handle(line)).catch((error: unknown) => void socket.destroy(error instanceof Error ? error : undefined))
    })
    socket.on('data', (chunk) => {
      try {
        read(chunk)
      } catch {
        socket.destroy()
      }
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      leave()
      sockets.delete(socket)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
        rmSync(path, { force: true })
      }),
  }
}

const readJson = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Waits until everything said in these conversations is answered and sent. */
const settled = async (ids: readonly ConversationId[], unsettled: (ids: readonly ConversationId[]) => Promise<number>): Promise<void> => {
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += POLL_MS) {
    if (ids.length === 0 || (await unsettled(ids)) === 0) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
