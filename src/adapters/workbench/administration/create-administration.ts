import type { DeskPart } from '../desk-route.ts'
import type { AdministrationDeps } from './administration-deps.ts'
import { auditRoute } from './audit.tsx'
import { doorRoutes } from './doors.tsx'
import { ADMINISTRATION, indexRoute } from './index-page.tsx'
import { keepingRoutes } from './keeping.tsx'
import { queueRoutes } from './queue.tsx'
import { registerRoutes } from './registers.tsx'
import { rosterRoutes } from './rosters.tsx'
import { userRoutes } from './users.tsx'

/** Administration: by who keeps the service, parts of it by the bureau. */
export const createAdministration = (deps: AdministrationDeps): DeskPart => ({
  entries: [{ path: ADMINISTRATION, label: deps.texts('title'), act: 'see-audit' }],
  routes: [
    indexRoute(deps),
    ...userRoutes(deps),
    ...rosterRoutes(deps),
    ...registerRoutes(deps),
    auditRoute(deps),
    ...doorRoutes(deps),
    ...queueRoutes(deps),
    ...keepingRoutes(deps),
  ],
})
