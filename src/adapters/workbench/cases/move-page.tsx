import type { FC } from 'hono/jsx'
import { Wrong } from '../today/wrong.tsx'
import { caseFile } from '../../../core/case.ts'
import { caseMoves } from '../../../core/case-moves.ts'
import type { MoveName, MoveRule } from '../../../core/case-moves.ts'
import type { Casework } from '../../../core/casework.ts'
import { keptForm } from '../kept-form.ts'
import { DeskForm } from '../frame.tsx'
import { GRAVE } from './case-page.tsx'
import { applicantIn } from './case-rows.ts'
import type { CasesDeps, MoveOutlook } from './cases-deps.ts'
import { sayArticles } from './say-articles.ts'
import { MoveFields } from './move-fields.tsx'
import type { Typed } from './move-fields.tsx'
import { PaperView } from './paper-view.tsx'

/** Forms in which one of several is chosen: there is little to lose, and what is chosen is not kept. */
const CHOOSES: readonly MoveName[] = ['assign', 'terminate', 'aid-first']

/** The form of one move, with a look at what it will write before it is made. `wrong`: why it was not made just now. */
export const MovePage: FC<{
  readonly deps: CasesDeps
  readonly casework: Casework
  readonly move: MoveName
  readonly typed: Typed
  readonly formId: string
  readonly wrong?: string
}> = ({ deps, casework, move, typed, formId, wrong }) => {
  const { texts, caseTexts } = deps
  const rule: MoveRule = caseMoves[move]
  const here = `/desk/cases/${casework.id}`
  const looks = rule.papers.length > 0 || rule.needs.length > 0
  return (
    <>
      <p>
        <a href={here}>{texts('back-to-case')}</a>
      </p>
      <p>
        <strong>{casework.matter}</strong> {applicantIn(casework)} <span class="soft">{casework.number}</span>{' '}
        <span class="tag">{caseTexts(`status.${caseFile(casework.events).status}`)}</span>
      </p>
      {rule.law === '' ? '' : <p class="soft">{texts('law', { law: sayArticles(rule.law, texts('between')) })}</p>}
      <Wrong why={wrong} />
      <DeskForm
        action={`${here}/moves/${move}`}
        class="card move"
        {...(CHOOSES.includes(move) ? {} : { hx: keptForm(`${here}/moves/${move}`, `${move}-${casework.id}`) })}
      >
        <input type="hidden" name="id" value={formId} />
        <MoveFields
          deps={deps}
          move={move}
          typed={typed}
          choice={move === 'assign' ? deps.counsel(casework) : undefined}
          asked={caseFile(casework.events).supplementsAsked}
        />
        <p class="row">
          {looks ? (
            <button
              type="submit"
              formaction={`${here}/outlook/${move}`}
              hx-post={`${here}/outlook/${move}`}
              hx-target="#outlook"
              hx-swap="innerHTML"
              hx-select="unset"
              formnovalidate
            >
              {texts('look')}
            </button>
          ) : (
            ''
          )}
          <button type="submit" class={GRAVE.includes(move) ? 'danger' : 'main'}>
            {texts('do', { move: caseTexts(`moves.${move}`) })}
          </button>
        </p>
      </DeskForm>
      <div id="outlook" aria-live="polite" />
    </>
  )
}

/** What a move would write and say. */
export const Outlook: FC<{ readonly deps: CasesDeps; readonly outlook: MoveOutlook }> = ({ deps, outlook }) => {
  if (outlook.kind === 'impossible') return <p class="wrong typed">{outlook.why}</p>
  return (
    <>
      <h2>{deps.texts('outlook')}</h2>
      <p>{deps.texts('outlook-status', { status: deps.caseTexts(`status.${outlook.status}`) })}</p>
      {outlook.told.map((text) => (
        <>
          <h3>{deps.texts('outlook-told')}</h3>
          <p class="card typed">{text}</p>
        </>
      ))}
      {outlook.papers.map((paper) => (
        <PaperView pieces={deps.pieces(paper)} />
      ))}
    </>
  )
}
