import type { FC } from 'hono/jsx'
import { addDays, civilDate, isoDate } from '../../../lang/index.ts'
import type { TalkLine, TalkRow } from '../../../ports/desk-talks.ts'
import { DeskForm } from '../frame.tsx'
import { CannedAnswers } from './talk-canned.tsx'
import type { Canned, Colleague, TalkDeps } from './talk-deps.ts'
import { spanWords } from './talk-list.tsx'
import { TalkLines } from './talk-lines.tsx'

/** A request that the actor does not hold: what may be known before it is taken, and taking or declining it. */
export const OfferCard: FC<{ readonly deps: TalkDeps; readonly talk: TalkRow; readonly mayTake: boolean }> = ({ deps, talk, mayTake }) => {
  const { texts } = deps
  const act = `/desk/talks/${talk.number}`
  return (
    <div class="card">
      <dl>
        <dt>{texts('offer.topic')}</dt>
        <dd>{talk.topic}</dd>
        <dt>{texts('offer.place')}</dt>
        <dd>{deps.townName(talk.townCode)}</dd>
        <dt>{texts('offer.urgency')}</dt>
        <dd>{talk.urgency === 'urgent' ? <span class="tag bad">{texts('urgent')}</span> : texts('normal')}</dd>
        <dt>{texts('offer.waits')}</dt>
        <dd>{spanWords(deps, deps.now() - talk.requestedAt)}</dd>
        <dt>{texts('offer.state')}</dt>
        <dd>
          {talk.counselId === undefined
            ? texts(talk.target === 'office' ? 'offer.at-office' : 'offer.asked', { names: talk.offeredTo.map(deps.counselName).join(texts('between')) })
            : texts('list.held', { name: deps.counselName(talk.counselId) })}
        </dd>
      </dl>
      {mayTake ? (
        <>
          <p class="soft">{texts('offer.before')}</p>
          <DeskForm action={`${act}/take`}>
            <input type="hidden" name="id" value={deps.nextId()} />
            <button type="submit" class="main">
              {texts('offer.take')}
            </button>
          </DeskForm>
          <details>
            <summary>{texts('offer.decline')}</summary>
            <DeskForm action={`${act}/decline`}>
              <input type="hidden" name="id" value={deps.nextId()} />
              <label>
                {texts('offer.reason')}
                <input name="text" maxlength={200} />
              </label>
              <button type="submit">{texts('offer.decline')}</button>
            </DeskForm>
          </details>
        </>
      ) : (
        <p class="soft">{texts('offer.only-card')}</p>
      )}
    </div>
  )
}

/** The talk itself: what was said, the answer, answers at hand, and what ends it. */
export const Talk: FC<{
  readonly deps: TalkDeps
  readonly talk: TalkRow
  readonly lines: readonly TalkLine[]
  readonly canned: readonly Canned[]
  readonly colleagues: readonly Colleague[]
}> = ({ deps, talk, lines, canned, colleagues }) => {
  const { texts } = deps
  const act = `/desk/talks/${talk.number}`
  const tomorrow = isoDate(addDays(civilDate(deps.now()), 1))
  return (
    <>
      <TalkLines deps={deps} number={talk.number} name={talk.partyName} lines={lines} />
      <DeskForm
        action={`${act}/say`}
        class="answer"
        hx={{ 'hx-post': `${act}/say`, 'hx-target': '#talk-lines', 'hx-swap': 'outerHTML', 'data-draft': `say-${talk.number}` }}
      >
        <input type="hidden" name="id" value={deps.nextId()} />
        <textarea id="answer" name="text" rows={3} maxlength={2000} placeholder={texts('say.placeholder')} aria-label={texts('say.placeholder')} required />
        <button type="submit" class="main">
          {texts('say.do')}
        </button>
      </DeskForm>
      <details>
        <summary>{texts('canned.title')}</summary>
        <DeskForm action={`${act}/canned`} method="get" class="row" hx={{ 'hx-get': `${act}/canned`, 'hx-target': '#canned', 'hx-swap': 'outerHTML' }}>
          <input name="q" placeholder={texts('canned.search')} aria-label={texts('canned.search')} />
          <button type="submit">{texts('canned.find')}</button>
        </DeskForm>
        <CannedAnswers deps={deps} number={talk.number} found={canned} />
      </details>
      <details>
        <summary>{texts('send-file')}</summary>
        <DeskForm action={`${act}/file`} upload>
          <input type="hidden" name="id" value={deps.nextId()} />
          <label>
            {texts('file')}
            <input type="file" name="file" required />
          </label>
          <button type="submit">{texts('say.do')}</button>
        </DeskForm>
      </details>
      <details>
        <summary>{texts('hand-over.title')}</summary>
        <DeskForm action={`${act}/pass`}>
          <input type="hidden" name="id" value={deps.nextId()} />
          <label>
            {texts('hand-over.who')}
            <select name="text" required>
              <option value="">{texts('hand-over.choose')}</option>
              {colleagues.map((one) => (
                <option value={one.id} disabled={!one.may}>
                  {one.name}（{one.why}）
                </option>
              ))}
            </select>
          </label>
          <div class="row">
            <button type="submit">{texts('hand-over.pass')}</button>
            <button type="submit" formaction={`${act}/add`}>
              {texts('hand-over.add')}
            </button>
          </div>
        </DeskForm>
      </details>
      <details>
        <summary>{texts('close.title')}</summary>
        <DeskForm action={`${act}/close`} hx={{ 'hx-post': `${act}/close`, 'hx-swap': 'none', 'data-draft': `close-${talk.number}` }}>
          <input type="hidden" name="id" value={deps.nextId()} />
          <label>
            {texts('close.conclusion')}
            <textarea name="text" rows={3} maxlength={1000} required />
            <small>{texts('close.hint')}</small>
          </label>
          <label>
            {texts('close.follow-up')}
            <input type="date" name="on" min={tomorrow} />
            <small>{texts('close.follow-up-hint')}</small>
          </label>
          <button type="submit" class="main">
            {texts('close.do')}
          </button>
        </DeskForm>
      </details>
    </>
  )
}
