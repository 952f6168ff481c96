import type { FC } from 'hono/jsx'
import type { Actor } from '../../../core/actor.ts'
import { caseFile, movesOf } from '../../../core/case.ts'
import { caseMoves } from '../../../core/case-moves.ts'
import type { MoveName } from '../../../core/case-moves.ts'
import { caseRoleOf } from '../../../core/case-role.ts'
import type { Casework } from '../../../core/casework.ts'
import { clocksOf } from '../../../core/deadline.ts'
import type { CaseScreening } from '../../../core/screening.ts'
import type { CaseAct } from '../../../ports/desk-cases.ts'
import { sayDay } from '../say-day.ts'
import { civilDate } from '../../../lang/index.ts'
import { keptForm } from '../kept-form.ts'
import { DeskForm } from '../frame.tsx'
import type { CasesDeps } from './cases-deps.ts'
import { DueTag } from './due-tag.tsx'
import { sayArticles } from './say-articles.ts'
import { Dialled } from './dialled.tsx'
import { Timeline } from './timeline.tsx'

/** Ways to an end that nobody should take by a slip of the thumb. */
export const GRAVE: readonly MoveName[] = ['refuse', 'terminate', 'withdraw', 'deem-withdrawn', 'redirect']

/** What is read of a case for its page. `screenings`: only for those who receive, review and decide. */
export type CaseView = { readonly casework: Casework; readonly told: readonly CaseAct[]; readonly screenings: readonly CaseScreening[] }

/** One case: what can be done next, what was told, what the registers say, what was decided, by when. */
export const CasePage: FC<{
  readonly deps: CasesDeps
  readonly actor: Actor
  readonly view: CaseView
  readonly asks: boolean
  readonly back: string
  readonly formId: string
}> = (props) => {
  const { deps, actor, view, back } = props
  const { casework } = view
  const { texts, caseTexts } = deps
  const file = caseFile(casework.events)
  const moves = movesOf(file, caseRoleOf(actor.role))
  return (
    <>
      <p class="row no-print">
        <a href={`${back}#${casework.id}`}>{texts('back')}</a>
        <button type="button" data-print>
          {texts('print')}
        </button>
      </p>
      <p class="row">
        <span class="tag">{caseTexts(`status.${file.status}`)}</span>
        {casework.urgent ? <span class="tag bad">{texts('urgent')}</span> : ''}
        {casework.green === undefined ? '' : <span class="tag good">{texts('green')}</span>}
        {casework.exemption === 'none' ? '' : <span class="tag good">{caseTexts(`exemption.${casework.exemption}`)}</span>}
        <span class="soft">{casework.number}</span>
      </p>
      <Moves deps={deps} casework={casework} moves={moves} />
      <div class="sides">
        <div>
          <h2>{texts('facts')}</h2>
          <Facts deps={deps} casework={casework} />
          <h2>{texts('timeline')}</h2>
          <Timeline deps={deps} casework={casework} told={view.told} />
          <Tell deps={deps} casework={casework} formId={props.formId} />
        </div>
        <aside>
          <h2>{texts('deadlines')}</h2>
          <Deadlines deps={deps} casework={casework} />
          <h2>{texts('who')}</h2>
          <Who deps={deps} casework={casework} />
          {props.asks ? <Registers deps={deps} casework={casework} screenings={view.screenings} formId={props.formId} /> : ''}
          {file.status === 'closed-out' ? (
            <>
              <h2>{texts('review')}</h2>
              <p class="card typed">{deps.review(casework)}</p>
            </>
          ) : (
            ''
          )}
        </aside>
      </div>
    </>
  )
}

const Moves: FC<{ readonly deps: CasesDeps; readonly casework: Casework; readonly moves: readonly MoveName[] }> = ({ deps, casework, moves }) => (
  <section class="card no-print" aria-label={deps.texts('next')}>
    <h2>{deps.texts('next')}</h2>
    {moves.length === 0 ? <p class="soft">{deps.texts('nothing-to-do')}</p> : ''}
    <ul class="moves">
      {moves.map((move) => (
        <li>
          <a class={GRAVE.includes(move) ? 'button danger' : 'button'} href={`/desk/cases/${casework.id}/moves/${move}`}>
            {deps.caseTexts(`moves.${move}`)}
          </a>
          <small>{needsOf(deps, move)}</small>
        </li>
      ))}
    </ul>
  </section>
)

