import { accountIdOf } from '../../../core/actor.ts'
import { sayPast } from '../../../lang/index.ts'
import type { DeskDeps } from '../desk-deps.ts'
import { desk } from '../desk-route.ts'
import type { DeskPart } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { forget } from '../session.ts'

/** Who one is, where one is signed in, and signing out: here, at one device, everywhere. */
export const createMe = (deps: DeskDeps): DeskPart => {
  const { accounts, texts } = deps
  const page = desk('get', '/desk/me', 'see-own', async ({ actor, session, page }) => {
    const devices = await accounts.sessions(accountIdOf(actor), deps.now())
    return page({
      title: texts('me.title'),
      here: '',
      body: (
        <>
          <p>{texts('me.who', { name: actor.name, role: texts(`role.${actor.role}`), id: actor.staffId })}</p>
          <DeskForm action="/desk/sign-out">
            <button type="submit" class="main">
              {texts('me.sign-out')}
            </button>
          </DeskForm>
          <h2>{texts('me.chat')}</h2>
          <p>{texts('me.chat-how')}</p>
          <DeskForm action="/desk/me/bind">
            <input type="hidden" name="id" value={deps.nextId()} />
            <button type="submit">{texts('me.bind')}</button>
          </DeskForm>
          <h2>{texts('me.devices')}</h2>
          <ul class="list">
            {devices.map((one) => (
              <li>
                <strong>{deviceName(one.device, texts)}</strong>
                {one.id === session ? <span class="tag good">{texts('me.this')}</span> : ''}
                <span class="soft">{texts('me.used', { at: sayPast(one.usedAt, deps.now()) })}</span>
                {one.id === session ? (
                  ''
                ) : (
                  <DeskForm action="/desk/me/end">
                    <input type="hidden" name="session" value={one.id} />
                    <button type="submit">{texts('me.end')}</button>
                  </DeskForm>
                )}
              </li>
            ))}
          </ul>
          <DeskForm action="/desk/me/end">
            <button type="submit">{texts('me.end-all')}</button>
          </DeskForm>
        </>
      ),
    })
  })
  const bind = desk('post', '/desk/me/bind', 'see-own', async ({ actor, form, page }) => {
    const { id = deps.nextId() } = await form()
    const said = await deps.say(actor, { kind: 'text', text: texts('me.bind-word') }, id)
    const lines = said.kind === 'done' ? said.text.split('\n') : [texts('me.failed')]
    return page({
      title: texts('me.bind-title'),
      here: '',
      body: (
        <>
          <div class="card">
            {lines.map((line) => (
              <p>{line}</p>
            ))}
          </div>
          <a class="button" href="/desk/me">
            {texts('me.back')}
          </a>
        </>
      ),
    })
  })
  const out = desk('post', '/desk/sign-out', 'see-own', async ({ context, actor, session, goTo }) => {
    await accounts.end(accountIdOf(actor), session)
    forget(context, deps)
    return goTo('/desk/sign-in')
  })
  const end = desk('post', '/desk/me/end', 'see-own', async ({ context, actor, form, goTo }) => {
    const { session } = await form()
    await accounts.end(accountIdOf(actor), session)
    await accounts.audit({
      at: deps.now(),
      actor: accountIdOf(actor),
      action: session === undefined ? 'signed-out-everywhere' : 'device-signed-out',
      subject: { kind: 'account', id: accountIdOf(actor) },
      detail: '',
    })
    if (session !== undefined) return goTo('/desk/me', texts('me.ended'))
    forget(context, deps)
    return goTo('/desk/sign-in')
  })
  return { entries: [], routes: [page, bind, out, end] }
}

/** What a browser says it is, as people call it. */
const deviceName = (agent: string, texts: DeskDeps['texts']): string => {
  const kinds = ['MicroMessenger', 'iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux']
  return texts(`device.${kinds.find((kind) => agent.includes(kind)) ?? 'other'}`)
}
