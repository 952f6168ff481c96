import { accountIdOf } from '../../../core/actor.ts'
import { desk } from '../desk-route.ts'
import type { DeskPart, DeskRequest } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { DoorsStep } from './doors-step.tsx'
import type { FirstRunDeps, SetUpKind } from './first-run-deps.ts'
import { createSetUpLink } from './outside-pages.tsx'
import { AgencyStep, CounselStep, CountyStep, isDone, OfficesStep, PlacesStep, SET_UP, Step, STEPS } from './steps.tsx'

const KINDS: readonly SetUpKind[] = ['county', 'agency', 'office', 'counsel']

/** The first run: from nothing to a working bot, step by step. `open`: doors that are open now. */
export const createFirstRun = (deps: FirstRunDeps, open: () => readonly string[]): DeskPart => {
  const { texts } = deps
  const show = async ({ page }: DeskRequest, faults: readonly string[] = []) => {
    const state = await deps.state()
    const next = STEPS.find((step) => !isDone(step, state))
    const step = (name: (typeof STEPS)[number]) => ({ texts, step: name, done: isDone(name, state), next: name === next })
    return page(
      {
        title: texts('title'),
        here: SET_UP,
        body: (
          <>
            <p>{texts(next === undefined ? 'ready' : 'how', { left: STEPS.filter((one) => !isDone(one, state)).length })}</p>
            {faults.length === 0 ? (
              ''
            ) : (
              <div class="wrong" role="alert">
                {faults.map((fault) => (
                  <p>{fault}</p>
                ))}
              </div>
            )}
            {state.demoRows === 0 ? (
              ''
            ) : (
              <section class="card">
                <h2>{texts('demo.title')}</h2>
                <p>{texts('demo.how', { count: state.demoRows })}</p>
                {state.realKeeper ? (
                  <DeskForm action={`${SET_UP}/demo`}>
                    <button type="submit" class="danger">
                      {texts('demo.do')}
                    </button>
                  </DeskForm>
                ) : (
                  <p class="soft">{texts('demo.alone')}</p>
                )}
              </section>
            )}
            <Step {...step('county')}>
              <CountyStep texts={texts} state={state} />
            </Step>
            <Step {...step('places')}>
              <PlacesStep texts={texts} state={state} />
            </Step>
            <Step {...step('agency')}>
              <AgencyStep texts={texts} state={state} />
            </Step>
            <Step {...step('offices')}>
              <OfficesStep texts={texts} state={state} />
            </Step>
            <Step {...step('counsel')}>
              <CounselStep texts={texts} state={state} />
            </Step>
            <Step texts={texts} step="doors" done={open().length > 1} next={next === undefined} later="optional">
              <DoorsStep texts={texts} open={open()} />
            </Step>
            <Step texts={texts} step="ask" done={false} next={next === undefined} later="try">
              <p>{texts('ask.how')}</p>
              <DeskForm action={`${SET_UP}/ask`} hx={{ 'hx-post': `${SET_UP}/ask`, 'hx-target': '#asked', 'hx-swap': 'innerHTML' }}>
                <label>
                  {texts('field.question')}
                  <input name="question" required value={texts('ask.example')} />
                </label>
                <button type="submit">{texts('ask.do')}</button>
              </DeskForm>
              <p id="asked" class="tried" role="status" />
              <p>
                <a class="button" href="/" target="_blank" rel="noreferrer">
                  {texts('ask.page')}
                </a>
              </p>
            </Step>
          </>
        ),
      },
      faults.length === 0 ? 200 : 400,
    )
  }
  return {
    entries: [
      {
        path: SET_UP,
        label: texts('title'),
        act: 'set-up',
        count: async () => {
          const state = await deps.state()
          return STEPS.filter((step) => !isDone(step, state)).length
        },
      },
    ],
    outside: createSetUpLink(deps),
    routes: [
      desk('get', SET_UP, 'set-up', (request) => show(request)),
      desk('post', `${SET_UP}/row`, 'set-up', async (request) => {
        const { kind: said, ...cells } = await request.form()
        const kind = KINDS.find((one) => one === said)
        const faults = kind ? await deps.write(request.actor, kind, cells) : []
        return faults.length === 0 ? request.goTo(SET_UP, texts('saved')) : show(request, faults)
      }),
      desk('post', `${SET_UP}/places`, 'set-up', async (request) => {
        const faults = await deps.writePlaces(request.actor, (await request.form())['lines'] ?? '')
        return faults.length === 0 ? request.goTo(SET_UP, texts('saved')) : show(request, faults)
      }),
      desk('post', `${SET_UP}/fill`, 'set-up', async (request) => {
        const faults = await deps.fillPlaces(request.actor)
        return faults.length === 0 ? request.goTo(SET_UP, texts('saved')) : show(request, faults)
      }),
      desk('post', `${SET_UP}/demo`, 'set-up', async (request) => {
        if (!(await deps.state()).realKeeper) return show(request, [texts('demo.alone')])
        const count = await deps.removeDemo(request.actor)
        return request.goTo(SET_UP, texts('demo.gone', { count }))
      }),
      desk('post', `${SET_UP}/try`, 'set-up', async ({ form, piece, actor }) => {
        const { door, said = '' } = await form()
        const { good, said: answer } = door === 'telegram' ? await deps.tryTelegram(said.trim()) : await deps.tryAddress(said.trim())
        const row = {
          at: deps.desk.now(),
          actor: accountIdOf(actor),
          action: 'door-tried',
          subject: { kind: 'door', id: door === 'telegram' ? 'telegram' : 'web' },
          detail: '',
        }
        await deps.desk.accounts.audit(row)
        return piece(<span class={good ? 'said' : 'wrong'}>{answer}</span>)
      }),
      desk('post', `${SET_UP}/ask`, 'set-up', async ({ form, piece }) => {
        const answer = deps.answer((await form())['question'] ?? '')
        return piece(<span class="as-said">{answer?.text ?? texts('ask.none')}</span>)
      }),
    ],
  }
}
