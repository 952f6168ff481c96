import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** A way to a port of this machine that can be cut. */
export type Wire = {
  readonly port: number
  /** Breaks every connection and takes no new one until `mend`. */
  readonly cut: () => void
  /** Nothing passes any more, and nobody is told so. */
  readonly silence: () => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

/** Opens a way to `target`. */
export const openWire = async (target: number): Promise<Wire> => {
  const pairs = new Set<readonly [Socket, Socket]>()
  let state: 'whole' | 'cut' | 'silent' = 'whole'
  const breakAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy()
    const far = connect(target, '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => void (state === 'silent' || to.write(chunk)))
      from.on('error', () => undefined)
      from.on('close', () => {
        to.destroy()
        pairs.delete(pair)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut() {
      state = 'cut'
      breakAll()
    },
    silence() {
      state = 'silent'
    },
    mend() {
      // What was swallowed is gone: connections of that time are of no use.
      if (state === 'silent') breakAll()
      state = 'whole'
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        breakAll()
      }),
  }
}
