import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Readiness } from '../../core/readiness.ts'

/** What a monitor may ask. */
export type OpsDeps = {
  readonly readiness: () => Promise<Readiness>
  readonly metrics: { readonly text: () => Promise<string>; readonly contentType: string }
  /** Who may read the numbers: everybody who reaches this listener (it stands on this machine only), bearers of a token, or nobody. */
  readonly may: { readonly kind: 'local' } | { readonly kind: 'token'; readonly token: string } | { readonly kind: 'nobody' }
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** /healthz: the process answers. /readyz: 200 or 503 with each check. /metrics: Prometheus' text, for those who may; 404 for nobody, 401 without the token. */
export const createOpsRoutes = ({ readiness, metrics, may }: OpsDeps): Hono => {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    context.header('Cache-Control', 'no-store')
  })
  app.get('/healthz', (context) => context.json({ ok: true }))
  app.get('/readyz', async (context) => {
    const found = await readiness()
    return context.json(found, found.ready ? 200 : 503)
  })
  app.get('/metrics', async (context) => {
    if (may.kind === 'nobody') return context.notFound()
    if (may.kind === 'token') {
      const given = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? ''
      // Digests have one length, so that comparing them takes the same time for every guess.
      if (!timingSafeEqual(digest(given), digest(may.token))) {
        context.header('WWW-Authenticate', 'Bearer')
        return context.json({ ok: false }, 401)
      }
    }
    context.header('Content-Type', metrics.contentType)
    return context.body(await metrics.text())
  })
  return app
}
