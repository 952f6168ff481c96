import { accountIdOf } from '../../../core/actor.ts'
import { caseFile, movesOf } from '../../../core/case.ts'
import { moveNames } from '../../../core/case-moves.ts'
import type { MoveName } from '../../../core/case-moves.ts'
import { caseRoleOf } from '../../../core/case-role.ts'
import type { Casework } from '../../../core/casework.ts'
import { authorise } from '../../../core/authorise.ts'
import { scopeOf } from '../../../core/desk-scope.ts'
import { about, desk } from '../desk-route.ts'
import type { DeskPart, DeskRequest, DeskRoute } from '../desk-route.ts'
import { aboutCase, thingOf } from './about-case.ts'
import { notDone } from '../kept-form.ts'
import { createAssigning } from './assigning.tsx'
import { CasePage } from './case-page.tsx'
import { filterOf } from './case-filter.ts'
import { caseRows, chosenRows } from './case-rows.ts'
import { CasesPage, ROWS } from './cases-page.tsx'
import { seen } from './cases-deps.ts'
import type { CasesDeps } from './cases-deps.ts'
import { formOf, typedOf } from './move-form.ts'
import { MovePage, Outlook } from './move-page.tsx'
import { createPapers } from './papers-routes.tsx'

const HERE = '/desk/cases'

/** The cases at the workbench: lists, one page a case, its moves with a look at what they write, papers and files. */
export const createCases = (deps: CasesDeps): DeskPart => {
  const { texts, cases, now } = deps
  const list = desk('get', HERE, 'see-cases', async ({ actor, context, page }) => {
    const filter = filterOf((name) => context.req.query(name))
    const scope = scopeOf(actor) ?? { officeId: '' }
    const title = texts('title')
    if (filter.view === 'over') {
      const found = await cases.over(scope, (filter.page - 1) * ROWS, ROWS)
      const rows = caseRows(found.cases, actor.role, deps.practice(), now())
      return page({ title, here: HERE, body: <CasesPage deps={deps} actor={actor} filter={filter} rows={rows} count={found.count} /> })
    }
    const rows = chosenRows(caseRows(await cases.open(scope), actor.role, deps.practice(), now()), filter, now())
    const shown = filter.view === 'board' ? rows : rows.slice((filter.page - 1) * ROWS, filter.page * ROWS)
    return page({
      title,
      here: HERE,
      wide: true,
      body: <CasesPage deps={deps} actor={actor} filter={filter} rows={shown} count={rows.length} />,
    })
  })
  const ofCase = aboutCase(deps)
  const one = ofCase('get', '', 'see-case', async (request, casework) => {
    const { actor, page, context } = request
    await seen(deps, actor, { kind: 'case', id: casework.id }, accountIdOf(actor))
    const asks = authorise(actor, 'see-registers', thingOf(casework))
    const screenings = asks ? await cases.screenings(casework.id) : []
    const view = { casework, told: await cases.told(casework.id), screenings }
    const back = context.req.query('back') ?? ''
    return page({
      title: casework.matter,
      here: HERE,
      wide: true,
      body: <CasePage deps={deps} actor={actor} view={view} asks={asks} back={back.startsWith(HERE) ? back : HERE} formId={deps.nextId()} />,
    })
  })
  const form = ofMove(deps)
  const movePage = form('get', 'moves', async (request, { casework, move }) =>
    request.page({
      title: deps.caseTexts(`moves.${move}`),
      here: HERE,
      body: <MovePage deps={deps} casework={casework} move={move} typed={{}} formId={deps.nextId()} />,
    }),
  )
  const outlook = form('post', 'outlook', async (request, { casework, move }) => {
    const { actor, page, piece, context } = request
    const typed = typedOf(await request.form())
    const role = caseRoleOf(actor.role)
    const found = deps.outlook(casework, formOf(casework.number, move, typed), { role, id: actor.staffId, name: actor.name })
    if (context.req.header('hx-request') !== undefined) {
      // Nothing was done: what was typed is still needed.
      notDone(request)
      return piece(<Outlook deps={deps} outlook={found} />)
    }
    const body = (
      <>
        <MovePage deps={deps} casework={casework} move={move} typed={typed} formId={deps.nextId()} />
        <Outlook deps={deps} outlook={found} />
      </>
    )
    return page({ title: deps.caseTexts(`moves.${move}`), here: HERE, body })
  })
  const make = form('post', 'moves', async (request, { casework, move }) => {
    const { actor, page, goTo } = request
    const sent = await request.form()
    const typed = typedOf(sent)
    const said = await deps.say(actor, formOf(casework.number, move, typed), `move-${sent['id'] ?? deps.nextId()}`)
    if (said.kind === 'waiting') return goTo(`${HERE}/${casework.id}`, texts('waiting'))
    const after = (await cases.find(casework.id)) ?? casework
    // What was sent twice gets the answer of the first time.
    const before = deps.caseTexts('done', {
      number: casework.number,
      move: deps.caseTexts(`moves.${move}`),
      status: deps.caseTexts(`status.${caseFile(after.events).status}`),
    })
    if (said.kind === 'done' && (after.version > casework.version || said.text === before)) return goTo(`${HERE}/${casework.id}`, said.text)
    const wrong = said.kind === 'done' ? said.text : texts('failed')
    const body = <MovePage deps={deps} casework={after} move={move} typed={typed} formId={deps.nextId()} wrong={wrong} />
    return page({ title: deps.caseTexts(`moves.${move}`), here: HERE, body }, notDone(request))
  })
  const tell = ofCase('post', '/tell', 'move-case', async (request, casework) => {
    const sent = await request.form()
    const content = { kind: 'move', number: casework.number, move: 'tell', fields: { reason: sent['reason'] ?? '' } } as const
    const said = await deps.say(request.actor, content, `tell-${sent['id'] ?? deps.nextId()}`)
    return request.goTo(`${HERE}/${casework.id}`, said.kind === 'done' ? said.text : texts(said.kind))
  })
  const registers = ofCase('post', '/registers', 'see-registers', async (request, casework) => {
    const sent = await request.form()
    const said = await deps.say(request.actor, { kind: 'text', text: deps.registersLine(casework.number) }, `registers-${sent['id'] ?? deps.nextId()}`)
    return request.goTo(`${HERE}/${casework.id}`, said.kind === 'done' ? said.text : texts(said.kind))
  })
  return {
    entries: [{ path: HERE, label: texts('title'), act: 'see-cases' }],
    routes: [list, ...createAssigning(deps), one, movePage, make, outlook, tell, registers, ...createPapers(deps)],
  }
}

type Answer = Response | Promise<Response>

/** Routes about a move that whoever asks may make from where the case stands; about any other there is nothing. */
const ofMove =
  (deps: CasesDeps) =>
  (
    method: 'get' | 'post',
    path: string,
    answer: (request: DeskRequest, about: { readonly casework: Casework; readonly move: MoveName }) => Answer,
  ): DeskRoute =>
    about(
      method,
      `${HERE}/:case/${path}/:move`,
      'move-case',
      async ({ context, actor }) => {
        const casework = await deps.cases.find(context.req.param('case') ?? '')
        const move = moveNames.find((name) => name === context.req.param('move'))
        if (!casework || !move) return undefined
        // A form that was sent after the case moved on is still answered, with why it cannot be.
        if (method === 'get' && !movesOf(caseFile(casework.events), caseRoleOf(actor.role)).includes(move)) return undefined
        return { thing: thingOf(casework), value: { casework, move } }
      },
      answer,
    )
