import type { FC } from 'hono/jsx'
import { addDays, civilDate, compareDates, daysInMonth, isoDate, toMs, weekday } from '../../../lang/index.ts'
import type { CivilDate } from '../../../lang/index.ts'
import { DeskForm } from '../frame.tsx'
import { clockTime, nearness, sayDue } from '../say-day.ts'
import { calendarAddress } from './calendar-address.ts'
import type { CalendarDeps, DayEntry } from './calendar-routes.tsx'

type Props = {
  readonly deps: CalendarDeps
  readonly month: CivilDate
  readonly view: 'list' | 'month'
  readonly all: boolean
  readonly entries: readonly DayEntry[]
  readonly formId: string
}

/** A month of days; as a list with what is past its day at the top. */
export const CalendarPage: FC<Props> = (props) => {
  const { deps, month, view, all, formId } = props
  const { texts } = deps
  return (
    <>
      <p class="row tabs">
        <a class="button" href={calendarAddress(month, view, all, -1)} aria-label={texts('before')}>
          ‹
        </a>
        <strong>{texts('month', { year: month.year, month: month.month })}</strong>
        <a class="button" href={calendarAddress(month, view, all, 1)} aria-label={texts('after')}>
          ›
        </a>
        {(['list', 'month'] as const).map((one) => (
          <a class="button" href={calendarAddress(month, one, all)} aria-current={view === one ? 'true' : undefined}>
            {texts(`view.${one}`)}
          </a>
        ))}
        <a class="button" href={calendarAddress(month, view, !all)}>
          {texts(all ? 'mine' : 'all')}
        </a>
      </p>
      {view === 'month' ? <Month {...props} /> : <List {...props} />}
      <h2>{texts('address')}</h2>
      <p>{texts('address-why')}</p>
      <div class="row">
        {(['issue', 'off'] as const).map((what) => (
          <DeskForm action="/desk/calendar/address">
            <input type="hidden" name="id" value={`${formId}-${what}`} />
            <input type="hidden" name="what" value={what} />
            <button type="submit">{texts(`address-${what}`)}</button>
          </DeskForm>
        ))}
      </div>
    </>
  )
}

const inOrder = (a: DayEntry, b: DayEntry): number => compareDates(a.day, b.day) || (a.minute ?? 0) - (b.minute ?? 0)
const endOf = (day: CivilDate): number => toMs(addDays(day, 1)) - 1

const List: FC<Props> = ({ deps, month, entries }) => {
  const { texts, days, now } = deps
  const last = { ...month, day: daysInMonth(month.year, month.month) }
  const isNow = month.year === civilDate(now()).year && month.month === civilDate(now()).month
  const late = isNow ? entries.filter(({ day, kind }) => kind !== 'hearing' && kind !== 'appointment' && endOf(day) < now()) : []
  const shown = entries.filter(
    (one) => compareDates(one.day, month) >= 0 && compareDates(one.day, last) <= 0 && !late.includes(one) && (!isNow || endOf(one.day) >= now()),
  )
  if (shown.length + late.length === 0) return <p class="empty">{texts('empty')}</p>
  return (
    <>
      {late.length > 0 ? <h2>{texts('late', { count: late.length })}</h2> : ''}
      {[late, shown].map((some) =>
        some.length === 0 ? (
          ''
        ) : (
          <ul class="list">
            {[...some].sort(inOrder).map((one) => {
              const near = nearness(endOf(one.day), now())
              return (
                <li>
                  <span class={near === 'late' ? 'tag bad' : near === 'soon' ? 'tag soon' : 'tag'}>
                    {sayDue(days, endOf(one.day), now())}
                    {one.minute === undefined ? '' : ` ${clockTime(one.minute)}`}
                  </span>
                  <span class="tag">{texts(`kind.${one.kind}`)}</span>
                  <a href={one.link}>{one.title}</a>
                  <small class="whole">{one.note}</small>
                </li>
              )
            })}
          </ul>
        ),
      )}
    </>
  )
}

const IN_A_DAY = 4

const Month: FC<Props> = ({ deps, month, entries, all }) => {
  const { texts, days, now } = deps
  const today = isoDate(civilDate(now()))
  const first = addDays(month, -((weekday(month) + 6) % 7))
  const weeks = Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, day) => addDays(first, week * 7 + day))).filter((week) =>
    week.some((day) => day.month === month.month),
  )
  const byDay = new Map<string, DayEntry[]>()
  for (const one of [...entries].sort(inOrder)) byDay.set(isoDate(one.day), [...(byDay.get(isoDate(one.day)) ?? []), one])
  return (
    <section class="table" tabindex={0} aria-label={texts('view.month')}>
      <table class="month">
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 0].map((day) => (
              <th scope="col">{days(`weekday.${day}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr>
              {week.map((day) => {
                const own = byDay.get(isoDate(day)) ?? []
                return (
                  <td class={isoDate(day) === today ? 'today' : day.month === month.month ? undefined : 'other'}>
                    <strong>{day.day}</strong>
                    <ul>
                      {own.slice(0, IN_A_DAY).map((one) => (
                        <li class={one.kind}>
                          <a href={one.link}>
                            {one.minute === undefined ? '' : `${clockTime(one.minute)} `}
                            {one.title}
                          </a>
                        </li>
                      ))}
                    </ul>
                    {own.length > IN_A_DAY ? <a href={calendarAddress(month, 'list', all)}>{texts('more', { count: own.length - IN_A_DAY })}</a> : ''}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
