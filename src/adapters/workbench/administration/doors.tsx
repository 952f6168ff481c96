import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { sayPast } from '../../../lang/index.ts'
import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import type { AdministrationDeps, DoorState } from './administration-deps.ts'
import { ADMINISTRATION } from './index-page.tsx'

const PATH = `${ADMINISTRATION}/doors`

/** How each door stands; WeChat's login is scanned here. */
export const doorRoutes = (deps: AdministrationDeps): readonly DeskRoute[] => [
  desk('get', PATH, 'see-doors', async ({ page }) =>
    page({ title: deps.texts('doors.title'), here: ADMINISTRATION, body: <Doors deps={deps} doors={await deps.doors()} /> }),
  ),
  desk('get', `${PATH}/now`, 'see-doors', async ({ piece }) => piece(<Doors deps={deps} doors={await deps.doors()} />)),
]

/** Asks again each five seconds: a code to scan is good for a short time. */
const Doors = ({ deps: { texts, now }, doors }: { readonly deps: AdministrationDeps; readonly doors: readonly DoorState[] }) => (
  <div hx-get={`${PATH}/now`} hx-trigger="every 5s" hx-swap="outerHTML">
    {doors.map(({ id, on, up, about, wechat }) => (
      <section class="card">
        <h2>{texts(`door.${id}`)}</h2>
        <p class="row">
          <span class={!on ? 'tag' : up === false ? 'tag bad' : 'tag good'}>{texts(!on ? 'doors.off' : up === false ? 'doors.down' : 'doors.on')}</span>
          {about.map((line) => (
            <span class="soft">{line === 'allowed' || line === 'never' ? texts(`doors.${line}`) : line}</span>
          ))}
        </p>
        {on ? '' : <p class="soft">{texts(`doors.how.${id}`)}</p>}
        {wechat ? (
          <>
            <p>
              {texts(`doors.wechat.${wechat.state}`)}
              {wechat.account === undefined ? '' : `（${wechat.account}）`} <span class="soft">{sayPast(wechat.since, now())}</span>
            </p>
            {wechat.qr === undefined || wechat.state === 'online' ? (
              ''
            ) : (
              <figure class="qr">
                {raw(renderSVG(wechat.qr, { border: 2 }))}
                <figcaption>{texts('doors.scan')}</figcaption>
              </figure>
            )}
          </>
        ) : (
          ''
        )}
      </section>
    ))}
  </div>
)
