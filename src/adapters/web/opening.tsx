import { Hono } from 'hono'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { FC } from 'hono/jsx'
import { secureHeaders } from 'hono/secure-headers'
import type { Address, Sender } from '../../core/message.ts'
import { Head } from './head.tsx'
import type { PageTexts } from './page.tsx'
import { isSameOrigin } from './same-origin.ts'
import { leaveVisit, OPENED_SECONDS, openVisit } from './visitor.ts'

/** What opening a conversation by a link needs. `open`: false where the link is unknown, used or over. */
export type OpeningDeps = {
  readonly texts: PageTexts
  readonly service: string
  readonly version: string
  readonly secret: () => string
  readonly now: () => number
  /** Says a confirmation's code as the visitor of a request. */
  readonly confirm: (context: Context, code: string) => Promise<void>
  readonly open: (token: string, address: Address, sender: Sender, until: number) => Promise<boolean>
}

/** A short page with one button or one way on; works without a script. */
const Notice: FC<{
  readonly service: string
  readonly version: string
  readonly text: string
  readonly button?: { readonly label: string; readonly action: string }
  readonly way?: string
}> = ({ service, version, text, button, way }) => (
  <html lang="zh-CN">
    <Head title={service} version={version} />
    <body class="notice">
      <main>
        <h1>{service}</h1>
        {text.split('\n').map((line) => (
          <p>{line}</p>
        ))}
        {button ? (
          <form method="post" action={button.action}>
            <button class="main" type="submit">
              {button.label}
            </button>
          </form>
        ) : (
          ''
        )}
        {way === undefined ? (
          ''
        ) : (
          <p>
            <a class="call" href="/">
              {way}
            </a>
          </p>
        )}
      </main>
    </body>
  </html>
)

/**
 * The one-time link into a conversation. Looking at it uses nothing up: messengers fetch links to preview them. The button does, and this browser
 * is then at that conversation for a while.
 */
export const createOpening = (deps: OpeningDeps): Hono => {
  const { texts, service, version } = deps
  const app = new Hono()
  const strict = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
  })
  for (const path of ['/in/*', '/out']) {
    app.use(path, strict)
    app.use(path, async (context, next) => {
      await next()
      context.header('Cache-Control', 'no-store')
    })
  }
  const page = (text: string, more: { readonly button?: { readonly label: string; readonly action: string }; readonly way?: string } = {}) =>
    html`<!doctype html>${<Notice service={service} version={version} text={text} {...more} />}`
  // The link of a text message or a slip: the code is said at the page, and everything else is asked there.
  app.get('/in/c/:code{[0-9]{8}}', (context) => context.html(page(texts('in.confirm-ask'), { button: { label: texts('in.open'), action: context.req.path } })))
  app.post('/in/c/:code{[0-9]{8}}', async (context) => {
    if (!isSameOrigin(context)) return context.html(page(texts('in.over')), 403)
    await deps.confirm(context, context.req.param('code'))
    return context.redirect('/', 303)
  })
  app.get('/in/:token', (context) => context.html(page(texts('in.ask'), { button: { label: texts('in.open'), action: context.req.path } })))
  app.post('/in/:token', async (context) => {
    // Nobody is led into somebody else's conversation by another site.
    if (!isSameOrigin(context)) return context.html(page(texts('in.over')), 403)
    const { visitor, admit } = openVisit(context, deps.secret)
    const address: Address = { channel: 'web', account: '', chat: visitor }
    const until = deps.now() + OPENED_SECONDS * 1_000
    if (!(await deps.open(context.req.param('token'), address, { id: visitor, name: texts('you') }, until))) return context.html(page(texts('in.over')), 410)
    admit()
    return context.redirect('/', 303)
  })
  app.post('/out', (context) => {
    // Nor is anybody's conversation closed from elsewhere.
    if (!isSameOrigin(context)) return context.html(page(texts('in.not-closed'), { way: texts('in.back') }), 403)
    leaveVisit(context)
    return context.redirect('/', 303)
  })
  return app
}
