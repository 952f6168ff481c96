import { accountIdOf } from '../../../core/actor.ts'
import { sayPast } from '../../../lang/index.ts'
import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import type { AdministrationDeps } from './administration-deps.ts'
import { ADMINISTRATION } from './index-page.tsx'

const MOST = 200
const PATH = `${ADMINISTRATION}/queue`

/** What waits, what was not sent, what was not decided: to be tried again. Of the messages themselves nothing is shown. */
export const queueRoutes = ({ administration, accounts, texts, now, wake, readiness }: AdministrationDeps): readonly DeskRoute[] => [
  desk('get', PATH, 'retry-queue', async ({ page }) => {
    const [sendings, turns, ready] = await Promise.all([administration.sendings(MOST), administration.turns(MOST), readiness()])
    return page({
      title: texts('queue.title'),
      here: ADMINISTRATION,
      body: (
        <>
          <p class="row">
            <span class={ready.ready ? 'tag good' : 'tag bad'}>{texts(ready.ready ? 'queue.ready' : 'queue.not-ready')}</span>
            <span class="soft">{texts('queue.lag', { turn: Math.round(ready.lagMs / 1_000), send: Math.round(ready.sendLagMs / 1_000) })}</span>
          </p>
          <h2>{texts('queue.sendings', { count: sendings.length })}</h2>
          {sendings.length === 0 ? (
            <p class="empty">{texts('queue.no-sendings')}</p>
          ) : (
            <>
              <Again texts={texts} what="sendings" ids={sendings.map(({ id }) => id)} label={texts('queue.all')} />
              <ul class="list">
                {sendings.map(({ id, channel, state, attempts, at, error }) => (
                  <li>
                    <span class={state === 'dead' ? 'tag bad' : 'tag soon'}>{texts(`queue.${state}`)}</span>
                    <span>{texts(`door.${channel}`)}</span>
                    <span class="soft">{texts('queue.tried', { at: sayPast(at, now()), attempts })}</span>
                    {error === '' ? '' : <code>{error}</code>}
                    <Again texts={texts} what="sendings" ids={[id]} label={texts('queue.again')} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2>{texts('queue.turns', { count: turns.length })}</h2>
          {turns.length === 0 ? (
            <p class="empty">{texts('queue.no-turns')}</p>
          ) : (
            <ul class="list">
              {turns.map(({ id, channel, attempts, at }) => (
                <li>
                  <span class="tag bad">{texts('queue.parked')}</span>
                  <span>{texts(`door.${channel}`)}</span>
                  <span class="soft">{texts('queue.tried', { at: sayPast(at, now()), attempts })}</span>
                  <Again texts={texts} what="turns" ids={[id]} label={texts('queue.again')} />
                </li>
              ))}
            </ul>
          )}
        </>
      ),
    })
  }),
  desk('post', PATH, 'retry-queue', async ({ actor, form, goTo }) => {
    const { what, ids = '' } = await form()
    const wanted = ids
      .split(',')
      .filter((id) => /^\d+$/.test(id))
      .map(Number)
    const count = what === 'turns' ? await administration.turnAgain(wanted) : await administration.sendAgain(wanted, now())
    await accounts.audit({
      at: now(),
      actor: accountIdOf(actor),
      action: 'queue-retried',
      subject: { kind: what === 'turns' ? 'inbox' : 'outbox', id: wanted.slice(0, 20).join(',') },
      detail: String(count),
    })
    await wake()
    return goTo(PATH, texts('queue.done', { count }))
  }),
]

const Again = ({
  texts,
  what,
  ids,
  label,
}: {
  readonly texts: AdministrationDeps['texts']
  readonly what: string
  readonly ids: readonly number[]
  readonly label: string
}) => (
  <DeskForm action={PATH}>
    <input type="hidden" name="what" value={what} />
    <input type="hidden" name="ids" value={ids.join(',')} />
    <button type="submit" title={texts('queue.again-how')}>
      {label}
    </button>
  </DeskForm>
)
