import type { FC } from 'hono/jsx'
import type { CaseEvent } from '../../../core/case.ts'
import type { Casework } from '../../../core/casework.ts'
import type { CaseAct } from '../../../ports/desk-cases.ts'
import { formatMoney } from '../../../lang/index.ts'
import { clockTime, sayTime } from '../say-day.ts'
import type { CasesDeps } from './cases-deps.ts'

/** Everything that was done in a case and told of it, in order: by whom, why, with which papers. */
export const Timeline: FC<{ readonly deps: CasesDeps; readonly casework: Casework; readonly told: readonly CaseAct[] }> = ({ deps, casework, told }) => {
  const lines = [
    ...casework.events.map((event) => ({ at: event.at, line: <Moved deps={deps} casework={casework} event={event} /> })),
    ...told.map((act) => ({
      at: act.at,
      line: (
        <>
          <strong>{deps.texts('told')}</strong> {act.actor}
          <p class="typed">{act.detail}</p>
        </>
      ),
    })),
  ].sort((a, b) => a.at - b.at)
  return (
    <ol class="timeline">
      {lines.map(({ at, line }) => (
        <li>
          <small>{sayTime(deps.days, at, deps.now())}</small>
          <div>{line}</div>
        </li>
      ))}
    </ol>
  )
}

const Moved: FC<{ readonly deps: CasesDeps; readonly casework: Casework; readonly event: CaseEvent }> = ({ deps, casework, event }) => {
  const { seq, move, actor, facts, to, from } = event
  const papers = deps.papers(casework, seq)
  return (
    <>
      <strong>{deps.caseTexts(`moves.${move}`)}</strong> {actor.name}
      <span class="soft">（{deps.caseTexts(`roles.${actor.role}`)}）</span>
      {to === from ? '' : <span class="tag">{deps.caseTexts(`status.${to}`)}</span>}
      {said(deps, facts).map((line) => (
        <p class="typed">{line}</p>
      ))}
      {facts.files?.map((one) => (
        <a class="file" href={`/desk/cases/${casework.id}/files/${one.id}`} target="_blank" rel="noopener">
          {one.name}
        </a>
      ))}
      {papers.map((paper) => (
        <p>
          <a href={`/desk/cases/${casework.id}/papers/${seq}/${paper.paper}`}>{paper.title}</a>
        </p>
      ))}
    </>
  )
}

const said = (deps: CasesDeps, facts: CaseEvent['facts']): readonly string[] => {
  const { texts, caseTexts } = deps
  const money = (key: 'amountFen' | 'avoidedFen' | 'subsidyFen') =>
    facts[key] === undefined ? [] : [texts(`said.${key}`, { amount: formatMoney(facts[key]) })]
  return [
    ...(facts.ground === undefined ? [] : [texts('said.ground', { ground: facts.ground })]),
    ...(facts.reason === undefined || facts.reason === '' ? [] : [facts.reason]),
    ...(facts.outcome === undefined || facts.outcome === '' ? [] : [facts.outcome]),
    ...(facts.items ?? []).map((item, index) => `${index + 1} ${item}`),
    ...(facts.due === undefined ? [] : [texts('said.due', { due: facts.due, time: facts.minute === undefined ? '' : clockTime(facts.minute) })]),
    ...(facts.handedOn === undefined ? [] : [texts('said.handed', { day: facts.handedOn })]),
    ...(facts.where === undefined || facts.where === '' ? [] : [facts.where]),
    ...(facts.counselName === undefined ? [] : [facts.counselName]),
    ...(facts.number === undefined ? [] : [`${caseTexts('needs.number')} ${facts.number}`]),
    ...money('amountFen'),
    ...money('avoidedFen'),
    ...money('subsidyFen'),
    ...(facts.score === undefined ? [] : [texts('said.score', { score: facts.score })]),
  ]
}
