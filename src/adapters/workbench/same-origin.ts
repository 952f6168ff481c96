import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'

/** Browsers say where a request comes from; one from another site is refused. */
export const isSameOrigin = (context: Context): boolean => {
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = context.req.header('origin')
  return origin === undefined || origin.replace(/^https?:\/\//, '') === context.req.header('host')
}

/** Name of the field of a form, and of the header, that proves that our own page sent it. */
export const PROOF = 'proof'

/** What our own pages send back with every form: from the sign-in's token, so that no other site can know it. */
export const proofOf = (token: string): string => createHash('sha256').update(`proof ${token}`).digest('base64url')

/** Whether it is the proof of that token. */
export const isProof = (token: string, said: string | undefined): boolean => {
  const [wanted, got] = [Buffer.from(proofOf(token)), Buffer.from(said ?? '')]
  return wanted.length === got.length && timingSafeEqual(wanted, got)
}
