import type { FC } from 'hono/jsx'
import type { CaseRow } from './case-rows.ts'
import type { CasesDeps } from './cases-deps.ts'
import { DueTag } from './due-tag.tsx'

type Needed = Pick<CasesDeps, 'texts' | 'caseTexts' | 'days' | 'now'>

/** A case in a list: what and whose it is, as a link, its status, and what makes it pressing. `back`: the list that the case's page leads back to. */
export const CaseHead: FC<{ readonly deps: Needed; readonly row: CaseRow; readonly back?: string }> = ({
  deps,
  row: { casework, status, clock, applicant },
  back,
}) => (
  <>
    <a class="subject" href={`/desk/cases/${casework.id}${back === undefined ? '' : `?back=${encodeURIComponent(back)}`}`}>
      <strong>{casework.matter}</strong> {applicant}
    </a>
    <span class="tag">{deps.caseTexts(`status.${status}`)}</span>
    {casework.urgent ? <span class="tag bad">{deps.texts('urgent')}</span> : ''}
    {casework.green === undefined ? '' : <span class="tag good">{deps.texts('green')}</span>}
    {clock ? <DueTag deps={deps} clock={clock} /> : ''}
  </>
)
