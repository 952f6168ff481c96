import type { FC } from 'hono/jsx'
import { caseMoves } from '../../../core/case-moves.ts'
import type { MoveName, MoveRule } from '../../../core/case-moves.ts'
import type { CasePaper, Need } from '../../../core/case-status.ts'
import { addDays, civilDate, isoDate } from '../../../lang/index.ts'
import type { CasesDeps, CounselChoice } from './cases-deps.ts'

/** What was typed into a form before, by field. */
export type Typed = Readonly<Record<string, string>>

type Props = { readonly deps: CasesDeps; readonly move: MoveName; readonly typed: Typed; readonly choice: CounselChoice | undefined; readonly asked: number }

/** Papers that whoever moves says to lie before them; the desk writes the others. */
const STATED: readonly CasePaper[] = ['engagement-agreement', 'power-of-attorney', 'closing-report', 'legal-documents', 'organ-notice']
/** Fields beside those that a move needs. */
const ALSO: Partial<Readonly<Record<MoveName, readonly string[]>>> = {
  receive: ['handed'],
  report: ['filed', 'preserved'],
  hearing: ['time', 'place'],
  'close-out': ['amount', 'avoided'],
  withdraw: ['reason'],
}

/** The fields of a move: what it needs, and what may be said besides. Nothing that the desk knows itself is asked. */
export const MoveFields: FC<Props> = (props) => {
  const { deps, move, typed, asked } = props
  const rule: MoveRule = caseMoves[move]
  const also = ALSO[move] ?? []
  return (
    <>
      {rule.needs.map((need) => (
        <NeedField need={need} {...props} />
      ))}
      {move === 'ask-supplement' && asked > 0 ? <Area deps={deps} name="reason" label="why-again" typed={typed} required /> : ''}
      {also.includes('handed') ? <Line deps={deps} name="handed" type="date" typed={typed} /> : ''}
      {also.includes('time') ? <Line deps={deps} name="time" type="time" typed={typed} /> : ''}
      {also.includes('place') ? <Line deps={deps} name="where" label="place" typed={typed} /> : ''}
      {also.includes('amount') ? <Line deps={deps} name="amount" typed={typed} /> : ''}
      {also.includes('avoided') ? <Line deps={deps} name="avoided" typed={typed} /> : ''}
      {also.includes('reason') ? <Area deps={deps} name="reason" typed={typed} /> : ''}
      {also.includes('filed') ? <Check deps={deps} name="filed" typed={typed} /> : ''}
      {also.includes('preserved') ? <Check deps={deps} name="preserved" typed={typed} /> : ''}
      {rule.papers
        .filter((paper) => STATED.includes(paper))
        .map((paper) => (
          <label>
            <input type="checkbox" name={`paper-${paper}`} value="1" checked={typed[`paper-${paper}`] !== undefined} />
            {deps.texts(`stated.${paper}`)}
          </label>
        ))}
    </>
  )
}

const NeedField: FC<Props & { readonly need: Need }> = ({ deps, move, need, typed, choice }) => {
  switch (need) {
    case 'reason':
      return <Area deps={deps} name="reason" typed={typed} required />
    case 'outcome':
      return <Area deps={deps} name="outcome" typed={typed} required />
    case 'items':
      return <Area deps={deps} name="items" typed={typed} required />
    case 'where':
      return <Line deps={deps} name="where" typed={typed} required />
    case 'due': {
      const usual = move === 'ask-supplement' ? isoDate(addDays(civilDate(deps.now()), deps.practice()['supplement-days'].value)) : ''
      return <Line deps={deps} name="due" label={move === 'hearing' ? 'hearing-day' : 'due'} type="date" typed={{ due: usual, ...typed }} required />
    }
    case 'amount':
      return <Line deps={deps} name="subsidy" typed={typed} required />
    case 'confirmed':
      return <Check deps={deps} name="confirmed" typed={typed} required />
    case 'checklist':
      return <Check deps={deps} name="checklist" typed={typed} required />
    case 'score':
      return <Line deps={deps} name="score" type="number" typed={typed} required />
    case 'emergency-ground':
      return <Grounds deps={deps} kind="emergency" count={3} typed={typed} />
    case 'termination-ground':
      return <Grounds deps={deps} kind="termination" count={8} typed={typed} />
    case 'counsel':
      return choice ? <Counsel deps={deps} choice={choice} typed={typed} /> : null
    // The desk gives these itself.
    case 'number':
    case 'remedies':
    case 'conflict-check':
      return null
  }
}

type Field = { readonly deps: CasesDeps; readonly name: string; readonly label?: string; readonly typed: Typed; readonly required?: boolean }

const Line: FC<Field & { readonly type?: string }> = ({ deps, name, label = name, typed, required, type = 'text' }) => (
  <label>
    {deps.texts(`field.${label}`)}
    <input type={type} name={name} value={typed[name] ?? ''} required={required} maxlength={200} autocomplete="off" />
  </label>
)

const Area: FC<Field> = ({ deps, name, label = name, typed, required }) => (
  <label>
    {deps.texts(`field.${label}`)}
    <textarea name={name} rows={4} maxlength={2000} required={required}>
      {typed[name] ?? ''}
    </textarea>
  </label>
)

const Check: FC<Field> = ({ deps, name, typed, required }) => (
  <label>
    <input type="checkbox" name={name} value="1" checked={typed[name] !== undefined} required={required} />
    {deps.texts(`field.${name}`)}
  </label>
)

const Grounds: FC<{ readonly deps: CasesDeps; readonly kind: 'emergency' | 'termination'; readonly count: number; readonly typed: Typed }> = ({
  deps,
  kind,
  count,
  typed,
}) => (
  <fieldset>
    <legend>{deps.texts(`field.${kind}-ground`)}</legend>
    {Array.from({ length: count }, (_, index) => String(index + 1)).map((ground) => (
      <label>
        <input type="radio" name="ground" value={ground} checked={typed['ground'] === ground} required />
        {kind === 'termination' ? deps.caseTexts(`grounds.${ground}`) : deps.texts(`emergency.${ground}`)}
      </label>
    ))}
  </fieldset>
)

const SHOWN = 12

const Counsel: FC<{ readonly deps: CasesDeps; readonly choice: CounselChoice; readonly typed: Typed }> = ({ deps, choice, typed }) => (
  <fieldset>
    <legend>{deps.texts('field.counsel')}</legend>
    {choice.candidates.length === 0 ? <p class="wrong">{deps.texts('no-counsel')}</p> : ''}
    {choice.candidates.slice(0, SHOWN).map((one, index) => (
      <label>
        <input type="radio" name="counsel" value={one.id} checked={(typed['counsel'] ?? choice.candidates[0]?.id) === one.id} required />
        {one.name}（{one.firm}）{index === 0 ? <span class="tag good">{deps.texts('best')}</span> : ''}
        <small>{one.reasons}</small>
      </label>
    ))}
    {choice.excluded.length > 0 ? (
      <details>
        <summary>{deps.texts('excluded', { count: choice.excluded.length })}</summary>
        <ul>
          {choice.excluded.map(({ name, why }) => (
            <li>
              {name}：{why}
            </li>
          ))}
        </ul>
      </details>
    ) : (
      ''
    )}
  </fieldset>
)
