import { randomInt } from 'node:crypto'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { accountIdOf, actorNamed } from '../../../core/actor.ts'
import type { DeskDeps } from '../desk-deps.ts'
import { Outside } from '../frame.tsx'
import { isSameOrigin } from '../same-origin.ts'
import { signIn, STRICT } from '../session.ts'
import { formOf } from './form-of.ts'
import { stepOf } from './one-time-code.ts'
import { ChatCodeForm, ChatNameForm } from './sign-in-pages.tsx'
import { addressOf, waitAfter } from './throttle.ts'

/** Signing in by a code that is sent to the person's own chat, in place of the password. Who sees the county gives the code of the phone as well. */
export const createChatCode = (deps: DeskDeps, mayTry: (address: string) => boolean): Hono => {
  const { accounts, texts, now } = deps
  const app = new Hono()
  const show = (context: Context, body: Child, status: 200 | 400 | 429 = 200) =>
    context.html(html`<!doctype html>${<Outside deps={deps} title={texts('chat-code.title')} body={body} />}`, status)

  app.get('/desk/sign-in/chat', (context) => show(context, <ChatNameForm texts={texts} />))
  app.post('/desk/sign-in/chat', async (context) => {
    const { name = '' } = await formOf(context)
    if (!isSameOrigin(context) || !mayTry(addressOf(context))) return show(context, <ChatNameForm texts={texts} why={texts('sign-in.too-often')} />, 429)
    const actor = actorNamed(deps.roster(), name)
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    // Whether there is such a person, and whether they have a chat, is not said.
    if (actor) await accounts.sendCode(actor, code, texts('chat-code.words', { code }), now())
    return show(context, <ChatCodeForm texts={texts} name={name} />)
  })
  app.post('/desk/sign-in/chat/code', async (context) => {
    const { name = '', code = '', phone = '' } = await formOf(context)
    const refused = (why: string, status: 400 | 429 = 400) => show(context, <ChatCodeForm texts={texts} name={name} why={texts(why)} />, status)
    if (!isSameOrigin(context) || !mayTry(addressOf(context))) return refused('sign-in.too-often', 429)
    const actor = actorNamed(deps.roster(), name)
    const account = actor && (await accounts.account(accountIdOf(actor)))
    if (!actor || !account) return refused('chat-code.wrong')
    if (account.waitUntil > now()) return refused('sign-in.wait', 429)
    const step = account.secret === undefined ? undefined : stepOf(account.secret, phone, now())
    const phoned = account.secret === undefined ? !STRICT.has(actor.role) : step !== undefined
    // A wrong code of the phone uses the other one up as well.
    const right = await accounts.useCode(account.id, code.replace(/\s/g, ''), now())
    if (!right || !phoned || !(await accounts.passed(account.id, step))) {
      await accounts.failed(account.id, now() + waitAfter(account.failures + 1))
      return refused('chat-code.wrong')
    }
    await signIn(context, deps, actor)
    return context.redirect('/desk', 303)
  })
  return app
}
