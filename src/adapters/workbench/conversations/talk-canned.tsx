import type { FC } from 'hono/jsx'
import { DeskForm } from '../frame.tsx'
import type { Canned, TalkDeps } from './talk-deps.ts'

/** Answers of the knowledge base with their citations: into the answer to be changed, or sent as they stand. */
export const CannedAnswers: FC<{ readonly deps: TalkDeps; readonly number: number; readonly found: readonly Canned[] }> = ({ deps, number, found }) => (
  <div id="canned">
    {found.length === 0 ? <p class="empty">{deps.texts('canned.none')}</p> : ''}
    {found.map((one) => (
      <details class="card">
        <summary>{one.title}</summary>
        <div id={`canned-${one.intent.replace('/', '-')}`} class="text">
          {one.text}
        </div>
        <div class="row">
          <button type="button" data-fill={`canned-${one.intent.replace('/', '-')}`}>
            {deps.texts('canned.fill')}
          </button>
          <DeskForm action={`/desk/talks/${number}/say`} hx={{ 'hx-post': `/desk/talks/${number}/say`, 'hx-target': '#talk-lines', 'hx-swap': 'outerHTML' }}>
            <input type="hidden" name="id" value={deps.nextId()} />
            <input type="hidden" name="text" value={one.text} />
            <button type="submit">{deps.texts('canned.send')}</button>
          </DeskForm>
        </div>
      </details>
    ))}
  </div>
)
