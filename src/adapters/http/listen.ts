import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { AppError } from '../../core/errors.ts'

/** A listening server. `close` ends what is open and resolves when nothing is. */
export type Listening = { readonly port: number; readonly close: () => Promise<void> }

/** Listens for HTTP; port 0 takes a free one. Throws `http.port` where the place is taken or may not be used. */
export const listen = async (place: { readonly host: string; readonly port: number }, app: Hono): Promise<Listening> => {
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new AppError('http.port', { place: `${place.host}:${place.port}`, detail: REASONS[cause.code ?? ''] ?? cause.message }, cause))
    })
    server.listen(place.port, place.host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : place.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        // Whoever still reads a stream after a moment is cut off.
        const timer = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 500)
        timer.unref()
      }),
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'already in use',
  EACCES: 'not allowed',
  EADDRNOTAVAIL: 'no such address on this machine',
  ENOTFOUND: 'no such host',
}
