import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** The visitor's own cookie, and the one of a conversation opened by a link: it goes first, and the visitor's own is there again after it. */
const OWN = 'xf'
const OPENED = 'xf-in'
const YEAR_SECONDS = 365 * 24 * 3_600
/** Seconds that a conversation opened by a link stays open in a browser, which may be somebody else's. */
export const OPENED_SECONDS = 2 * 3_600
const SHAPE = /^[\w-]{32,64}$/

/** What stands for a visitor inside: derived from the cookie, which itself is never stored. */
export const visitorOf = (context: Context): string | undefined =>
  [getCookie(context, OPENED), getCookie(context, OWN)].filter((token) => token !== undefined && SHAPE.test(token)).map((token) => keyOf(token ?? ''))[0]

/** Whether the browser shows a conversation opened by a link. */
export const isOpened = (context: Context): boolean => SHAPE.test(getCookie(context, OPENED) ?? '')

/** The visitor of a request, made known by a cookie where they are new. `secret`: at least 24 random bytes as text. */
export const welcome = (context: Context, secret: () => string): string => {
  const known = visitorOf(context)
  if (known !== undefined) return known
  const token = secret()
  setCookie(context, OWN, token, { ...rules(context), maxAge: YEAR_SECONDS })
  return keyOf(token)
}

/** Somebody who opens their conversation by a link: a visitor of their own for a while, whatever this browser was before. */
export const openVisit = (context: Context, secret: () => string): { readonly visitor: string; readonly admit: () => void } => {
  const token = secret()
  return { visitor: keyOf(token), admit: () => setCookie(context, OPENED, token, { ...rules(context), maxAge: OPENED_SECONDS }) }
}

/** Ends a conversation opened by a link in this browser. */
export const leaveVisit = (context: Context): void => void deleteCookie(context, OPENED, rules(context))

/** Over https the page may stand in another site's frame: its cookie is then kept apart for each such site. Over http browsers allow no such cookie. */
const rules = (context: Context) => {
  const secure = context.req.header('x-forwarded-proto') === 'https' || new URL(context.req.url).protocol === 'https:'
  const framed = secure && context.req.header('sec-fetch-dest') === 'iframe'
  return { httpOnly: true, path: '/', secure, ...(framed ? ({ sameSite: 'None', partitioned: true } as const) : ({ sameSite: 'Lax' } as const)) }
}

const keyOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
