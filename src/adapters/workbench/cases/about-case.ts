import type { Casework } from '../../../core/casework.ts'
import { about } from '../desk-route.ts'
import type { DeskRequest, DeskRoute } from '../desk-route.ts'
import type { CasesDeps } from './cases-deps.ts'

type Answer = Response | Promise<Response>
type Act = DeskRoute['act']

/** Routes about the case whose id stands in the address. */
export const aboutCase =
  (deps: Pick<CasesDeps, 'cases'>) =>
  (method: 'get' | 'post', path: string, act: Act, answer: (request: DeskRequest, casework: Casework) => Answer): DeskRoute =>
    about(
      method,
      `/desk/cases/:case${path}`,
      act,
      async ({ context }) => {
        const casework = await deps.cases.find(context.req.param('case') ?? '')
        return casework && { thing: thingOf(casework), value: casework }
      },
      answer,
    )

/** What a case is to `authorise`. */
export const thingOf = ({ officeId, townCode, villageCode, counselId }: Casework) => ({
  kind: 'case' as const,
  ...(officeId === undefined ? {} : { officeId }),
  ...(townCode === undefined ? {} : { townCode }),
  ...(villageCode === undefined ? {} : { villageCode }),
  ...(counselId === undefined ? {} : { counselId }),
})
