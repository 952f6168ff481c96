import type { FC } from 'hono/jsx'
import type { Actor } from '../../../core/actor.ts'
import { uncovered } from '../../../core/coverage.ts'
import type { Gap } from '../../../core/coverage.ts'
import type { Load } from '../../../core/dispatch.ts'
import type { IsWorkday } from '../../../core/duty.ts'
import type { DeskOffers, OpenRequest } from '../../../ports/desk-offers.ts'
import type { DeskDeps } from '../desk-deps.ts'
import { desk } from '../desk-route.ts'
import type { DeskPart, DeskTexts } from '../desk-route.ts'
import { sayTime } from '../say-day.ts'
import { CounselTable } from './counsel-table.tsx'

/** What the page of dispatch needs. */
export type DispatchDeps = Pick<DeskDeps, 'roster' | 'now'> & {
  readonly texts: DeskTexts
  readonly days: DeskTexts
  readonly offers: DeskOffers
  readonly loads: () => ReadonlyMap<string, Load>
  readonly isWorkday: IsWorkday
}

const HERE = '/desk/dispatch'
const MINUTE = 60_000

/** Who is asked for whom just now, which villages nobody answers for, and what each counsel has in hand. */
export const createDispatch = (deps: DispatchDeps): DeskPart => {
  const { texts, offers, now } = deps
  const townsOf = ({ officeId, towns }: Actor) => (officeId === undefined ? undefined : towns)
  return {
    entries: [{ path: HERE, label: texts('title'), act: 'see-dispatch', count: async (actor) => (await offers.open(townsOf(actor))).length }],
    routes: [
      desk('get', HERE, 'see-dispatch', async ({ actor, page }) => {
        const towns = townsOf(actor)
        const gaps = uncovered(deps.roster(), now(), deps.isWorkday, towns)
        const body = (
          <>
            <h2>{texts('offers')}</h2>
            <Requests deps={deps} requests={await offers.open(towns)} />
            <h2>{texts('gaps', { count: gaps.length })}</h2>
            <Gaps deps={deps} gaps={gaps} />
            <h2>{texts('loads')}</h2>
            <CounselTable deps={deps} towns={towns} />
          </>
        )
        return page({ title: texts('title'), here: HERE, body })
      }),
    ],
  }
}

const placeOf = (deps: DispatchDeps, { townCode, villageCode }: Pick<OpenRequest, 'townCode' | 'villageCode'>): string => {
  const { towns, villages } = deps.roster()
  const place = `${towns.find(({ code }) => code === townCode)?.name ?? ''}${villages.find(({ code }) => code === villageCode)?.name ?? ''}`
  return place === '' ? deps.texts('no-place') : place
}

const Requests: FC<{ readonly deps: DispatchDeps; readonly requests: readonly OpenRequest[] }> = ({ deps, requests }) => {
  const { texts, now } = deps
  if (requests.length === 0) return <p class="empty">{texts('no-offers')}</p>
  const { counsel } = deps.roster()
  return (
    <ul class="list">
      {requests.map((one) => {
        const minutes = Math.floor((now() - one.requestedAt) / MINUTE)
        const asked = one.offers.map(
          ({ counselId, status }) => `${counsel.find(({ id }) => id === counselId)?.name ?? counselId}（${texts(`offer.${status}`)}）`,
        )
        return (
          <li>
            <strong>
              #{one.number} {placeOf(deps, one)}
            </strong>
            {one.urgent ? <span class="tag bad">{texts('urgent')}</span> : ''}
            <span class={minutes >= 120 ? 'tag bad' : minutes >= 15 ? 'tag soon' : 'tag'}>{texts('waits', { minutes })}</span>
            <span class="tag">{one.target === 'office' ? texts('at-office') : texts(`step.${one.step}`)}</span>
            {one.neutral ? '' : <span>{one.topic}</span>}
            <small class="whole">{asked.length > 0 ? texts('asked', { list: asked.join('、') }) : texts('asked-nobody')}</small>
          </li>
        )
      })}
    </ul>
  )
}

const Gaps: FC<{ readonly deps: DispatchDeps; readonly gaps: readonly Gap[] }> = ({ deps, gaps }) => {
  const { texts, days, now } = deps
  if (gaps.length === 0) return <p class="empty">{texts('no-gaps')}</p>
  const { towns } = deps.roster()
  const byTown = towns.flatMap((town) => {
    const own = gaps.filter(({ village }) => village.townCode === town.code)
    return own.length > 0 ? [{ town, own }] : []
  })
  return (
    <div class="list">
      {byTown.map(({ town, own }) => (
        <details>
          <summary>{texts('town-gaps', { town: town.name, count: own.length, none: own.filter(({ counsel }) => counsel.length === 0).length })}</summary>
          <ul>
            {own.map(({ village, counsel, nextAt }) => (
              <li>
                {village.name}：
                {counsel.length === 0
                  ? texts('no-counsel')
                  : `${counsel.map(({ name }) => name).join('、')}，${nextAt === undefined ? texts('not-soon') : texts('next', { at: sayTime(days, nextAt, now()) })}`}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  )
}
