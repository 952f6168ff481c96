import type { FC } from 'hono/jsx'
import { sayPast } from '../../../lang/index.ts'
import type { TalkNote, TalkPerson, TalkRow } from '../../../ports/desk-talks.ts'
import { DeskForm } from '../frame.tsx'
import type { TalkDeps } from './talk-deps.ts'

/** Who asks, beside the talk: place, what was told, the form under way, cases, earlier requests, notes of colleagues. */
export const PersonPanel: FC<{ readonly deps: TalkDeps; readonly talk: TalkRow; readonly person: TalkPerson; readonly notes: readonly TalkNote[] }> = ({
  deps,
  talk,
  person,
  notes,
}) => {
  const { texts, now } = deps
  const { state } = person
  const village = deps.villageName(talk.villageCode ?? person.villageCode)
  const heard = deps.heard(state)
  return (
    <aside aria-label={texts('person.title')}>
      <h2>{texts('person.title')}</h2>
      <dl>
        <dt>{texts('person.name')}</dt>
        <dd>{person.name}</dd>
        <dt>{texts('person.village')}</dt>
        <dd>{village === '' ? deps.townName(talk.townCode) : village}</dd>
        <dt>{texts('person.question')}</dt>
        <dd>{state.question ?? talk.topic}</dd>
        {heard.length === 0 ? (
          ''
        ) : (
          <>
            <dt>{texts('person.heard')}</dt>
            <dd>{heard.join(texts('between'))}</dd>
          </>
        )}
        {person.run ? (
          <>
            <dt>{texts('person.form')}</dt>
            <dd>{texts('person.form-state', { title: deps.flowTitle(person.run.flow), count: person.run.answered })}</dd>
          </>
        ) : (
          ''
        )}
        {person.cases.length === 0 ? (
          ''
        ) : (
          <>
            <dt>{texts('person.cases')}</dt>
            <dd>
              {person.cases.map((one) => (
                <p>{texts('person.case', { number: one.number, matter: one.matter, status: deps.caseStatus(one.status) })}</p>
              ))}
            </dd>
          </>
        )}
        {person.earlier.length === 0 ? (
          ''
        ) : (
          <>
            <dt>{texts('person.earlier')}</dt>
            <dd>
              {person.earlier.map((one) => (
                <p>{texts('person.request', { number: one.number, topic: one.topic, at: sayPast(one.requestedAt, now()) })}</p>
              ))}
            </dd>
          </>
        )}
      </dl>
      <h3>{texts('notes.title')}</h3>
      {notes.map((one) => (
        <p class="card">
          {one.text}
          <br />
          <small>
            {deps.counselName(one.counselId)} {sayPast(one.at, now())}
          </small>
        </p>
      ))}
      {talk.status === 'accepted' ? (
        <DeskForm
          action={`/desk/talks/${talk.number}/note`}
          hx={{ 'hx-post': `/desk/talks/${talk.number}/note`, 'hx-swap': 'none', 'data-draft': `note-${talk.number}` }}
        >
          <input type="hidden" name="id" value={deps.nextId()} />
          <label>
            {texts('notes.label')}
            <textarea name="text" rows={2} maxlength={1000} required />
          </label>
          <button type="submit">{texts('notes.do')}</button>
        </DeskForm>
      ) : (
        ''
      )}
    </aside>
  )
}

/** What must be known before the first word: danger, who may be looking on, how the person is reached safely. */
export const Warnings: FC<{ readonly deps: TalkDeps; readonly talk: TalkRow; readonly person: TalkPerson }> = ({ deps, talk, person }) => {
  const { texts, now } = deps
  const { state } = person
  return (
    <>
      {talk.neutral ? <p class="wrong">{texts('person.neutral')}</p> : ''}
      {state.safeContact === undefined ? '' : <p class="wrong">{texts('person.safe', { text: state.safeContact })}</p>}
      {person.dangers[0] === undefined ? '' : <p class="wrong">{texts('person.danger', { at: sayPast(person.dangers[0], now()) })}</p>}
    </>
  )
}
