import { accountIdOf } from '../../../core/actor.ts'
import { GAP_KEPT_MS } from '../../../core/gap.ts'
import { sayPast } from '../../../lang/index.ts'
import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import type { AdministrationDeps } from './administration-deps.ts'
import { ADMINISTRATION } from './index-page.tsx'

const DAY = 86_400_000
const RUNS = 30
const RETENTION = `${ADMINISTRATION}/retention`

/** How long things are kept, what was deleted, and the settings as the program runs with them. */
export const keepingRoutes = ({ administration, texts, settings, purge, now }: AdministrationDeps): readonly DeskRoute[] => [
  desk('get', RETENTION, 'run-retention', async ({ page }) => {
    const runs = await administration.audit({ action: 'retention-run' }, RUNS)
    return page({
      title: texts('retention.title'),
      here: ADMINISTRATION,
      body: (
        <>
          <p>{texts('retention.how')}</p>
          <ul>
            {['referrals', 'links', 'gaps', 'texts', 'registers', 'drafts'].map((kind) => (
              <li>{texts(`retention.${kind}`, { days: GAP_KEPT_MS / DAY })}</li>
            ))}
          </ul>
          <DeskForm action={RETENTION}>
            <button type="submit" class="main">
              {texts('retention.do')}
            </button>
          </DeskForm>
          <h2>{texts('retention.runs')}</h2>
          {runs.length === 0 ? (
            <p class="empty">{texts('retention.none')}</p>
          ) : (
            <ul class="list">
              {runs.map(({ at, actor, detail }) => (
                <li>
                  <span>{sayPast(at, now())}</span>
                  <span>{texts('retention.count', { count: detail })}</span>
                  <span class="soft">{texts(actor.kind === 'system' ? 'retention.by-itself' : 'retention.by-hand')}</span>
                </li>
              ))}
            </ul>
          )}
        </>
      ),
    })
  }),
  desk('post', RETENTION, 'run-retention', async ({ actor, goTo }) => goTo(RETENTION, texts('retention.done', { count: await purge(accountIdOf(actor)) }))),
  desk('get', `${ADMINISTRATION}/settings`, 'see-configuration', ({ page }) =>
    page({
      title: texts('settings.title'),
      here: ADMINISTRATION,
      body: (
        <>
          <p class="soft">{texts('settings.how')}</p>
          <ul class="list">
            {settings().map(({ name, value, secret }) => (
              <li>
                <code class="grow">{name}</code>
                {value === undefined ? (
                  <span class="soft">{texts('settings.unset')}</span>
                ) : secret ? (
                  <span class="tag good">{texts('settings.secret')}</span>
                ) : (
                  <span>{value}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      ),
    }),
  ),
]
