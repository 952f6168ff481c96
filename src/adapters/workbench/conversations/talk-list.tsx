import type { FC } from 'hono/jsx'
import type { Actor } from '../../../core/actor.ts'
import type { TalkRow } from '../../../ports/desk-talks.ts'
import type { TalkDeps } from './talk-deps.ts'
import { standing } from './talk-deps.ts'

/** Requests as a list: for a counsel those to take and those in hand, for an office all of its towns. `open`: number of the one shown beside it. */
export const TalkList: FC<{
  readonly deps: TalkDeps
  readonly actor: Actor
  readonly rows: readonly TalkRow[]
  readonly closed: readonly TalkRow[]
  readonly open?: number | undefined
}> = ({ deps, actor, rows, closed, open }) => {
  const { texts } = deps
  const mine = rows.filter((one) => standing(actor, one) === 'talks')
  const waiting = rows.filter((one) => standing(actor, one) !== 'talks' && one.status === 'offered')
  const asked = rows.filter((one) => standing(actor, one) === 'asked' && one.status === 'accepted')
  const others = rows.filter((one) => standing(actor, one) === 'sees' && one.status === 'accepted')
  const group = (key: string, list: readonly TalkRow[]) =>
    list.length === 0 ? (
      ''
    ) : (
      <>
        <h2>{texts(`list.${key}`, { count: list.length })}</h2>
        <ul class="list talks">
          {list.map((one) => (
            <li>
              <TalkLink deps={deps} actor={actor} talk={one} current={one.number === open} />
            </li>
          ))}
        </ul>
      </>
    )
  const loud = (actor.role === 'counsel' ? waiting.length + asked.length : 0) + mine.reduce((sum, one) => sum + one.unread, 0)
  return (
    <div
      id="talk-list"
      data-loud={loud}
      data-waits={waitsFor(actor, rows)}
      hx-get={`/desk/talks/list${open === undefined ? '' : `?open=${open}`}`}
      hx-trigger="refresh"
      hx-swap="outerHTML"
    >
      {rows.length === 0 ? <p class="empty">{texts(actor.role === 'counsel' ? 'list.empty' : 'list.empty-office')}</p> : ''}
      {group('mine', mine)}
      {group('waiting', [...waiting, ...asked])}
      {group('others', others)}
      {group('closed', closed)}
    </div>
  )
}

/** How much waits for an actor: what they have not read, and what nobody has taken. */
export const waitsFor = (actor: Actor, rows: readonly TalkRow[]): number =>
  rows.reduce((sum, one) => sum + (standing(actor, one) === 'talks' ? one.unread : actor.role === 'counsel' || one.target === 'office' ? 1 : 0), 0)

const TalkLink: FC<{ readonly deps: TalkDeps; readonly actor: Actor; readonly talk: TalkRow; readonly current: boolean }> = ({
  deps,
  actor,
  talk,
  current,
}) => {
  const { texts } = deps
  const known = standing(actor, talk) === 'talks'
  return (
    <a href={`/desk/talks/${talk.number}`} aria-current={current ? 'page' : undefined}>
      <span class="first">
        <strong>{known ? texts('list.named', { number: talk.number, name: talk.partyName }) : texts('list.unnamed', { number: talk.number })}</strong>
        {talk.unread > 0 && known ? <b class="count">{texts('list.unread', { count: talk.unread })}</b> : ''}
        {talk.urgency === 'urgent' ? <span class="tag bad">{texts('urgent')}</span> : ''}
        {talk.neutral && known ? <span class="tag soon">{texts('careful')}</span> : ''}
      </span>
      <span class="soft">
        {deps.townName(talk.townCode)} · {talk.topic}
      </span>
      <span class="soft">
        {talk.status === 'offered'
          ? texts('list.waits', { span: spanWords(deps, deps.now() - talk.requestedAt) })
          : talk.status === 'closed'
            ? texts('list.ended', { conclusion: talk.conclusion ? talk.conclusion : texts('list.no-conclusion') })
            : known
              ? texts('list.since', { span: spanWords(deps, deps.now() - (talk.acceptedAt ?? talk.requestedAt)) })
              : texts('list.held', { name: talk.counselId === undefined ? '' : deps.counselName(talk.counselId) })}
      </span>
    </a>
  )
}

/** How long something lasts: 刚刚, 12分钟, 3小时, 2天. */
export const spanWords = ({ texts }: Pick<TalkDeps, 'texts'>, ms: number): string => {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return texts('span.now')
  if (minutes < 60) return texts('span.minutes', { count: minutes })
  return minutes < 48 * 60 ? texts('span.hours', { count: Math.floor(minutes / 60) }) : texts('span.days', { count: Math.floor(minutes / 1_440) })
}

/** Turns the sound of new messages on at this device, or off. */
export const Sound: FC<{ readonly deps: TalkDeps }> = ({ deps }) => (
  <button type="button" id="sound" aria-pressed="false" data-on={deps.texts('sound-on')} data-off={deps.texts('sound-off')}>
    {deps.texts('sound-off')}
  </button>
)
