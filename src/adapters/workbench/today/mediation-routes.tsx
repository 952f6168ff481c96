import { accountIdOf } from '../../../core/actor.ts'
import { mediationMoves, mediationMovesFrom } from '../../../core/mediation.ts'
import type { Mediation, MediationMoveName } from '../../../core/mediation.ts'
import { seen } from '../cases/cases-deps.ts'
import { about, desk } from '../desk-route.ts'
import type { DeskRequest, DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { sayTime } from '../say-day.ts'
import type { TodayDeps } from './today-deps.ts'
import { MediationList } from './today-page.tsx'
import { Wrong } from './wrong.tsx'

const HERE = '/desk/mediations'
const TODAY = '/desk/today'

/** The mediations of an office: the list, one page a mediation, and its moves, each with what has to be written down (人民调解法 27). */
export const createMediations = (deps: TodayDeps): readonly DeskRoute[] => {
  const { todayTexts: texts, tasks } = deps
  const find = async ({ context }: DeskRequest) => {
    const found = await tasks.mediation(context.req.param('mediation') ?? '')
    return found && { thing: { kind: 'place' as const, ...(found.officeId === undefined ? {} : { officeId: found.officeId }) }, value: found }
  }
  return [
    desk('get', HERE, 'see-mediations', async ({ actor, page }) => {
      const found = await tasks.mediations(actor.officeId ?? '')
      const body = found.length === 0 ? <p class="empty">{texts('no-mediation')}</p> : <MediationList deps={deps} mediations={found} />
      return page({ title: texts('all-mediations'), here: TODAY, body })
    }),
    about('get', `${HERE}/:mediation`, 'see-mediations', find, async ({ actor, page }, mediation) => {
      await seen(deps, actor, { kind: 'mediation', id: mediation.id }, accountIdOf(actor))
      return page({ title: titleOf(deps, mediation), here: TODAY, body: <MediationPage deps={deps} mediation={mediation} /> })
    }),
    about('post', `${HERE}/:mediation`, 'see-mediations', find, async (request, mediation) => {
      const sent = await request.form()
      const move = mediationMoves.find((one) => one === sent['move'])
      if (!move) return request.goTo(`${HERE}/${mediation.id}`)
      const line = deps.mediationLine(move, mediation.number, (sent['text'] ?? '').trim())
      const said = await deps.say(request.actor, { kind: 'text', text: line }, `mediation-${sent['id'] ?? deps.nextId()}`)
      const after = await tasks.mediation(mediation.id)
      if (said.kind === 'waiting') return request.goTo(`${HERE}/${mediation.id}`, deps.texts('waiting'))
      if (said.kind === 'done' && after && after.version > mediation.version) return request.goTo(`${HERE}/${mediation.id}`, said.text)
      const wrong = said.kind === 'done' ? said.text : deps.texts('failed')
      const typed = { move, text: sent['text'] ?? '' }
      return request.page(
        { title: titleOf(deps, mediation), here: TODAY, body: <MediationPage deps={deps} mediation={after ?? mediation} typed={typed} wrong={wrong} /> },
        409,
      )
    }),
  ]
}

const titleOf = ({ serviceTexts }: TodayDeps, { matter, parties }: Mediation): string => `${serviceTexts(`mediation.matter.${matter}`)} ${parties.applicant}`

const MediationPage = ({
  deps,
  mediation,
  typed,
  wrong,
}: {
  readonly deps: TodayDeps
  readonly mediation: Mediation
  readonly typed?: { readonly move: MediationMoveName; readonly text: string }
  readonly wrong?: string
}) => {
  const { todayTexts: texts, serviceTexts, days, now } = deps
  const { parties } = mediation
  const facts = { applicant: `${parties.applicant} ${parties.mobile}`, opponents: parties.opponents.join('、'), facts: mediation.facts, wish: mediation.wish }
  return (
    <>
      <p class="row">
        <a href={HERE}>{texts('all-mediations')}</a>
        <span class="tag">{serviceTexts(`mediation.status.${mediation.status}`)}</span>
        <span class="soft">{mediation.number}</span>
      </p>
      <Wrong why={wrong} />
      <dl class="card">
        {Object.entries(facts).map(([name, value]) => (
          <>
            <dt>{texts(`mediation.${name}`)}</dt>
            <dd class="typed">{value}</dd>
          </>
        ))}
      </dl>
      <section class="card">
        <h2>{deps.texts('next')}</h2>
        {mediationMovesFrom(mediation.status, 'office').map((move) => (
          <details open={typed?.move === move}>
            <summary>{texts(`move.${move}`)}</summary>
            <DeskForm action={`${HERE}/${mediation.id}`}>
              <input type="hidden" name="id" value={deps.nextId()} />
              <input type="hidden" name="move" value={move} />
              <label>
                {texts(`ask.${move}`)}
                <textarea name="text" rows={3} maxlength={2000}>
                  {typed?.move === move ? typed.text : ''}
                </textarea>
              </label>
              <button type="submit">{texts(`move.${move}`)}</button>
            </DeskForm>
          </details>
        ))}
      </section>
      <h2>{deps.texts('timeline')}</h2>
      <ol class="timeline">
        {mediation.events.map(({ at, actor, to, facts: said }) => (
          <li>
            <small>{sayTime(days, at, now())}</small>
            <div>
              <strong>{serviceTexts(`mediation.status.${to}`)}</strong> {actor.name}
              <p class="typed">{said.note ?? said.terms ?? said.mediators?.join('、') ?? ''}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
