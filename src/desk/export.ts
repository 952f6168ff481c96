import type { Answers } from '../core/flow-state.ts'
import { textOf } from '../core/message.ts'
import type { Part } from '../core/message.ts'
import type { Effect, Snapshot } from '../core/turn.ts'
import { stepOf } from '../flow/index.ts'
import type { Flow } from '../flow/index.ts'
import { civilDate, formatDate } from '../lang/index.ts'
import type { Files } from '../ports/files.ts'
import type { DueJob, Store, TranscriptLine } from '../ports/store.ts'
import { dataList } from './routes/mine.ts'
import type { World } from './world.ts'

/** Lines of talk at most: more than anybody says in the days that talk is kept. */
const MOST_LINES = 20_000

/** Has everything that is kept about a person written into a file and sent to them (个人信息保护法 45). */
export const exportData = (world: World, snapshot: Snapshot): Effect => ({
  kind: 'schedule',
  key: `export ${snapshot.inboxId}`,
  job: { kind: 'export', head: [dataList(world, snapshot), ...casesIn(world, snapshot)].join('\n\n') },
  dueAt: snapshot.now,
})

const casesIn = ({ texts, flows }: World, { casework }: Snapshot): readonly string[] =>
  casework.map(({ number, matter, answers }) =>
    [texts('data.export.case', { number, matter }), ...answersIn(texts, flows.get('legal-aid-application'), answers)].join('\n'),
  )

const answersIn = (texts: World['texts'], flow: Flow | undefined, answers: Answers): readonly string[] =>
  Object.entries(answers).flatMap(([step, value]) => {
    const label = flow && stepOf(flow, step)?.label
    return label === undefined || value.shown === '' ? [] : [texts('data.line', { label, shown: value.shown })]
  })

/** Writes the file: what `head` says, then everything said, with its time. */
export const writeExport = async (
  { store, files, world }: { readonly store: Pick<Store, 'transcript'>; readonly files: Pick<Files, 'put'>; readonly world: World },
  job: DueJob,
  head: string,
): Promise<Part> => {
  const { texts } = world
  const lines = await store.transcript(job.conversationId, MOST_LINES)
  const text = [head, '', texts('data.export.talk'), ...lines.map((line) => lineIn(world, line))].join('\n')
  // The mark in front tells every editor that it is UTF-8.
  const file = await files.put(texts('data.export.name'), Buffer.from(`\uFEFF${text}\n`))
  return { text: texts('data.export.ready'), files: [file], sensitive: true }
}

const lineIn = ({ texts, settings }: World, { from, at, content, part }: TranscriptLine): string => {
  const when = formatDate(civilDate(at))
  if (from === 'person') {
    const text = content?.kind === 'file' ? texts('data.export.file', { name: content.file.name }) : content ? textOf(content) : ''
    return texts('data.export.you', { when, text })
  }
  return texts('data.export.desk', { when, service: part?.from ?? settings.service, text: part?.text ?? '' })
}
