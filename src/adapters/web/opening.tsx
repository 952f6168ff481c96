import { Hono } from 'hono'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { FC } from 'hono/jsx'
import { secureHeaders } from 'hono/secure-headers'
import type { Address, Sender } from '../../core/message.ts'
import type { PageTexts } from './page.tsx'
import { isSameOrigin } from './same-origin.ts'
import { leaveVisit, OPENED_SECONDS, openVisit } from './visitor.ts'

/** What opening a conversation by a link needs. `open`: false where the link is unknown, used or over. */
export type OpeningDeps = {
  readonly texts: PageTexts
  readonly service: string
  readonly style: string
  readonly secret: () => string
  readonly now: () => number
  /** Says a confirmation's code as the visitor of a request. */
  readonly confirm: (context: Context, code: string) => Promise<void>
  readonly open: (token: string, address: Address, sender: Sender, until: number) => Promise<boolean>
}

/** A short page with one button at the most; works without a script. */
const Notice: FC<{ readonly service: string; readonly style: string; readonly text: string; readonly button?: string; readonly next: string }> = (props) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <meta name="robots" content="noindex" />
      <title>{props.service}</title>
      <link rel="stylesheet" href={props.style} />
    </head>
    <body class="notice">
      <main>
        <h1>{props.service}</h1>
        {props.text.split('\n').map((line) => (
          <p>{line}</p>
        ))}
        {props.button === undefined ? (
          ''
        ) : (
          <form method="post" action={props.next}>
            <button type="submit">{props.button}</button>
          </form>
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
  const { texts, service, style } = deps
  const app = new Hono()
  app.use(
    '/in/*',
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'self'"], formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
      referrerPolicy: 'no-referrer',
    }),
  )
  app.use('/in/*', async (context, next) => {
    await next()
    context.header('Cache-Control', 'no-store')
  })
  // The link of a text message or a slip: the code is said at the page, and everything else is asked there.
  app.get('/in/c/:code{[0-9]{8}}', (context) =>
    context.html(
      html`<!doctype html>${<Notice service={service} style={style} text={texts('in.confirm-ask')} button={texts('in.open')} next={context.req.path} />}`,
    ),
  )
  app.post('/in/c/:code{[0-9]{8}}', async (context) => {
    if (!isSameOrigin(context)) return context.html(html`<!doctype html>${<Notice service={service} style={style} text={texts('in.over')} next="/" />}`, 403)
    await deps.confirm(context, context.req.param('code'))
    return context.redirect('/', 303)
  })
  app.get('/in/:token', (context) =>
    context.html(html`<!doctype html>${<Notice service={service} style={style} text={texts('in.ask')} button={texts('in.open')} next={context.req.path} />}`),
  )
  app.post('/in/:token', async (context) => {
    // Nobody is led into somebody else's conversation by another site.
    if (!isSameOrigin(context)) return context.html(html`<!doctype html>${<Notice service={service} style={style} text={texts('in.over')} next="/" />}`, 403)
    const { visitor, admit } = openVisit(context, deps.secret)
    const address: Address = { channel: 'web', account: '', chat: visitor }
    const until = deps.now() + OPENED_SECONDS * 1_000
    if (!(await deps.open(context.req.param('token'), address, { id: visitor, name: texts('you') }, until)))
      return context.html(html`<!doctype html>${<Notice service={service} style={style} text={texts('in.over')} next="/" />}`, 410)
    admit()
    return context.redirect('/', 303)
  })
  app.post('/out', (context) => {
    leaveVisit(context)
    return context.redirect('/', 303)
  })
  return app
}
