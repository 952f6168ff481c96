import type { FC } from 'hono/jsx'
import { sayPast } from '../../../lang/index.ts'
import type { TalkLine } from '../../../ports/desk-talks.ts'
import type { TalkDeps } from './talk-deps.ts'

/** What was said, as it is put into the page and put there again when something comes. */
export const TalkLines: FC<{ readonly deps: TalkDeps; readonly number: number; readonly name: string; readonly lines: readonly TalkLine[] }> = ({
  deps,
  number,
  name,
  lines,
}) => (
  <div
    id="talk-lines"
    class="lines"
    role="log"
    aria-live="polite"
    aria-label={deps.texts('lines')}
    tabindex={0}
    hx-get={`/desk/talks/${number}/lines`}
    hx-trigger="refresh"
    hx-swap="outerHTML"
  >
    {lines.length === 0 ? <p class="empty">{deps.texts('no-lines')}</p> : ''}
    {lines.map((line) => (
      <Line deps={deps} number={number} name={name} line={line} />
    ))}
  </div>
)

const Line: FC<{ readonly deps: TalkDeps; readonly number: number; readonly name: string; readonly line: TalkLine }> = ({ deps, number, name, line }) => {
  const { texts } = deps
  const who = line.from === 'person' ? name : line.from === 'bot' ? texts('bot') : (line.name ?? '')
  return (
    <div class={`line ${line.from}`}>
      <span class="soft">
        {who} {sayPast(line.at, deps.now())}
        {line.state === 'sent' ? '' : <span class={line.state === 'lost' ? 'tag bad' : 'tag soon'}>{texts(`state.${line.state}`)}</span>}
      </span>
      <div class="bubble">
        {line.hidden ? <p class="soft">{texts('hidden')}</p> : ''}
        {line.text
          .split('\n')
          .filter((one) => one !== '')
          .map((one) => (
            <p>{one}</p>
          ))}
        {line.files.map((file) => (
          <p>
            <a href={`/desk/talks/${number}/files/${file.id}`}>{file.name === '' ? texts('file') : file.name}</a>
          </p>
        ))}
      </div>
    </div>
  )
}