/** What a move needs and by which article, in a line. */
const needsOf = (deps: CasesDeps, move: MoveName): string => {
  const { needs, law } = caseMoves[move]
  const wanted = needs.map((need) => deps.texts(`need.${need}`)).filter((one) => one !== '')
  const words = wanted.length > 0 ? deps.texts('needs', { list: wanted.join(deps.texts('between')) }) : deps.texts('needs-nothing')
  return law === '' ? words : `${words}${deps.texts('by-law', { law: sayArticles(law, deps.texts('between')) })}`
}

const Facts: FC<{ readonly deps: CasesDeps; readonly casework: Casework }> = ({ deps, casework }) => (
  <dl class="card">
    {deps.facts(casework).map(({ label, shown, files }) => (
      <>
        <dt>{label}</dt>
        <dd class="typed">
          <Dialled shown={shown} />
          {files.map((one) => (
            <a class="file" href={`/desk/cases/${casework.id}/files/${one.id}`} target="_blank" rel="noopener">
              {one.name}
            </a>
          ))}
        </dd>
      </>
    ))}
  </dl>
)

const Deadlines: FC<{ readonly deps: CasesDeps; readonly casework: Casework }> = ({ deps, casework }) => {
  const open = clocksOf(casework.events, deps.practice(), deps.now())
    .filter(({ endedAt }) => endedAt === undefined)
    .sort((a, b) => a.due - b.due)
  const others = [...deps.hearings(casework), ...deps.terms(casework)]
  if (open.length === 0 && others.length === 0) return <p class="soft">{deps.texts('no-deadline')}</p>
  return (
    <ul class="list">
      {open.map((clock) => (
        <li>
          <DueTag deps={deps} clock={clock} />
          <small>{clock.source ?? deps.caseTexts(`sources.${clock.id}`)}</small>
        </li>
      ))}
      {others.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

const Who: FC<{ readonly deps: CasesDeps; readonly casework: Casework }> = ({ deps, casework }) => {
  const { offices, counsel } = deps.roster()
  const office = offices.find(({ id }) => id === casework.officeId)
  const handler = counsel.find(({ id }) => id === casework.counselId)
  return (
    <dl class="card">
      <dt>{deps.texts('office')}</dt>
      <dd>{office ? `${office.name} ${office.phone}` : deps.texts('no-office')}</dd>
      <dt>{deps.texts('handler')}</dt>
      <dd>{handler ? `${handler.name}（${handler.firm}）` : deps.texts('no-handler')}</dd>
    </dl>
  )
}

const Registers: FC<{ readonly deps: CasesDeps; readonly casework: Casework; readonly screenings: readonly CaseScreening[]; readonly formId: string }> = ({
  deps,
  casework,
  screenings,
  formId,
}) => (
  <>
    <h2>{deps.texts('registers')}</h2>
    {screenings.slice(0, 3).map((one) => (
      <div class={one.screening.outcome === 'conflicting' ? 'card against' : 'card'}>
        {one.screening.outcome === 'conflicting' ? <p class="tag bad">{deps.texts('contradiction')}</p> : ''}
        <p class="typed">{deps.screening(one)}</p>
        <small>{sayDay(deps.days, civilDate(one.at), deps.now())}</small>
      </div>
    ))}
    <DeskForm action={`/desk/cases/${casework.id}/registers`}>
      <input type="hidden" name="id" value={formId} />
      <button type="submit">{deps.texts(screenings.length > 0 ? 'registers-again' : 'registers-ask')}</button>
    </DeskForm>
  </>
)

const Tell: FC<{ readonly deps: CasesDeps; readonly casework: Casework; readonly formId: string }> = ({ deps, casework, formId }) => {
  if (deps.discreet(casework)) return <p class="card wrong no-print">{deps.texts('discreet')}</p>
  return (
    <DeskForm action={`/desk/cases/${casework.id}/tell`} class="card no-print" hx={keptForm(`/desk/cases/${casework.id}/tell`, `tell-${casework.id}`)}>
      <input type="hidden" name="id" value={formId} />
      <label>
        {deps.texts('tell')}
        <textarea name="reason" rows={3} maxlength={1000} required />
      </label>
      <button type="submit">{deps.texts('tell-do')}</button>
    </DeskForm>
  )
}
