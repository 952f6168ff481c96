import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { accountIdOf, actorOf } from '../../core/actor.ts'
import type { Actor, ActorRole } from '../../core/actor.ts'
import type { DeskDeps } from './desk-deps.ts'

const COOKIE = 'xd'
const HOUR = 3_600_000
const SHAPE = /^[\w-]{32,64}$/
const TOUCH_MS = 60_000

/** Who sees a whole county's matters, and who keeps the service: a one-time code beside the password, and signed out sooner. */
export const STRICT: ReadonlySet<ActorRole> = new Set<ActorRole>(['agency', 'bureau', 'administrator'])

/** How long a sign-in lasts: unused, and at the most. */
export const lifeOf = (role: ActorRole): { readonly idle: number; readonly most: number } =>
  STRICT.has(role) ? { idle: 2 * HOUR, most: 12 * HOUR } : { idle: 12 * HOUR, most: 7 * 24 * HOUR }

/** Somebody signed in. */
export type SignedIn = { readonly actor: Actor; readonly session: string; readonly token: string }

const rules = (context: Context, { https }: Pick<DeskDeps, 'https'>) => ({
  httpOnly: true,
  path: '/desk',
  secure: https || context.req.header('x-forwarded-proto') === 'https' || new URL(context.req.url).protocol === 'https:',
  sameSite: 'Lax' as const,
})

/** Who sends a request; undefined where nobody is signed in, their time is over, or they are no longer of the roster. */
export const signedIn = async (context: Context, deps: Pick<DeskDeps, 'accounts' | 'roster' | 'now'>): Promise<SignedIn | undefined> => {
  const token = getCookie(context, COOKIE)
  if (token === undefined || !SHAPE.test(token)) return undefined
  const now = deps.now()
  const session = await deps.accounts.session(token, now)
  const actor = session && actorOf(deps.roster(), session.accountId)
  if (!session || !actor) return undefined
  if (now - session.usedAt > lifeOf(actor.role).idle) {
    await deps.accounts.end(session.accountId, session.id)
    return undefined
  }
  if (now - session.usedAt > TOUCH_MS && isUse(context)) await deps.accounts.touch(session.id, now)
  return { actor, session: session.id, token }
}

/** Whether somebody is at it: what an open page asks by itself keeps nobody signed in. */
const isUse = ({ req }: Context): boolean =>
  req.method === 'POST' || (req.header('hx-request') === undefined && !(req.header('accept') ?? '').includes('text/event-stream'))

/** Signs somebody in at the browser that asks. */
export const signIn = async (context: Context, deps: Pick<DeskDeps, 'accounts' | 'now' | 'nextId' | 'secret' | 'https'>, actor: Actor): Promise<void> => {
  const token = deps.secret(32)
  const now = deps.now()
  const { most } = lifeOf(actor.role)
  const device = (context.req.header('user-agent') ?? '').slice(0, 200)
  await deps.accounts.open({ id: deps.nextId(), accountId: accountIdOf(actor), device, createdAt: now, usedAt: now, expiresAt: now + most }, token)
  await deps.accounts.audit({ at: now, actor: accountIdOf(actor), action: 'signed-in', subject: { kind: 'account', id: accountIdOf(actor) }, detail: '' })
  setCookie(context, COOKIE, token, { ...rules(context, deps), maxAge: most / 1_000 })
}

/** The browser forgets who was signed in. */
export const forget = (context: Context, deps: Pick<DeskDeps, 'https'>): void => void deleteCookie(context, COOKIE, rules(context, deps))
