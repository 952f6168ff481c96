import type { FC } from 'hono/jsx'
import { Wrong } from './wrong.tsx'
import { accountIdOf } from '../../../core/actor.ts'
import type { Actor } from '../../../core/actor.ts'
import { complaintClocks, complaintMoves, complaintMovesFrom, isAccused, isComplaintOver } from '../../../core/complaint.ts'
import type { Complaint, ComplaintMoveName } from '../../../core/complaint.ts'
import { sayPast } from '../../../lang/index.ts'
import { seen } from '../cases/cases-deps.ts'
import { Dialled } from '../cases/dialled.tsx'
import { desk } from '../desk-route.ts'
import type { DeskRequest, DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { nearness, sayDue, sayTime } from '../say-day.ts'
import type { TodayDeps } from './today-deps.ts'

const HERE = '/desk/complaints'
const TODAY = '/desk/today'
const WRITES: readonly ComplaintMoveName[] = ['note', 'answer', 'not-take']

/** The complaints that somebody of the bureau may see: all that are open but those about themselves (法律援助法 56). */
export const complaintsFor = async ({ tasks }: Pick<TodayDeps, 'tasks'>, { role, name }: Actor): Promise<readonly Complaint[]> =>
  role === 'bureau' ? (await tasks.complaints()).filter((one) => !isAccused(one, name)) : []

/** One page a complaint, with what can be done of it. */
export const createComplaints = (deps: TodayDeps): readonly DeskRoute[] => {
  const { todayTexts: texts, tasks } = deps
  const find = async ({ actor, context }: DeskRequest) => {
    const found = await tasks.complaint(context.req.param('complaint') ?? '')
    return found && !isAccused(found, actor.name) ? found : undefined
  }
  const none = ({ page }: DeskRequest) => page({ title: texts('no-complaint'), here: TODAY, body: <p class="empty">{texts('no-complaint')}</p> }, 404)
  return [
    desk('get', `${HERE}/:complaint`, 'see-complaints', async (request) => {
      const complaint = await find(request)
      if (!complaint) return none(request)
      await seen(deps, request.actor, { kind: 'complaint', id: complaint.id }, accountIdOf(request.actor))
      return request.page({ title: complaint.number, here: TODAY, body: <ComplaintPage deps={deps} complaint={complaint} /> })
    }),
    desk('post', `${HERE}/:complaint`, 'see-complaints', async (request) => {
      const complaint = await find(request)
      const sent = await request.form()
      const move = complaintMoves.find((one) => one === sent['move'])
      if (!complaint || !move) return none(request)
      const line = deps.complaintLine(move, complaint.number, (sent['text'] ?? '').trim())
      const said = await deps.say(request.actor, { kind: 'text', text: line }, `complaint-${sent['id'] ?? deps.nextId()}`)
      const after = (await tasks.complaint(complaint.id)) ?? complaint
      if (said.kind === 'waiting') return request.goTo(`${HERE}/${complaint.id}`, deps.texts('waiting'))
      if (said.kind === 'done' && after.version > complaint.version) return request.goTo(isComplaintOver(after) ? TODAY : `${HERE}/${complaint.id}`, said.text)
      const wrong = said.kind === 'done' ? said.text : deps.texts('failed')
      const typed = { move, text: sent['text'] ?? '' }
      return request.page({ title: complaint.number, here: TODAY, body: <ComplaintPage deps={deps} complaint={after} typed={typed} wrong={wrong} /> }, 409)
    }),
  ]
}

/** Complaints as a list, each with by when it has to be taken up or answered. */
export const ComplaintList: FC<{ readonly deps: TodayDeps; readonly complaints: readonly Complaint[] }> = ({ deps, complaints }) => (
  <ul class="list">
    {complaints.map((one) => (
      <li>
        <a href={`${HERE}/${one.id}`}>
          <strong>{deps.serviceTexts(`complaint.accused.${one.accused.kind}`)}</strong> {one.accused.name ?? ''}
        </a>
        <span class="tag">{deps.serviceTexts(`complaint.status.${one.status}`)}</span>
        <Clock deps={deps} complaint={one} />
        <small>
          {one.number} · {deps.todayTexts('asked', { at: sayPast(one.openedAt, deps.now()) })}
        </small>
      </li>
    ))}
  </ul>
)

const Clock: FC<{ readonly deps: TodayDeps; readonly complaint: Complaint }> = ({ deps, complaint }) => {
  const running = complaintClocks(complaint, deps.practice()).find(({ endedAt }) => endedAt === undefined)
  if (!running) return null
  const near = nearness(running.due, deps.now())
  const verb = deps.serviceTexts(`complaint.verb.${running.id}`)
  return (
    <span
      class={near === 'late' ? 'tag bad' : near === 'soon' ? 'tag soon' : 'tag'}
    >{`${verb} ${sayDue(deps.days, running.due, deps.now())}${deps.caseTexts('unverified')}`}</span>
  )
}

const ComplaintPage: FC<{
  readonly deps: TodayDeps
  readonly complaint: Complaint
  readonly typed?: { readonly move: ComplaintMoveName; readonly text: string }
  readonly wrong?: string
}> = ({ deps, complaint, typed, wrong }) => {
  const { todayTexts: texts, serviceTexts, days, now } = deps
  const { accused, named, name, mobile, text, caseId, caseNumber, status, events } = complaint
  return (
    <>
      <p class="row">
        <a href={TODAY}>{texts('back')}</a>
        <span class="tag">{serviceTexts(`complaint.status.${status}`)}</span>
        <Clock deps={deps} complaint={complaint} />
      </p>
      <Wrong why={wrong} />
      <dl class="card">
        <dt>{texts('complaint.accused')}</dt>
        <dd>
          {serviceTexts(`complaint.accused.${accused.kind}`)} {accused.name ?? ''}
        </dd>
        <dt>{texts('complaint.by')}</dt>
        <dd>
          {named ? (
            <>
              {name} <Dialled shown={mobile} />
            </>
          ) : (
            serviceTexts('complaint.nameless')
          )}
        </dd>
        <dt>{texts('complaint.text')}</dt>
        <dd class="typed">{text}</dd>
        <dt>{texts('complaint.handler')}</dt>
        <dd>{complaint.handler?.name ?? serviceTexts('complaint.nobody-yet')}</dd>
      </dl>
      {caseId === undefined ? (
        ''
      ) : (
        <p>
          <a href={`/desk/cases/${caseId}`}>{`${texts('its-case')} ${caseNumber ?? ''}`}</a>
        </p>
      )}
      <section class="card">
        <h2>{deps.texts('next')}</h2>
        {complaintMovesFrom(status, 'bureau').map((move) => (
          <details open={typed?.move === move}>
            <summary>{serviceTexts(`complaint.moves.${move}`)}</summary>
            <DeskForm action={`${HERE}/${complaint.id}`}>
              <input type="hidden" name="id" value={deps.nextId()} />
              <input type="hidden" name="move" value={move} />
              {move === 'hand-over' ? (
                <label>
                  {texts('complaint.to')}
                  <select name="text">
                    {deps
                      .roster()
                      .staff.filter((one) => one.role === 'bureau' && !isAccused(complaint, one.name))
                      .map((one) => (
                        <option value={one.name}>{one.name}</option>
                      ))}
                  </select>
                </label>
              ) : WRITES.includes(move) ? (
                <label>
                  {texts(`complaint.ask-${move}`)}
                  <textarea name="text" rows={4} maxlength={2000} required>
                    {typed?.move === move ? typed.text : ''}
                  </textarea>
                </label>
              ) : (
                ''
              )}
              <button type="submit">{serviceTexts(`complaint.moves.${move}`)}</button>
            </DeskForm>
          </details>
        ))}
      </section>
      <h2>{deps.texts('timeline')}</h2>
      <ol class="timeline">
        {events.map(({ at, actor, move, text: note, to }) => (
          <li>
            <small>{sayTime(days, at, now())}</small>
            <div>
              <strong>{serviceTexts(`complaint.moves.${move}`)}</strong>{' '}
              {actor.role === 'applicant' && !named ? serviceTexts('complaint.nameless') : actor.name} {to?.name ?? ''}
              <p class="typed">{note}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
