import { desk } from '../desk-route.ts'
import type { DeskRequest, DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import type { AdministrationDeps, RosterPreview } from './administration-deps.ts'
import { ADMINISTRATION } from './index-page.tsx'

const MOST = 300
const PATH = `${ADMINISTRATION}/roster`

/** Reads a file that a form sent. */
export const sentFile = async ({ file }: DeskRequest) => {
  const sent = await file('file')
  return sent && { name: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) }
}

/** The roster as a file: out, edited, shown what it would change, and in. */
export const rosterRoutes = ({ imports, texts }: AdministrationDeps): readonly DeskRoute[] => {
  const form = ({ page }: DeskRequest, why?: string) =>
    page(
      {
        title: texts('roster.title'),
        here: ADMINISTRATION,
        body: (
          <>
            {why === undefined ? '' : <p class="wrong">{why}</p>}
            <ol>
              <li>
                {texts('roster.first')}{' '}
                <a class="button" href={`${PATH}/file.xlsx`} download>
                  {texts('roster.export')}
                </a>
              </li>
              <li>{texts('roster.second')}</li>
              <li>{texts('roster.third')}</li>
            </ol>
            <DeskForm action={PATH} upload>
              <label>
                {texts('roster.file')}
                <input type="file" name="file" accept=".xlsx,.csv" required />
              </label>
              <button type="submit" class="main">
                {texts('roster.preview')}
              </button>
            </DeskForm>
          </>
        ),
      },
      why === undefined ? 200 : 400,
    )
  return [
    desk('get', PATH, 'import-roster', (request) => form(request)),
    desk('get', `${PATH}/file.xlsx`, 'import-roster', async ({ context }) => {
      const bytes = await imports.exportRoster()
      context.header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      context.header('Content-Disposition', 'attachment; filename="roster.xlsx"')
      return context.body(new Uint8Array(bytes))
    }),
    desk('post', PATH, 'import-roster', async (request) => {
      const sent = await sentFile(request)
      if (!sent) return form(request, texts('roster.no-file'))
      const preview = await imports.previewRoster(sent)
      if ('unreadable' in preview) return form(request, texts('roster.unreadable', { why: preview.unreadable }))
      return request.page(
        { title: texts('roster.preview'), here: ADMINISTRATION, body: <Preview texts={texts} preview={preview} /> },
        preview.bad.length === 0 ? 200 : 400,
      )
    }),
    desk('post', `${PATH}/take`, 'import-roster', async (request) => {
      const { key = '' } = await request.form()
      const taken = await imports.takeRoster(request.actor, key)
      return taken === 'taken' ? request.goTo(PATH, texts('roster.taken')) : form(request, texts(`roster.${taken}`))
    }),
  ]
}

const Preview = ({ texts, preview: { key, changes, bad, same } }: { readonly texts: AdministrationDeps['texts']; readonly preview: RosterPreview }) => (
  <>
    <p>
      {texts('roster.sum', {
        added: changes.filter(({ what }) => what === 'added').length,
        changed: changes.filter(({ what }) => what === 'changed').length,
        closed: changes.filter(({ what }) => what === 'closed').length,
        same,
      })}
    </p>
    {bad.length > 0 ? (
      <div class="wrong" role="alert">
        <p>{texts('roster.faults', { count: bad.length })}</p>
        {bad.slice(0, MOST).map((line) => (
          <p>{line}</p>
        ))}
      </div>
    ) : changes.length === 0 ? (
      <p class="empty">{texts('roster.same')}</p>
    ) : (
      <DeskForm action={`${PATH}/take`} class="row">
        <input type="hidden" name="key" value={key} />
        <button type="submit" class="main">
          {texts('roster.take', { count: changes.length })}
        </button>
        <a class="button" href={PATH}>
          {texts('roster.leave')}
        </a>
      </DeskForm>
    )}
    <ul class="list">
      {changes.slice(0, MOST).map(({ what, kind, id, name, columns }) => (
        <li>
          <span class={what === 'added' ? 'tag good' : what === 'closed' ? 'tag bad' : 'tag soon'}>{texts(`roster.what.${what}`)}</span>
          <span>{kind}</span>
          <strong>{name}</strong>
          <span class="soft">{id}</span>
          <span class="soft">{columns}</span>
        </li>
      ))}
    </ul>
  </>
)
