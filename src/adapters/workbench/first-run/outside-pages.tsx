import { Hono } from 'hono'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Outside } from '../frame.tsx'
import { isSameOrigin } from '../same-origin.ts'
import { addressOf, createAddressLimit } from '../sign-in/throttle.ts'
import type { FirstRunDeps } from './first-run-deps.ts'

/** The one-time link that the first start prints: whoever opens it becomes the administrator. Open to whoever has it, once. */
export const createSetUpLink = (deps: FirstRunDeps): Hono => {
  const { desk, texts } = deps
  const app = new Hono()
  const mayTry = createAddressLimit(desk.now)
  const show = (context: Context, body: Child, status: 200 | 400 | 410) =>
    context.html(html`<!doctype html>${<Outside deps={desk} title={texts('link.title')} body={body} />}`, status)
  const over = (context: Context) => show(context, <p>{texts('link.over')}</p>, 410)
  const form = (context: Context, name: string, faults: readonly string[]) =>
    show(
      context,
      <>
        <p>{texts('link.hello')}</p>
        {faults.map((fault) => (
          <p class="wrong">{fault}</p>
        ))}
        <form method="post">
          <label>
            {texts('link.name')}
            <input name="name" value={name} required maxlength={30} autocomplete="name" />
          </label>
          <button type="submit" class="main">
            {texts('link.do')}
          </button>
        </form>
      </>,
      faults.length === 0 ? 200 : 400,
    )
  app.get('/desk/set-up/link/:token', async (context) => ((await deps.isOpen(context.req.param('token'))) ? form(context, '', []) : over(context)))
  app.post('/desk/set-up/link/:token', async (context) => {
    const token = context.req.param('token')
    if (!isSameOrigin(context) || !mayTry(addressOf(context)) || !(await deps.isOpen(token))) return over(context)
    const { name } = await context.req.parseBody()
    const said = typeof name === 'string' ? name.trim() : ''
    const begun = await deps.begin(token, said)
    return 'invitation' in begun ? context.redirect(`/desk/join/${begun.invitation}`, 303) : form(context, said, begun.faults)
  })
  return app
}
