import type { FC } from 'hono/jsx'
import type { DeskTexts } from '../desk-route.ts'
import type { Effect } from './knowledge-desk.ts'

/** What a draft does to the answers of labelled questions; asks again until it is known. */
export const EffectBox: FC<{ readonly texts: DeskTexts; readonly at: string; readonly effect: Effect }> = ({ texts, at, effect }) => {
  if (effect.kind === 'running')
    return (
      <p class="card" role="status" hx-get={`/desk/knowledge/effect/${encodeURIComponent(at)}`} hx-trigger="every 2s" hx-swap="outerHTML">
        {texts('effect.running')}
      </p>
    )
  if (effect.kind === 'failed') return <p class="wrong">{texts('effect.failed')}</p>
  const worse = effect.changed.filter(({ better }) => !better).length
  return (
    <div class="card" role="status">
      <p>
        {effect.changed.length === 0 ? (
          <span class="tag good">{texts('effect.none')}</span>
        ) : (
          <span class={worse > 0 ? 'tag bad' : 'tag good'}>{texts('effect.changed', { better: effect.changed.length - worse, worse })}</span>
        )}
      </p>
      <ul>
        {effect.changed.map(({ question, before, after, better }) => (
          <li>
            <span class={better ? 'tag good' : 'tag bad'}>{texts(better ? 'effect.better' : 'effect.worse')}</span> {question}：
            {before === '' ? texts('effect.nothing') : before} → {after === '' ? texts('effect.nothing') : after}
          </li>
        ))}
      </ul>
      <div class="table">
        <table>
          <thead>
            <tr>
              <th>{texts('effect.figure')}</th>
              <th>{texts('effect.before')}</th>
              <th>{texts('effect.after')}</th>
            </tr>
          </thead>
          <tbody>
            {effect.figures.map(({ name, before, after }) => (
              <tr>
                <td>{texts(`effect.${name}`)}</td>
                <td>{percent(before)}</td>
                <td>{percent(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
