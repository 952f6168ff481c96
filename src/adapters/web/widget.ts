import { Hono } from 'hono'
import type { PageTexts } from './page.tsx'

const SAID = ['open', 'close', 'title', 'own-window', 'unreachable'] as const

/**
 * `/widget.js`: one script tag on another site's page puts the conversation there in a frame. 404 where no site may: then there is no widget. Which
 * sites may is enforced by the page's own `frame-ancestors`.
 */
export const createWidget = (deps: {
  readonly texts: PageTexts
  readonly service: string
  readonly script: Uint8Array
  readonly origins: readonly string[]
}): Hono => {
  const { texts, service, origins } = deps
  const app = new Hono()
  const said = Object.fromEntries(SAID.map((key) => [key, texts(`widget.${key}`, { service })]))
  // What it says is handed in, so that nothing of it stands among the names of the page around it.
  const body = `(function(SAID){${new TextDecoder().decode(deps.script)}})(${JSON.stringify(said).replace(/</g, '\\u003c')});`
  app.get('/widget.js', (context) => {
    if (origins.length === 0) return context.text('// XIANGFA_WIDGET_ORIGINS names no site that may show the page\n', 404)
    context.header('Content-Type', 'text/javascript; charset=utf-8')
    context.header('Cache-Control', 'public, max-age=3600')
    context.header('Cross-Origin-Resource-Policy', 'cross-origin')
    return context.body(body)
  })
  return app
}
