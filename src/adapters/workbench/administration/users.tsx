import { accountIdOf, actorOf, actorsOf } from '../../../core/actor.ts'
import type { Actor } from '../../../core/actor.ts'
import { INVITATION_MS } from '../../../core/invitation.ts'
import { staffRoles } from '../../../core/staff-role.ts'
import { sayPast } from '../../../lang/index.ts'
import { desk } from '../desk-route.ts'
import type { DeskRequest, DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import type { AdministrationDeps } from './administration-deps.ts'
import { ADMINISTRATION } from './index-page.tsx'
import { StaffForm } from './staff-form.tsx'

const DAY = 86_400_000
/** A county has more grid workers than anybody reads. */
const MOST = 100
const PATH = `${ADMINISTRATION}/users`

/** Who works with the desk: invited, signed in, taken out, given another role. */
export const userRoutes = (deps: AdministrationDeps): readonly DeskRoute[] => {
  const { accounts, texts, frame, now } = deps
  const audit = (actor: Actor, action: string, id: string, detail = '') =>
    accounts.audit({ at: now(), actor: accountIdOf(actor), action, subject: { kind: 'account', id }, detail })
  const stateOf = async (id: string, known: ReadonlyMap<string, boolean>) => {
    const sessions = known.has(id) ? await accounts.sessions(id, now()) : []
    return { id, state: known.get(id) === undefined ? 'none' : known.get(id) ? 'joined' : 'invited', devices: sessions.length, used: sessions[0]?.usedAt }
  }
  const list = async ({ context, page }: DeskRequest) => {
    const said = (context.req.query('q') ?? '').trim()
    const known = new Map((await accounts.accounts()).map(({ id, password }) => [id, password !== undefined]))
    const actors = actorsOf(deps.roster()).filter(({ name, staffId }) => name.includes(said) || staffId.includes(said))
    const rows = await Promise.all(actors.slice(0, MOST).map(async (actor) => ({ actor, ...(await stateOf(accountIdOf(actor), known)) })))
    return page({
      title: texts('users.title'),
      here: ADMINISTRATION,
      body: (
        <>
          <DeskForm action={PATH} method="get" class="row search">
            <input type="search" name="q" value={said} aria-label={texts('users.search')} placeholder={texts('users.search')} />
            <button type="submit">{texts('users.find')}</button>
          </DeskForm>
          <details class="card">
            <summary>{texts('users.add')}</summary>
            <StaffForm deps={deps} entry={{ id: '', name: '', role: 'clerk', officeId: '' }} />
          </details>
          {rows.length === 0 ? <p class="empty">{texts('users.none')}</p> : ''}
          {actors.length > MOST ? <p class="soft">{texts('users.many', { count: actors.length, shown: MOST })}</p> : ''}
          <ul class="list">
            {rows.map(({ actor, id, state, devices, used }) => (
              <li>
                <a class="grow" href={`${PATH}/${encodeURIComponent(id)}`}>
                  {actor.name}
                </a>
                <span class="soft">{frame(`role.${actor.role}`)}</span>
                <span class={state === 'joined' ? 'tag good' : state === 'invited' ? 'tag soon' : 'tag'}>{texts(`users.state.${state}`)}</span>
                {used === undefined ? '' : <span class="soft">{texts('users.used', { at: sayPast(used, now()), devices })}</span>}
              </li>
            ))}
          </ul>
        </>
      ),
    })
  }
  const show = async ({ page }: DeskRequest, actor: Actor, link?: string, faults: readonly string[] = []) => {
    const id = accountIdOf(actor)
    const account = await accounts.account(id)
    const devices = await accounts.sessions(id, now())
    const state = account === undefined ? 'none' : account.password === undefined ? 'invited' : 'joined'
    const staff = deps.roster().staff.find((one) => id === `staff:${one.id}`)
    return page(
      {
        title: actor.name,
        here: ADMINISTRATION,
        body: (
          <>
            {faults.map((fault) => (
              <p class="wrong">{fault}</p>
            ))}
            {link === undefined ? (
              ''
            ) : (
              <div class="card" role="status">
                <p>{texts('users.link', { name: actor.name, days: INVITATION_MS / DAY })}</p>
                <p>
                  <code>{link}</code>
                </p>
              </div>
            )}
            <p class="row">
              <span class="tag">{frame(`role.${actor.role}`)}</span>
              <span class={state === 'joined' ? 'tag good' : state === 'invited' ? 'tag soon' : 'tag'}>{texts(`users.state.${state}`)}</span>
              <span class="soft">{texts('users.id', { id: actor.staffId })}</span>
              <span class="soft">{texts('users.devices', { count: devices.length })}</span>
            </p>
            <DeskForm action={`${PATH}/act`} class="row">
              <input type="hidden" name="id" value={id} />
              <button type="submit" name="what" value="invite" class="main">
                {texts(state === 'joined' ? 'users.invite-again' : 'users.invite')}
              </button>
              {devices.length === 0 ? (
                ''
              ) : (
                <button type="submit" name="what" value="sign-out">
                  {texts('users.sign-out')}
                </button>
              )}
              {state === 'none' ? (
                ''
              ) : (
                <button type="submit" name="what" value="block" class="danger">
                  {texts('users.block')}
                </button>
              )}
            </DeskForm>
            <p class="soft">{texts('users.how')}</p>
            {staff ? (
              <details class="card">
                <summary>{texts('users.change')}</summary>
                <StaffForm deps={deps} entry={{ ...staff, officeId: staff.officeId ?? '' }} />
              </details>
            ) : (
              <p class="soft">{texts('users.by-roster')}</p>
            )}
          </>
        ),
      },
      faults.length === 0 ? 200 : 400,
    )
  }
  return [
    desk('get', PATH, 'invite-user', list),
    desk('get', `${PATH}/:id`, 'invite-user', (request) => {
      const actor = actorOf(deps.roster(), request.context.req.param('id') ?? '')
      return actor ? show(request, actor) : request.goTo(PATH, texts('users.none'))
    }),
    desk('post', `${PATH}/act`, 'invite-user', async (request) => {
      const { id = '', what } = await request.form()
      const actor = actorOf(deps.roster(), id)
      if (!actor) return request.goTo(PATH, texts('users.none'))
      const own = id === accountIdOf(request.actor)
      if (what === 'invite') {
        const token = deps.secret(24)
        await accounts.invite(id, token, now(), now() + INVITATION_MS)
        await audit(request.actor, 'invited', id)
        return show(request, actor, `${deps.address() ?? new URL(request.context.req.url).origin}/desk/join/${token}`)
      }
      if (what === 'block' && own) return show(request, actor, undefined, [texts('users.not-oneself')])
      if (what === 'block') await accounts.remove(id)
      else await accounts.end(id)
      await audit(request.actor, what === 'block' ? 'account-blocked' : 'signed-out-everywhere', id)
      return request.goTo(
        own ? '/desk' : `${PATH}/${encodeURIComponent(id)}`,
        texts(what === 'block' ? 'users.blocked' : 'users.signed-out', { name: actor.name }),
      )
    }),
    desk('post', `${PATH}/staff`, 'invite-user', async (request) => {
      const { id = '', name = '', role = '', officeId = '' } = await request.form()
      const before = deps.roster().staff.find((one) => one.id === id)
      if (before && `staff:${id}` === accountIdOf(request.actor) && role !== before.role)
        return show(request, request.actor, undefined, [texts('users.not-oneself')])
      const office = staffRoles.some((one) => one === role) && OF_OFFICE.has(role) ? officeId : ''
      const faults =
        OF_OFFICE.has(role) && office === ''
          ? [texts('users.office-wanted')]
          : await deps.imports.writeStaff(request.actor, { id, name: name.trim(), role, officeId: office })
      // Whoever has another role now signs in anew.
      if (before && faults.length === 0) await accounts.end(`staff:${id}`)
      const actor = before && actorOf(deps.roster(), `staff:${id}`)
      if (faults.length === 0) return request.goTo(PATH, texts('users.written', { name }))
      return actor ? show(request, actor, undefined, faults) : request.goTo(PATH, faults.join(' '))
    }),
  ]
}

/** Roles that work in a judicial office. */
const OF_OFFICE: ReadonlySet<string> = new Set(['clerk', 'office-head', 'mediator', 'correction-officer'])
