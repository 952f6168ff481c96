import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const NAME = 'xf'
const YEAR_SECONDS = 365 * 24 * 3_600
const SHAPE = /^[\w-]{32,64}$/

/** What stands for a visitor inside: derived from the cookie, which itself is never stored. */
export const visitorOf = (context: Context): string | undefined => {
  const token = getCookie(context, NAME)
  return token !== undefined && SHAPE.test(token) ? keyOf(token) : undefined
}

/** The visitor of a request, made known by a cookie where they are new. `secret`: at least 24 random bytes as text. */
export const welcome = (context: Context, secret: () => string): string => {
  const known = visitorOf(context)
  if (known !== undefined) return known
  const token = secret()
  const secure = context.req.header('x-forwarded-proto') === 'https' || new URL(context.req.url).protocol === 'https:'
  setCookie(context, NAME, token, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: YEAR_SECONDS, secure })
  return keyOf(token)
}

const keyOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
