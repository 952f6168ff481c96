import { connect } from 'node:net'
import type { Shown } from './console-channel.ts'
import { lineReader, responseSchema } from './protocol.ts'
import type { Request } from './protocol.ts'

/** Says something and resolves when everything that follows from it has been shown; a message where it could not be said. */
export type Talker = { readonly say: (request: Request) => Promise<string | undefined>; readonly close: () => Promise<void> }

/** Connects to a running server's socket; undefined where none listens there. */
export const talkToServer = async (path: string, show: (shown: Shown) => void): Promise<Talker | undefined> => {
  const socket = connect(path)
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  if (!connected) return undefined
  const waiting = new Map<number, (message: string | undefined) => void>()
  const end = () => {
    for (const resolve of waiting.values()) resolve('the server closed the connection')
    waiting.clear()
  }
  socket.on('error', end)
  socket.on('close', end)
  socket.on(
    'data',
    lineReader(Number.MAX_SAFE_INTEGER, (line) => {
      const response = responseSchema.parse(JSON.parse(line))
      if (response.kind === 'reply') {
        const { text, choices, files, from } = response.part
        return show({ chat: response.chat, from, part: { text, ...(choices ? { choices } : {}), ...(files ? { files } : {}) } })
      }
      waiting.get(response.id)?.(response.kind === 'wrong' ? response.message : undefined)
      waiting.delete(response.id)
    }),
  )
  return {
    say: (request) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve('the server closed the connection')
        waiting.set(request.id, resolve)
        socket.write(`${JSON.stringify(request)}\n`)
      }),
    close: () => new Promise((resolve) => socket.end(() => resolve())),
  }
}
