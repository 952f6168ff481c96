import { Hono } from 'hono'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { AssetName, WebAssets } from './assets.ts'
import { THEME } from './head.tsx'
import { OfflinePage } from './offline.tsx'
import type { PageTexts } from './page.tsx'

/** What makes the page installable, and what stands in its place without a network. */
export const createInstalling = (deps: { readonly texts: PageTexts; readonly service: string; readonly assets: WebAssets }): Hono => {
  const { texts, service, assets } = deps
  const app = new Hono()
  const serve = (path: string, name: AssetName, type: string, cache: string) => app.get(path, (context) => send(context, assets.files[name], type, cache))
  serve('/chat.js', 'chat.js', SCRIPT, FOR_EVER)
  serve('/offline.js', 'offline.js', SCRIPT, FOR_EVER)
  serve('/chat.css', 'chat.css', 'text/css; charset=utf-8', FOR_EVER)
  // Asked for anew each time, so that a new version is never kept out.
  serve('/sw.js', 'service-worker.js', SCRIPT, 'no-cache')
  serve('/icon.svg', 'icon.svg', 'image/svg+xml', A_DAY)
  for (const name of ['icon-192.png', 'icon-512.png', 'icon-maskable-512.png', 'apple-touch-icon.png'] as const) serve(`/${name}`, name, 'image/png', A_DAY)
  app.get('/offline', (context) => {
    context.header('Cache-Control', 'no-cache')
    return context.html(html`<!doctype html>${<OfflinePage texts={texts} service={service} version={assets.version} />}`)
  })
  app.get('/manifest.webmanifest', (context) =>
    send(context, new TextEncoder().encode(JSON.stringify(manifest(service, texts('about')))), 'application/manifest+json; charset=utf-8', A_DAY),
  )
  return app
}

const SCRIPT = 'text/javascript; charset=utf-8'
/** Of what has its version in its address. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const A_DAY = 'public, max-age=86400'

const send = (context: Context, body: Uint8Array, type: string, cache: string) => {
  context.header('Content-Type', type)
  context.header('Cache-Control', cache)
  return context.body(new Uint8Array(body))
}

/** https://www.w3.org/TR/appmanifest/ */
const manifest = (service: string, about: string) => ({
  id: '/',
  name: service,
  short_name: service,
  description: about,
  lang: 'zh-CN',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#f4f6f8',
  theme_color: THEME,
  icons: [
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
})
