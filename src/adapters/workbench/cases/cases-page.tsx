import type { FC } from 'hono/jsx'
import type { Actor } from '../../../core/actor.ts'
import { caseStatuses } from '../../../core/case-status.ts'
import { sayPast } from '../../../lang/index.ts'
import { DeskForm } from '../frame.tsx'
import { addressOf, caseSorts, plainFilter } from './case-filter.ts'
import type { CaseFilter } from './case-filter.ts'
import type { CaseRow } from './case-rows.ts'
import type { CasesDeps } from './cases-deps.ts'
import { CaseHead } from './case-head.tsx'

/** Rows of one page of a list. */
export const ROWS = 50

type Props = { readonly deps: CasesDeps; readonly actor: Actor; readonly filter: CaseFilter; readonly rows: readonly CaseRow[]; readonly count: number }

/** The list or the board of cases, with what it is cut to. */
export const CasesPage: FC<Props> = (props) => {
  const { deps, filter, count, rows } = props
  return (
    <>
      <Views {...props} />
      <Filter {...props} />
      <p class="soft" role="status">
        {deps.texts('count', { count })}
      </p>
      {count === 0 ? <p class="empty">{deps.texts(filter.whose === 'mine' && filter.view === 'list' ? 'empty-mine' : 'empty')}</p> : ''}
      {filter.view === 'board' ? <Board {...props} /> : count === 0 ? '' : <List {...props} />}
      {filter.view === 'board' ? '' : <Pages deps={deps} filter={filter} count={count} shown={rows.length} />}
    </>
  )
}

const Views: FC<Props> = ({ deps, filter }) => (
  <p class="row tabs">
    {(['list', 'board', 'over'] as const).map((view) => (
      <a
        class="button"
        href={addressOf(filter, { view, ...(view === 'board' ? { whose: 'all' } : {}) })}
        aria-current={filter.view === view ? 'true' : undefined}
      >
        {deps.texts(`view.${view}`)}
      </a>
    ))}
  </p>
)

const isNarrowed = ({ due, status, office, sort }: CaseFilter): boolean => due !== '' || status !== '' || office !== '' || sort !== plainFilter.sort

const Filter: FC<Props> = ({ deps, actor, filter }) => {
  const { texts, caseTexts } = deps
  const { offices } = deps.roster()
  if (filter.view === 'over') return null
  return (
    <form class="filter" action="/desk/cases" method="get">
      <input type="hidden" name="view" value={filter.view} />
      <label>
        {texts('filter.q')}
        <input name="q" type="search" value={filter.q} maxlength={60} />
      </label>
      <label>
        {texts('filter.whose')}
        <select name="whose">
          {(['mine', 'all'] as const).map((one) => (
            <option value={one} selected={filter.whose === one}>
              {texts(`whose.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{texts('filter.do')}</button>
      <details open={isNarrowed(filter)}>
        <summary>{texts('filter.more')}</summary>
        <div>
          <label>
            {texts('filter.due')}
            <select name="due">
              {(['', 'late', 'soon'] as const).map((one) => (
                <option value={one} selected={filter.due === one}>
                  {texts(`due.${one === '' ? 'any' : one}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {texts('filter.status')}
            <select name="status">
              <option value="">{texts('any')}</option>
              {caseStatuses.map((one) => (
                <option value={one} selected={filter.status === one}>
                  {caseTexts(`status.${one}`)}
                </option>
              ))}
            </select>
          </label>
          {actor.officeId === undefined && actor.role !== 'counsel' ? (
            <label>
              {texts('filter.office')}
              <select name="office">
                <option value="">{texts('any')}</option>
                {offices.map(({ id, name }) => (
                  <option value={id} selected={filter.office === id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            ''
          )}
          <label>
            {texts('filter.sort')}
            <select name="sort">
              {caseSorts.map((one) => (
                <option value={one} selected={filter.sort === one}>
                  {texts(`sort.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </details>
    </form>
  )
}

const Line: FC<{ readonly deps: CasesDeps; readonly row: CaseRow; readonly back: string }> = ({ deps, row, back }) => {
  const { casework } = row
  const office = deps.roster().offices.find(({ id }) => id === casework.officeId)
  return (
    <>
      <CaseHead deps={deps} row={row} back={back} />
      <small>
        {casework.number} · {office?.name ?? deps.texts('no-office')} · {deps.texts('handed-in', { at: sayPast(casework.submittedAt, deps.now()) })}
      </small>
    </>
  )
}

const List: FC<Props> = ({ deps, actor, filter, rows }) => {
  const assigns = actor.role === 'agency' && rows.some(({ status }) => status === 'granted' || status === 'notified' || status === 'reassign')
  const back = addressOf(filter, { page: filter.page })
  const list = (
    <ul class="list cases">
      {rows.map((row) => (
        <li id={row.casework.id}>
          {assigns ? (
            row.status === 'granted' || row.status === 'notified' || row.status === 'reassign' ? (
              <input type="checkbox" name={`case-${row.casework.id}`} value="1" aria-label={deps.texts('pick', { number: row.casework.number })} />
            ) : (
              <span class="no-pick" />
            )
          ) : (
            ''
          )}
          <Line deps={deps} row={row} back={back} />
        </li>
      ))}
    </ul>
  )
  if (!assigns) return list
  return (
    <DeskForm action="/desk/cases/assign">
      {list}
      <p class="row">
        <button type="submit">{deps.texts('assign-picked')}</button>
      </p>
    </DeskForm>
  )
}

const Board: FC<Props> = ({ deps, filter, rows }) => {
  const back = addressOf(filter)
  const columns = caseStatuses.flatMap((status) => {
    const own = rows.filter((row) => row.status === status)
    return own.length > 0 ? [{ status, own }] : []
  })
  return (
    <section class="board" tabindex={0} aria-label={deps.texts('view.board')}>
      {columns.map(({ status, own }) => (
        <section>
          <h2>
            {deps.caseTexts(`status.${status}`)} <span class="soft">{own.length}</span>
          </h2>
          <ul class="list cases">
            {own.slice(0, ROWS).map((row) => (
              <li id={row.casework.id}>
                <Line deps={deps} row={row} back={back} />
              </li>
            ))}
          </ul>
          {own.length > ROWS ? <a href={addressOf(filter, { view: 'list', status, whose: 'all' })}>{deps.texts('more', { count: own.length - ROWS })}</a> : ''}
        </section>
      ))}
    </section>
  )
}

const Pages: FC<{ readonly deps: CasesDeps; readonly filter: CaseFilter; readonly count: number; readonly shown: number }> = ({
  deps,
  filter,
  count,
  shown,
}) => {
  const last = Math.max(1, Math.ceil(count / ROWS))
  if (last === 1 && shown > 0) return null
  return (
    <p class="row">
      {filter.page > 1 ? (
        <a class="button" href={addressOf(filter, { page: filter.page - 1 })}>
          {deps.texts('page.before')}
        </a>
      ) : (
        ''
      )}
      <span>{deps.texts('page.which', { page: Math.min(filter.page, last), last })}</span>
      {filter.page < last ? (
        <a class="button" href={addressOf(filter, { page: filter.page + 1 })}>
          {deps.texts('page.next')}
        </a>
      ) : (
        ''
      )}
    </p>
  )
}
