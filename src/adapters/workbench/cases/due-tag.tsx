import type { FC } from 'hono/jsx'
import type { Clock } from '../../../core/deadline.ts'
import { nearness, sayDue } from '../say-day.ts'
import type { CasesDeps } from './cases-deps.ts'

const CLASS = { late: 'tag bad', soon: 'tag soon', later: 'tag' } as const

/** A clock with its day: in words and in colour. */
export const DueTag: FC<{ readonly deps: Pick<CasesDeps, 'caseTexts' | 'days' | 'now' | 'texts'>; readonly clock: Clock }> = ({ deps, clock }) => {
  const now = deps.now()
  const name = deps.caseTexts(`clocks.${clock.id}`)
  const unverified = clock.verified ? '' : deps.caseTexts('unverified')
  if (clock.state === 'stopped') return <span class="tag">{deps.texts('stopped', { name })}</span>
  const near = nearness(clock.due, now)
  return <span class={CLASS[near]}>{`${deps.texts(`near.${near}`)}${name} ${sayDue(deps.days, clock.due, now)}${unverified}`}</span>
}
