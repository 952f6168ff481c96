import type { Context } from 'hono'

/** Browsers say where a request comes from; one from another site is refused. */
export const isSameOrigin = (context: Context): boolean => {
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = context.req.header('origin')
  return origin === undefined || origin.replace(/^https?:\/\//, '') === context.req.header('host')
}
