import { caseFile } from '../../../core/case.ts'
import { caseMoves } from '../../../core/case-moves.ts'
import type { Casework } from '../../../core/casework.ts'
import { desk } from '../desk-route.ts'
import type { DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { applicantIn } from './case-rows.ts'
import type { CasesDeps } from './cases-deps.ts'
import { formOf } from './move-form.ts'

const HERE = '/desk/cases'
const MOST = 50
const PICKED = 'case-'
const CHOSEN = 'counsel-'
const FROM: readonly string[] = caseMoves.assign.from

/** Several cases are given to counsel at once: each with its own proposal and its own look for conflicts, and each a move of its own. */
export const createAssigning = (deps: CasesDeps): readonly DeskRoute[] => {
  const { texts, cases } = deps
  const picked = async (sent: Readonly<Record<string, string>>, prefix: string): Promise<readonly Casework[]> => {
    const ids = Object.keys(sent).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []))
    const found = await Promise.all(ids.slice(0, MOST).map((id) => cases.find(id)))
    return found.flatMap((one) => (one && FROM.includes(caseFile(one.events).status) ? [one] : []))
  }
  return [
    // Whoever sees all cases that wait for counsel is the agency; the desk asks again at each move.
    desk('post', `${HERE}/assign`, 'assign-cases', async ({ page, form }) => {
      const found = await picked(await form(), PICKED)
      return page({
        title: texts('assign.title'),
        here: HERE,
        body: found.length === 0 ? <p class="empty">{texts('assign.none')}</p> : <Proposals deps={deps} cases={found} />,
      })
    }),
    desk('post', `${HERE}/assign/all`, 'assign-cases', async ({ actor, page, form }) => {
      const sent = await form()
      const results: { readonly number: string; readonly text: string }[] = []
      for (const casework of await picked(sent, CHOSEN)) {
        const counsel = sent[`${CHOSEN}${casework.id}`] ?? ''
        if (counsel === '') continue
        const said = await deps.say(actor, formOf(casework.number, 'assign', { counsel }), `assign-${sent['id'] ?? deps.nextId()}-${casework.id}`)
        results.push({ number: casework.number, text: said.kind === 'done' ? said.text : texts(said.kind) })
      }
      const body = (
        <>
          {results.length === 0 ? <p class="empty">{texts('assign.none')}</p> : ''}
          <ul class="list">
            {results.map(({ text }) => (
              <li class="typed">{text}</li>
            ))}
          </ul>
          <a class="button" href={HERE}>
            {texts('back')}
          </a>
        </>
      )
      return page({ title: texts('assign.done'), here: HERE, body })
    }),
  ]
}

const SHOWN = 8

const Proposals = ({ deps, cases }: { readonly deps: CasesDeps; readonly cases: readonly Casework[] }) => (
  <DeskForm action={`${HERE}/assign/all`}>
    <p>{deps.texts('assign.how')}</p>
    <input type="hidden" name="id" value={deps.nextId()} />
    {cases.map((casework) => {
      const { candidates, excluded } = deps.counsel(casework)
      return (
        <fieldset>
          <legend>
            {casework.matter} {applicantIn(casework)} <span class="soft">{casework.number}</span>
          </legend>
          <label>
            {deps.texts('field.counsel')}
            <select name={`${CHOSEN}${casework.id}`}>
              <option value="">{deps.texts('assign.later')}</option>
              {candidates.slice(0, SHOWN).map((one, index) => (
                <option value={one.id} selected={index === 0}>
                  {`${one.name}（${one.firm}）${one.reasons}`}
                </option>
              ))}
            </select>
          </label>
          {excluded.length > 0 ? (
            <small>
              {deps.texts('assign.excluded', {
                list: excluded
                  .slice(0, SHOWN)
                  .map(({ name, why }) => `${name}（${why}）`)
                  .join(deps.texts('between')),
              })}
            </small>
          ) : (
            ''
          )}
        </fieldset>
      )
    })}
    <button type="submit" class="main">
      {deps.texts('assign.do')}
    </button>
  </DeskForm>
)
