import { authorise } from '../../../core/authorise.ts'
import type { Act } from '../../../core/authorise.ts'
import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import type { AdministrationDeps } from './administration-deps.ts'

/** Path of the pages of administration. */
export const ADMINISTRATION = '/desk/administration'

const PAGES: readonly (readonly [string, Act])[] = [
  ['users', 'invite-user'],
  ['roster', 'import-roster'],
  ['registry', 'import-registry'],
  ['audit', 'see-audit'],
  ['doors', 'see-doors'],
  ['queue', 'retry-queue'],
  ['retention', 'run-retention'],
  ['settings', 'see-configuration'],
]

/** Everything there is to administer, to each what is theirs. */
export const indexRoute = ({ texts }: AdministrationDeps): DeskRoute =>
  desk('get', ADMINISTRATION, 'see-audit', ({ actor, page }) =>
    page({
      title: texts('title'),
      here: ADMINISTRATION,
      body: (
        <ul class="entries">
          {PAGES.filter(([, act]) => authorise(actor, act, { kind: 'desk' })).map(([name]) => (
            <li>
              <a href={`${ADMINISTRATION}/${name}`}>
                <strong>{texts(`${name}.title`)}</strong>
                <span>{texts(`${name}.about`)}</span>
              </a>
            </li>
          ))}
        </ul>
      ),
    }),
  )
