import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { createLimits } from './limits.ts'
import type { Counted } from './limits.ts'
import { createMethods } from './methods.ts'
import { readParams } from './params.ts'
import type { Params } from './params.ts'
import { createUpdates } from './updates.ts'
import type { Updates } from './updates.ts'
import { ApiFault, createWorld } from './world.ts'
import type { FakeWorld } from './world.ts'

/**
 * What goes wrong with a call. `cut-before`: the connection breaks and nothing was done; `cut-after`: it was done, and the connection
 * breaks in the middle of the answer; `hold`: answered only then; `too-many`: 429; `error`: an answer with that code, nothing done.
 */
export type Fault =
  | { readonly kind: 'cut-before' | 'cut-after' }
  | { readonly kind: 'hold'; readonly until: Promise<void> }
  | { readonly kind: 'too-many'; readonly seconds: number }
  | { readonly kind: 'error'; readonly code: number }

/** A Bot API server of one bot. `fault` is asked for each call; `calls` counts them by method. */
export type BotApiServer = {
  readonly url: string
  readonly token: string
  readonly world: FakeWorld
  readonly updates: Updates
  readonly calls: ReadonlyMap<string, number>
  readonly counted: () => Counted
  readonly faults: (fault: (method: string, params: Params) => Fault | undefined) => void
  /** Nobody answers on its port any more. */
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a server on a free port. `now` in milliseconds is what limits are counted by. */
export const startBotApi = async (now: () => number = Date.now, token = '4200:fake-token-for-tests-only_0123456789'): Promise<BotApiServer> => {
  const world = createWorld(Number(token.split(':')[0]))
  const updates = createUpdates()
  const limits = createLimits(now)
  const methods = createMethods({ world, updates, limits, now })
  const calls = new Map<string, number>()
  let fault: (method: string, params: Params) => Fault | undefined = () => undefined
  const sockets = new Set<Socket>()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname)
    if (file) return file[1] === token ? sendFile(world, response, decodeURIComponent(file[2] ?? '')) : reply(response, 404, { ok: false })
    const call = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname)
    const method = call?.[2] ?? ''
    let broken: Fault | undefined
    try {
      if (!call) throw new ApiFault(404, 'Not Found')
      if (call[1] !== token) throw new ApiFault(401, 'Unauthorized')
      const params = await readParams(request, url)
      calls.set(method, (calls.get(method) ?? 0) + 1)
      broken = fault(method, params)
      if (broken?.kind === 'cut-before') return void request.socket.destroy()
      if (broken?.kind === 'hold') await broken.until
      if (broken?.kind === 'too-many') limits.refuse(Number(params['chat_id'] ?? 0), broken.seconds)
      if (broken?.kind === 'error') return reply(response, broken.code, { ok: false, error_code: broken.code, description: 'Internal Server Error' })
      const result = await methods(method, params)
      if (broken?.kind === 'cut-after') return cut(response)
      reply(response, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error
      const { code, message, parameters } = error
      reply(response, code, { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) })
    }
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  let port = 0
  const up = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        port = typeof address === 'object' && address !== null ? address.port : port
        resolve()
      })
    })
  const down = () =>
    new Promise<void>((resolve) => {
      updates.close()
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  await up()
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    world,
    updates,
    calls,
    counted: limits.counted,
    faults(next) {
      fault = next
    },
    down,
    up,
    close: down,
  }
}

const reply = (response: ServerResponse, code: number, body: object): void => {
  response.writeHead(code, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** Half an answer. */
const cut = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 400 })
  response.write('{"ok":true,"resu', () => response.destroy())
}

const sendFile = (world: FakeWorld, response: ServerResponse, path: string): void => {
  const found = [...world.files.values()].find((file) => file.path === path)
  if (found) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found.bytes)
  else reply(response, 404, { ok: false, error_code: 404, description: 'Not Found' })
}
