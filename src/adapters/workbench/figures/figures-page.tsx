import type { FC } from 'hono/jsx'
import { figureNames } from '../../../core/figures.ts'
import type { FigureName } from '../../../core/figures.ts'
import { sayTime } from '../say-day.ts'
import type { FigureBook, FiguresDeps } from './figures-deps.ts'
import { monthAddress } from './month-address.ts'
import { minutes, picturesOf } from './pictures.ts'
import type { Picture } from './pictures.ts'

const TILES: readonly FigureName[] = ['people', 'requests', 'received', 'granted', 'closed', 'on-time', 'overdue', 'recovered', 'talks-satisfied', 'complaints']

/** A month's figures: what matters most in large type, pictures each with its table and definition, then everything. */
export const FiguresPage: FC<{ readonly deps: FiguresDeps; readonly book: FigureBook }> = ({ deps, book }) => {
  const { texts } = deps
  return (
    <>
      <p class="row no-print">
        <a class="button" href={monthAddress(book.month, -1)} aria-label={texts('before')}>
          ‹
        </a>
        <strong>{texts('month', { year: book.month.slice(0, 4), month: Number(book.month.slice(5)) })}</strong>
        <a class="button" href={monthAddress(book.month, 1)} aria-label={texts('after')}>
          ›
        </a>
        <a class="button" href={`/desk/figures/sheet?month=${book.month}`}>
          {texts('sheet')}
        </a>
        <a class="button" href={`/desk/figures/bulletin?month=${book.month}`} target="_blank" rel="noopener">
          {texts('bulletin')}
        </a>
      </p>
      <p class="soft">{texts('read-at', { at: sayTime(deps.days, book.readAt, deps.now()) })}</p>
      <ul class="tiles">
        {TILES.map((name) => (
          <li class={name === 'overdue' && Number(book.total[name]) > 0 ? 'bad' : undefined} title={deps.definition(name)}>
            <span>{deps.label(name)}</span>
            <strong>{deps.shown(name, book.total[name])}</strong>
          </li>
        ))}
        <li title={texts('waiting.definition')}>
          <span>{texts('waiting.median')}</span>
          <strong>{minutes(texts, book.waiting.median)}</strong>
        </li>
      </ul>
      {picturesOf(deps, book).map((picture) => (
        <PictureView deps={deps} picture={picture} />
      ))}
      <h2>{texts('everything')}</h2>
      <section class="table" tabindex={0} aria-label={texts('everything')}>
        <table>
          <thead>
            <tr>
              {(['figure', 'value', 'definition'] as const).map((column) => (
                <th scope="col">{texts(`column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figureNames.map((name) => (
              <tr>
                <th scope="row">{deps.label(name)}</th>
                <td>{deps.shown(name, book.total[name])}</td>
                <td class="definition">{deps.definition(name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul class="soft">
        {deps.notes().map((note) => (
          <li>{note}</li>
        ))}
      </ul>
    </>
  )
}

const PictureView: FC<{ readonly deps: FiguresDeps; readonly picture: Picture }> = ({ deps, picture }) => {
  const { texts } = deps
  const { id, title, labels, series, unit, kind, definitions } = picture
  const nothing = series.every(({ values }) => values.every((value) => value === null || value === 0))
  return (
    <figure class="card picture" id={id}>
      <figcaption>
        <strong>{title}</strong> <span class="soft">{texts('unit', { unit })}</span>
      </figcaption>
      {nothing ? (
        <p class="empty">{texts('no-data')}</p>
      ) : (
        <>
          <div
            class="chart"
            role="img"
            aria-label={texts('chart', { title })}
            data-chart={JSON.stringify({ kind, unit, labels, series: series.map(({ name, values }) => ({ name, values })) })}
          />
          <button type="button" class="no-print" data-picture={title}>
            {texts('png')}
          </button>
        </>
      )}
      <details>
        <summary>{texts('table')}</summary>
        <section class="table" tabindex={0} aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col" />
                {series.map(({ name }) => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.map((label, row) => (
                <tr>
                  <th scope="row">{label}</th>
                  {series.map(({ shown }) => (
                    <td>{shown[row] ?? ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <dl>
          {definitions.map(([name, definition]) => (
            <>
              <dt>{name}</dt>
              <dd>{definition}</dd>
            </>
          ))}
        </dl>
      </details>
    </figure>
  )
}
