import { actorOf } from '../../../core/actor.ts'
import { sayPast } from '../../../lang/index.ts'
import { desk } from '../desk-route.ts'
import type { DeskRequest, DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import type { AdministrationDeps } from './administration-deps.ts'
import { ADMINISTRATION } from './index-page.tsx'
import { sentFile } from './rosters.tsx'

const MOST = 200
const PATH = `${ADMINISTRATION}/registry`
const KINDS = ['added', 'changed', 'ended', 'resumed'] as const

/** Lists of departments: shown what they would change, written whole, and what each import changed. */
export const registerRoutes = ({ imports, texts, now, roster }: AdministrationDeps): readonly DeskRoute[] => {
  const form = async ({ page }: DeskRequest, why?: string) => {
    const history = await imports.registryHistory()
    return page(
      {
        title: texts('registry.title'),
        here: ADMINISTRATION,
        body: (
          <>
            {why === undefined ? '' : <p class="wrong">{why}</p>}
            <p class="soft">{texts('registry.how')}</p>
            <DeskForm action={PATH} upload class="card">
              <label>
                {texts('registry.department')}
                <select name="department" required>
                  {imports.departments().map(({ id, name }) => (
                    <option value={id}>{name}</option>
                  ))}
                </select>
              </label>
              <label>
                {texts('registry.file')}
                <input type="file" name="file" accept=".xlsx,.csv" required />
              </label>
              <label>
                <input type="checkbox" name="skipBad" />
                {texts('registry.skip-bad')}
              </label>
              <label>
                <input type="checkbox" name="endingMany" />
                {texts('registry.ending-many')}
              </label>
              <button type="submit" class="main">
                {texts('registry.preview')}
              </button>
            </DeskForm>
            <h2>{texts('registry.history')}</h2>
            {history.length === 0 ? <p class="empty">{texts('registry.none')}</p> : ''}
            <ul class="list">
              {history.map(({ id, department, at, by, rows, counts }) => (
                <li>
                  <a class="grow" href={`${PATH}/${encodeURIComponent(id)}`}>
                    {department}
                  </a>
                  <span>{texts('registry.sum', { rows, ...counts })}</span>
                  <span class="soft">
                    {actorOf(roster(), by)?.name ?? by} {sayPast(at, now())}
                  </span>
                </li>
              ))}
            </ul>
          </>
        ),
      },
      why === undefined ? 200 : 400,
    )
  }
  return [
    desk('get', PATH, 'import-registry', (request) => form(request)),
    desk('post', PATH, 'import-registry', async (request) => {
      const { department = '', skipBad, endingMany } = await request.form()
      const sent = await sentFile(request)
      if (!sent) return form(request, texts('roster.no-file'))
      const preview = await imports.previewRegistry(department, sent, { skipBad: skipBad === 'on', endingMany: endingMany === 'on' })
      if ('unreadable' in preview) return form(request, texts('roster.unreadable', { why: preview.unreadable }))
      const { key, counts, same, bad, refused } = preview
      return request.page(
        {
          title: texts('registry.preview'),
          here: ADMINISTRATION,
          body: (
            <>
              <p>{texts('registry.would', { ...counts, same })}</p>
              {refused === undefined ? (
                <DeskForm action={`${PATH}/take`} class="row">
                  <input type="hidden" name="key" value={key} />
                  <button type="submit" class="main">
                    {texts('registry.take')}
                  </button>
                </DeskForm>
              ) : (
                <p class="wrong">{texts(`registry.refused.${refused}`, { bad: bad.length, ended: counts.ended })}</p>
              )}
              {bad.slice(0, MOST).map((line) => (
                <p>{line}</p>
              ))}
              <a class="button" href={PATH}>
                {texts('roster.leave')}
              </a>
            </>
          ),
        },
        refused === undefined ? 200 : 400,
      )
    }),
    desk('post', `${PATH}/take`, 'import-registry', async (request) => {
      const { key = '' } = await request.form()
      const taken = await imports.takeRegistry(request.actor, key)
      return taken === 'taken' ? request.goTo(PATH, texts('registry.taken')) : form(request, texts(`roster.${taken}`))
    }),
    desk('get', `${PATH}/:id`, 'import-registry', async ({ context, page }) => {
      const changes = await imports.registryChanges(context.req.param('id') ?? '')
      return page({
        title: texts('registry.changes'),
        here: ADMINISTRATION,
        body: (
          <>
            {changes.length === 0 ? <p class="empty">{texts('registry.nothing')}</p> : ''}
            {KINDS.map((kind) => ({ kind, list: changes.filter((one) => one.kind === kind) })).map(({ kind, list }) =>
              list.length === 0 ? (
                ''
              ) : (
                <>
                  <h2>{texts(`registry.kind.${kind}`, { count: list.length })}</h2>
                  <ul class="list">
                    {list.slice(0, MOST).map(({ status, name }) => (
                      <li>
                        <span>{status}</span>
                        <span class="soft">{name}</span>
                      </li>
                    ))}
                  </ul>
                </>
              ),
            )}
          </>
        ),
      })
    }),
  ]
}
