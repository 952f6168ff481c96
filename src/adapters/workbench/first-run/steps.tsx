import type { Child, FC } from 'hono/jsx'
import type { DeskTexts } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import type { SetUpState } from './first-run-deps.ts'

/** Path of the guided set-up. */
export const SET_UP = '/desk/set-up'
const HOURS = 'workdays 08:30-12:00,13:30-17:30'

type StepProps = { readonly texts: DeskTexts; readonly state: SetUpState }

/** Steps in their order; which are done. */
export const STEPS = ['county', 'places', 'agency', 'offices', 'counsel'] as const
export type StepName = (typeof STEPS)[number]

/** Whether a step is done: everything the bot needs of it is there. */
export const isDone = (step: StepName, { roster, countyCode }: SetUpState): boolean => {
  switch (step) {
    case 'county':
      return countyCode !== undefined
    case 'places':
      return roster.towns.length > 0 && roster.villages.length > 0
    case 'agency':
      return roster.agency !== undefined
    case 'offices':
      return roster.towns.length > 0 && roster.towns.every((town) => roster.offices.some((office) => office.townCode === town.code))
    case 'counsel':
      return roster.counsel.length > 0
  }
}

/** A step with whether it is done, open where it is the next. */
export const Step: FC<{
  readonly texts: DeskTexts
  readonly step: string
  readonly done: boolean
  readonly next: boolean
  readonly later?: string
  readonly children: Child
}> = ({ texts, step, done, next, later = 'open', children }) => (
  <details class="card step" id={step} open={next}>
    <summary>
      {texts(`${step}.title`)} <span class={done ? 'tag good' : next ? 'tag soon' : 'tag'}>{texts(done ? 'done' : later)}</span>
    </summary>
    {children}
  </details>
)

const Field: FC<{ readonly texts: DeskTexts; readonly name: string; readonly value?: string; readonly pattern?: string; readonly type?: string }> = ({
  texts,
  name,
  value,
  pattern,
  type,
}) => (
  <label>
    {texts(`field.${name}`)}
    <input name={name} value={value ?? ''} required pattern={pattern} type={type} />
  </label>
)

const RowForm: FC<{ readonly texts: DeskTexts; readonly kind: string; readonly children: Child }> = ({ texts, kind, children }) => (
  <DeskForm action={`${SET_UP}/row`}>
    <input type="hidden" name="kind" value={kind} />
    {children}
    <button type="submit" class="main">
      {texts('save')}
    </button>
  </DeskForm>
)

const Contact: FC<{ readonly texts: DeskTexts }> = ({ texts }) => (
  <>
    <Field texts={texts} name="phone" type="tel" />
    <Field texts={texts} name="address" />
    <Field texts={texts} name="hours" value={HOURS} />
  </>
)

export const CountyStep: FC<StepProps> = ({ texts, state: { roster, countyCode } }) =>
  countyCode === undefined ? (
    <RowForm texts={texts} kind="county">
      <Field texts={texts} name="county" />
      <Field texts={texts} name="code" pattern="[0-9]{6}" />
    </RowForm>
  ) : (
    <p>{texts('county.is', { name: roster.county, code: countyCode })}</p>
  )

export const PlacesStep: FC<StepProps> = ({ texts, state }) => (
  <>
    <p>{texts('places.is', { towns: state.roster.towns.length, villages: state.roster.villages.length })}</p>
    {state.hasDivisions && state.countyCode !== undefined && state.roster.towns.length === 0 ? (
      <DeskForm action={`${SET_UP}/fill`}>
        <button type="submit" class="main">
          {texts('places.fill')}
        </button>
      </DeskForm>
    ) : (
      ''
    )}
    <p class="soft">{texts('places.how')}</p>
    <DeskForm action={`${SET_UP}/places`}>
      <label>
        {texts('field.places')}
        <textarea name="lines" rows={8} required />
      </label>
      <button type="submit" class="main">
        {texts('save')}
      </button>
    </DeskForm>
  </>
)

export const AgencyStep: FC<StepProps> = ({ texts, state: { roster } }) =>
  roster.agency === undefined ? (
    <RowForm texts={texts} kind="agency">
      <Field texts={texts} name="agency" value={`${roster.county}${texts('agency.usual')}`} />
      <Contact texts={texts} />
    </RowForm>
  ) : (
    <p>{`${roster.agency.name} ${roster.agency.phone} ${roster.agency.address}`}</p>
  )

export const OfficesStep: FC<StepProps> = ({ texts, state: { roster } }) => {
  const without = roster.towns.filter((town) => !roster.offices.some((office) => office.townCode === town.code))
  return (
    <>
      <ul class="plain">
        {roster.offices.map(({ name, phone }) => (
          <li>{`${name} ${phone}`}</li>
        ))}
      </ul>
      {without.length === 0 ? (
        ''
      ) : (
        <RowForm texts={texts} kind="office">
          <label>
            {texts('field.town')}
            <select name="townCode">
              {without.map(({ code, name }) => (
                <option value={code}>{name}</option>
              ))}
            </select>
          </label>
          <Field texts={texts} name="office" />
          <Contact texts={texts} />
        </RowForm>
      )}
    </>
  )
}

export const CounselStep: FC<StepProps> = ({ texts, state: { roster, invited } }) => (
  <>
    <ul class="plain">
      {roster.counsel.map(({ id, name, firm }) => (
        <li class="row">
          <span>{`${name} ${firm}`}</span>
          {invited.includes(id) ? (
            <span class="tag good">{texts('counsel.invited')}</span>
          ) : (
            <a href={`/desk/administration/users/counsel:${id}`}>{texts('counsel.invite')}</a>
          )}
        </li>
      ))}
    </ul>
    <RowForm texts={texts} kind="counsel">
      <Field texts={texts} name="counsel" />
      <Field texts={texts} name="firm" />
      <Field texts={texts} name="licence" />
      <label>
        {texts('field.serves')}
        <select name="villages">
          {roster.towns.map(({ code, name }) => (
            <option value={code}>{texts('counsel.whole-town', { name })}</option>
          ))}
        </select>
      </label>
      <Field texts={texts} name="duty" value={HOURS} />
    </RowForm>
  </>
)
