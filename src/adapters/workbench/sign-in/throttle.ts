import type { Context } from 'hono'
import { z } from 'zod'

const WINDOW_MS = 600_000
const MOST = 30
const MOST_KNOWN = 10_000
const FREE = 5
const LONGEST_MS = 3_600_000

/** When the next try of an account is taken: at once for the first five wrong ones, then after a minute, doubled up to an hour. */
export const waitAfter = (failures: number): number => (failures < FREE ? 0 : Math.min(LONGEST_MS, 60_000 * 2 ** (failures - FREE)))

/** Tries of one address of the network: thirty in ten minutes, of whatever account. */
export const createAddressLimit = (now: () => number): ((address: string) => boolean) => {
  const seen = new Map<string, { since: number; count: number }>()
  return (address) => {
    const at = now()
    if (seen.size > MOST_KNOWN) for (const [old, { since }] of seen) if (at - since > WINDOW_MS) seen.delete(old)
    const own = seen.get(address)
    if (!own || at - own.since > WINDOW_MS) {
      seen.set(address, { since: at, count: 1 })
      return true
    }
    own.count += 1
    return own.count <= MOST
  }
}

const connection = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) })
const LOCAL = /^(::1|127\.|::ffff:127\.)/

/** Where a request comes from. A proxy on this machine says whom it asks for; nobody else is believed. */
export const addressOf = (context: Context): string => {
  const read = connection.safeParse(context.env)
  const remote = read.success ? read.data.incoming.socket.remoteAddress : ''
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return LOCAL.test(remote) && forwarded ? forwarded : remote
}
