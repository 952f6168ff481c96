import type { Casework } from '../../../core/casework.ts'
import type { FileRef } from '../../../core/message.ts'
import type { DeskRoute } from '../desk-route.ts'
import { aboutCase } from './about-case.ts'
import type { CasesDeps } from './cases-deps.ts'
import { PaperView } from './paper-view.tsx'

const HERE = '/desk/cases'
/** Types that a browser shows without running anything of them. */
const SHOWN: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/gif']

/** Papers that a case's moves left, to be read and as PDF, and the files of its applicant. */
export const createPapers = (deps: CasesDeps): readonly DeskRoute[] => {
  const ofCase = aboutCase(deps)
  const paperIn = (casework: Casework, seq: string | undefined, id: string) => deps.papers(casework, Number(seq)).find((one) => one.paper === id)
  return [
    ofCase('get', '/papers/:seq/:paper', 'see-case', async ({ context, page }, casework) => {
      const [name, format] = (context.req.param('paper') ?? '').split('.')
      const paper = paperIn(casework, context.req.param('seq'), name ?? '')
      if (!paper) return page({ title: deps.texts('no-paper'), here: HERE, body: <p>{deps.texts('no-paper')}</p> }, 404)
      if (format === 'pdf') {
        context.header('Content-Type', 'application/pdf')
        context.header('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${paper.title}.pdf`)}`)
        return context.body(new Uint8Array(await deps.pdf(paper)))
      }
      const body = (
        <>
          <p class="row no-print">
            <a href={`${HERE}/${casework.id}`}>{deps.texts('back-to-case')}</a>
            <a class="button" href={`${HERE}/${casework.id}/papers/${context.req.param('seq')}/${paper.paper}.pdf`} target="_blank" rel="noopener">
              PDF
            </a>
          </p>
          <PaperView pieces={deps.pieces(paper)} />
        </>
      )
      return page({ title: paper.title, here: HERE, body })
    }),
    ofCase('get', '/files/:file', 'see-case', async ({ context, page }, casework) => {
      const file = filesOf(casework).find(({ id }) => id === context.req.param('file'))
      const bytes = file && (await deps.file(file.id))
      if (!file || !bytes) return page({ title: deps.texts('no-file'), here: HERE, body: <p>{deps.texts('no-file')}</p> }, 404)
      const shown = SHOWN.includes(file.mime)
      context.header('Content-Type', shown ? file.mime : 'application/octet-stream')
      context.header('Content-Disposition', `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      context.header('X-Content-Type-Options', 'nosniff')
      return context.body(new Uint8Array(bytes))
    }),
  ]
}

/** Every file of a case: those of the application and those that came with moves. */
const filesOf = ({ answers, events }: Casework): readonly FileRef[] => [
  ...Object.values(answers).flatMap((value) => (value.kind === 'files' ? value.value : value.kind === 'text' ? (value.files ?? []) : [])),
  ...events.flatMap(({ facts }) => facts.files ?? []),
]
