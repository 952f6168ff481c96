import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { authorise } from '../../core/authorise.ts'
import { DESK_ASSETS } from './assets.ts'
import type { DeskAssetName } from './assets.ts'
import type { DeskDeps } from './desk-deps.ts'
import type { DeskPart, DeskRequest, DeskRoute } from './desk-route.ts'
import { Frame, ProofContext } from './frame.tsx'
import { isProof, isSameOrigin, PROOF, proofOf } from './same-origin.ts'
import { signedIn } from './session.ts'
import type { SignedIn } from './session.ts'
import { createSignIn } from './sign-in/sign-in-routes.tsx'

const BODY_LIMIT = 21 * 1024 * 1024
const SAID = 'xd-said'

/** The workbench: everything under /desk. Whoever is not signed in gets the sign-in page, whatever they ask for. */
export const createWorkbenchRoutes = (deps: DeskDeps, parts: readonly DeskPart[]): Hono => {
  const app = new Hono()
  app.use(
    '/desk/*',
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
      xFrameOptions: 'SAMEORIGIN',
      referrerPolicy: 'same-origin',
    }),
  )
  const known = new Map<DeskAssetName, Uint8Array<ArrayBuffer>>()
  const packed = (name: DeskAssetName): Uint8Array<ArrayBuffer> => {
    const bytes = known.get(name) ?? new Uint8Array(gzipSync(deps.assets.files[name], { level: 9 }))
    known.set(name, bytes)
    return bytes
  }
  app.get('/desk/assets/:name', (context) => {
    const name = DESK_ASSETS.find((one) => one === context.req.param('name'))
    if (name === undefined) return context.notFound()
    context.header('Content-Type', name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8')
    context.header('Cache-Control', 'public, max-age=31536000, immutable')
    context.header('Vary', 'Accept-Encoding')
    // Pages are not packed: they hold what must not be guessed at by how long they get.
    if (!/\bgzip\b/.test(context.req.header('accept-encoding') ?? '')) return context.body(new Uint8Array(deps.assets.files[name]))
    context.header('Content-Encoding', 'gzip')
    return context.body(packed(name))
  })
  app.use('/desk/*', async (context, next) => {
    context.header('Cache-Control', 'no-store')
    await next()
  })
  app.use('/desk/*', bodyLimit({ maxSize: BODY_LIMIT, onError: (context) => context.text(deps.texts('too-large'), 413) }))
  app.route('/', createSignIn(deps))
  for (const { outside } of parts) if (outside) app.route('/', outside)
  const entries = parts.flatMap((part) => part.entries)
  const routes = parts.flatMap((part) => part.routes)
  const serve = (route: DeskRoute) => async (context: Context) => {
    const who = await signedIn(context, deps)
    if (!who) return toSignIn(context)
    const request = requestOf(deps, entries, context, who)
    const refused = (status: 403 | 404) =>
      request.page({ title: deps.texts(`refused.${status}.title`), here: '', body: <p>{deps.texts(`refused.${status}.text`)}</p> }, status)
    if (route.method === 'post' && !(isSameOrigin(context) && isProof(who.token, context.req.header(PROOF) ?? (await request.form())[PROOF])))
      return refused(403)
    const admitted = await admit(route, request)
    return admitted.kind === 'answer' ? admitted.answer() : refused(admitted.status)
  }
  for (const route of routes) app.on(route.method.toUpperCase(), route.path, serve(route))
  app.get('/desk', async (context) => {
    const who = await signedIn(context, deps)
    if (!who) return toSignIn(context)
    const first = entries.find((entry) => authorise(who.actor, entry.act, { kind: 'desk' }))
    return context.redirect(first?.path ?? '/desk/me', 303)
  })
  app.all('/desk/*', async (context) => ((await signedIn(context, deps)) ? context.text(deps.texts('refused.404.title'), 404) : toSignIn(context)))
  return app
}

/** Whether a request is answered, and how: 403 where the actor may not do that, 404 where there is no such thing. Without effects. */
export const admit = async (
  route: DeskRoute,
  request: DeskRequest,
): Promise<{ readonly kind: 'answer'; readonly answer: () => Response | Promise<Response> } | { readonly kind: 'refused'; readonly status: 403 | 404 }> => {
  // A role that may not do this at all is not told whether there is such a thing.
  if (!authorise(request.actor, route.act, { kind: 'desk' })) return { kind: 'refused', status: 403 }
  const opened = await route.open(request)
  if (!opened) return { kind: 'refused', status: 404 }
  return authorise(request.actor, route.act, opened.thing) ? { kind: 'answer', answer: opened.answer } : { kind: 'refused', status: 403 }
}

const toSignIn = (context: Context): Response => {
  const to = '/desk/sign-in'
  if (context.req.header('hx-request') !== undefined) {
    context.header('HX-Redirect', to)
    return context.body(null, 204)
  }
  return context.redirect(to, 303)
}

const requestOf = (deps: DeskDeps, all: DeskPart['entries'], context: Context, { actor, session, token }: SignedIn): DeskRequest => {
  const proof = proofOf(token)
  const body = async () => (context.req.method === 'POST' ? context.req.parseBody().catch(() => ({})) : {})
  return {
    context,
    actor,
    session,
    async page(page, status = 200) {
      const own = all.filter((entry) => authorise(actor, entry.act, { kind: 'desk' }))
      const entries = await Promise.all(own.map(async ({ count, ...entry }) => ({ ...entry, count: (await count?.(actor)) ?? 0 })))
      const said = getCookie(context, SAID)
      if (said !== undefined) deleteCookie(context, SAID, { path: '/desk' })
      return context.html(
        html`<!doctype html>${<Frame deps={deps} actor={actor} entries={entries} proof={proof} {...page} {...(said === undefined ? {} : { said })} />}`,
        status,
      )
    },
    piece: (piece, status = 200) => context.html(<ProofContext.Provider value={proof}>{piece}</ProofContext.Provider>, status),
    goTo(path, said) {
      if (said !== undefined) setCookie(context, SAID, said, { path: '/desk', httpOnly: true, sameSite: 'Lax', maxAge: 60 })
      if (context.req.header('hx-request') === undefined) return context.redirect(path, 303)
      context.header('HX-Redirect', path)
      return context.body(null, 204)
    },
    form: async () => Object.fromEntries(Object.entries(await body()).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
    async file(name) {
      const sent: unknown = new Map(Object.entries(await body())).get(name)
      return sent instanceof File && sent.size > 0 ? sent : undefined
    },
  }
}
