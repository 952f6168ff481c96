import { isoDate, civilDate } from '../../../lang/index.ts'
import { desk } from '../desk-route.ts'
import type { DeskPart, DeskRequest } from '../desk-route.ts'
import type { FiguresDeps } from './figures-deps.ts'
import { FiguresPage } from './figures-page.tsx'

const HERE = '/desk/figures'
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The figures of a month: the page, its workbook, and the bulletin of one page. Of an office only its own town's. */
export const createFigures = (deps: FiguresDeps): DeskPart => {
  const { texts } = deps
  const bookOf = ({ actor, context }: DeskRequest) => deps.read(actor, monthIn(context.req.query('month')) ?? isoDate(civilDate(deps.now())).slice(0, 7))
  const send = ({ context }: DeskRequest, bytes: Uint8Array, type: string, name: string, how: 'inline' | 'attachment') => {
    context.header('Content-Type', type)
    context.header('Content-Disposition', `${how}; filename*=UTF-8''${encodeURIComponent(name)}`)
    return context.body(new Uint8Array(bytes))
  }
  return {
    entries: [{ path: HERE, label: texts('title'), act: 'see-figures' }],
    routes: [
      desk('get', HERE, 'see-figures', async (request) =>
        request.page({
          title: texts('title'),
          here: HERE,
          scripts: ['figures.js'],
          body: <FiguresPage deps={deps} book={await bookOf(request)} />,
        }),
      ),
      desk('get', `${HERE}/sheet`, 'see-figures', async (request) => {
        const book = await bookOf(request)
        return send(request, await deps.workbook(book), SHEET, texts('sheet-name', { month: book.month }), 'attachment')
      }),
      desk('get', `${HERE}/bulletin`, 'see-figures', async (request) => {
        const book = await bookOf(request)
        return send(request, await deps.bulletin(book), 'application/pdf', texts('bulletin-name', { month: book.month }), 'inline')
      }),
    ],
  }
}

const monthIn = (said: string | undefined): string | undefined => (/^20\d{2}-(0[1-9]|1[0-2])$/.test(said ?? '') ? said : undefined)
