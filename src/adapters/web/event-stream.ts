import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { deskLine } from './line.ts'
import type { WebChannel } from './web-channel.ts'

const PING_MS = 20_000

/** A stream of what is sent to a visitor from now on; what was sent before is read with the lines. Ends when the reader goes or the server stops. */
export const streamLines = (context: Context, visitor: string, channel: WebChannel, now: () => number): Response =>
  streamSSE(context, async (stream) => {
    context.header('X-Accel-Buffering', 'no')
    const leave = channel.subscribe(
      visitor,
      ({ key, part }) => void stream.writeSSE({ event: 'line', id: key, data: JSON.stringify(deskLine(`o${key}`, now(), part)) }),
    )
    const ping = setInterval(() => void stream.writeSSE({ event: 'ping', data: '' }), PING_MS)
    // A page that is told so reads the lines again.
    const ready = () => void stream.writeSSE({ event: 'ready', data: '' })
    const unmiss = channel.onMissed(ready)
    await new Promise<void>((resolve) => {
      const forget = channel.onStop(resolve)
      stream.onAbort(() => {
        forget()
        resolve()
      })
      ready()
    })
    clearInterval(ping)
    unmiss()
    leave()
  })
