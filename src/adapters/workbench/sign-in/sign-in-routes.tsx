import { Hono } from 'hono'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { accountIdOf, actorNamed, actorOf } from '../../../core/actor.ts'
import type { DeskDeps } from '../desk-deps.ts'
import { Outside } from '../frame.tsx'
import { isSameOrigin } from '../same-origin.ts'
import { signedIn, signIn, STRICT } from '../session.ts'
import { createChatCode } from './chat-code.tsx'
import { newSecret, otpAddress, stepOf } from './one-time-code.ts'
import { formOf } from './form-of.ts'
import { hashPassword, isPassword, PASSWORD_LEAST } from './password.ts'
import { JoinForm, SignInForm } from './sign-in-pages.tsx'
import { addressOf, createAddressLimit, waitAfter } from './throttle.ts'

const SECRET = /^[A-Z2-7]{32}$/

/** Signing in, and joining by an invitation. The only addresses of the workbench that are open to everybody. */
export const createSignIn = (deps: DeskDeps): Hono => {
  const { accounts, texts, now } = deps
  const app = new Hono()
  const mayTry = createAddressLimit(now)
  const show = (context: Context, title: string, body: Child, status: 200 | 400 | 403 | 410 | 429 = 200) =>
    context.html(html`<!doctype html>${<Outside deps={deps} title={title} body={body} />}`, status)
  const refused = (context: Context, name: string, why: string, status: 400 | 403 | 429 = 400) =>
    show(context, texts('sign-in.title'), <SignInForm texts={texts} name={name} why={texts(why)} />, status)

  app.get('/desk/sign-in', async (context) => {
    if (await signedIn(context, deps)) return context.redirect('/desk', 303)
    return show(context, texts('sign-in.title'), <SignInForm texts={texts} name="" />)
  })
  app.post('/desk/sign-in', async (context) => {
    const { name = '', password = '', code = '' } = await formOf(context)
    if (!isSameOrigin(context)) return refused(context, name, 'sign-in.foreign', 403)
    if (!mayTry(addressOf(context))) return refused(context, name, 'sign-in.too-often', 429)
    const actor = actorNamed(deps.roster(), name)
    const id = actor && accountIdOf(actor)
    const account = id === undefined ? undefined : await accounts.account(id)
    if (account && account.waitUntil > now()) return refused(context, name, 'sign-in.wait', 429)
    const right = await isPassword(password, account?.password)
    const step = account?.secret === undefined ? undefined : stepOf(account.secret, code, now())
    const strict = actor !== undefined && STRICT.has(actor.role)
    const coded = account?.secret === undefined ? !strict : step !== undefined
    if (!actor || !account || !right || !coded || !(await accounts.passed(account.id, step))) {
      if (account) await accounts.failed(account.id, now() + waitAfter(account.failures + 1))
      return refused(context, name, 'sign-in.wrong')
    }
    await signIn(context, deps, actor)
    return context.redirect('/desk', 303)
  })

  app.route('/', createChatCode(deps, mayTry))

  const joining = async (token: string) => {
    const id = await accounts.invited(token, now())
    return id === undefined ? undefined : actorOf(deps.roster(), id)
  }
  const over = (context: Context) => show(context, texts('join.title'), <p>{texts('join.over')}</p>, 410)
  const joinPage = (context: Context, actor: { readonly name: string; readonly role: Parameters<typeof STRICT.has>[0] }, secret: string, why?: string) =>
    show(
      context,
      texts('join.title'),
      <JoinForm
        texts={texts}
        name={actor.name}
        role={texts(`role.${actor.role}`)}
        least={PASSWORD_LEAST}
        {...(STRICT.has(actor.role) ? { otp: { secret, address: otpAddress(deps.service, actor.name, secret) } } : {})}
        {...(why === undefined ? {} : { why })}
      />,
      why === undefined ? 200 : 400,
    )
  app.get('/desk/join/:token', async (context) => {
    const actor = await joining(context.req.param('token'))
    return actor ? joinPage(context, actor, newSecret()) : over(context)
  })
  app.post('/desk/join/:token', async (context) => {
    const token = context.req.param('token')
    if (!isSameOrigin(context) || !mayTry(addressOf(context))) return over(context)
    const actor = await joining(token)
    if (!actor) return over(context)
    const { password = '', again = '', secret = '', code = '' } = await formOf(context)
    const strict = STRICT.has(actor.role)
    const kept = SECRET.test(secret) ? secret : newSecret()
    const wrong = (key: string) => joinPage(context, actor, kept, texts(key, { least: PASSWORD_LEAST }))
    if ([...password].length < PASSWORD_LEAST || password.includes(actor.name)) return wrong('join.short')
    if (password !== again) return wrong('join.unlike')
    if (strict && stepOf(kept, code, now()) === undefined) return wrong('join.code-wrong')
    if (!(await accounts.join(token, { password: await hashPassword(password), ...(strict ? { secret: kept } : {}) }, now()))) return over(context)
    await signIn(context, deps, actor)
    return context.redirect('/desk', 303)
  })
  return app
}
