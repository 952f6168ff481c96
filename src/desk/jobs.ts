import type { FileRef } from '../core/message.ts'
import type { ConversationId } from '../core/ids.ts'
import type { PaperContent, TextJob } from '../core/task.ts'
import type { InternalEvent } from '../core/turn.ts'
import type { DocumentWriter } from '../ports/document.ts'
import type { Notice } from '../ports/notice.ts'
import type { Files } from '../ports/files.ts'
import type { Registry } from '../ports/registry.ts'
import type { DueJob, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/system.ts'
import { writeExport } from './export.ts'
import { screenCase } from './screening-job.ts'
import type { World } from './world.ts'

const AT_ONCE = 100

/** What jobs are done with. */
export type JobDeps = {
  readonly store: Store
  readonly world: () => World
  readonly clock: Clock
  readonly log: Log
  readonly files?: Files
  readonly documents?: () => DocumentWriter
  readonly registry?: Registry
  readonly notice?: Notice
}

/** Does what is due; the conversations that have something in their inbox now. A job that ends here is told to its conversation, so that all writing there stays in its lane. */
export const runJobs = async (deps: JobDeps): Promise<readonly ConversationId[]> => {
  const woken: ConversationId[] = []
  const work = async (job: DueJob): Promise<void> => {
    try {
      const event = await eventOf(deps, job)
      await deps.store.finishJob(job, event, deps.clock.now())
      if (event) woken.push(job.conversationId)
    } catch (error) {
      // It stays due; what is due beside it does not wait for it.
      deps.log.error('job failed', { job: job.id, kind: job.body.kind, error })
    }
  }
  const due = await deps.store.dueJobs(deps.clock.now(), AT_ONCE)
  // Departments may be slow: they come last, and together.
  const slow = due.filter(({ body }) => body.kind === 'screening')
  for (const job of due) if (!slow.includes(job)) await work(job)
  await Promise.all(slow.map(work))
  return woken
}

const eventOf = async (deps: JobDeps, job: DueJob): Promise<InternalEvent | undefined> => {
  const { body } = job
  switch (body.kind) {
    case 'draft':
    case 'case-clock':
    case 'confirmation-over':
    case 'mediation-clock':
    case 'complaint-clock':
    case 'green-watch':
    case 'correction-report':
    case 'follow-up':
    case 'piece':
    case 'grid-week':
    case 'ask-referred':
    case 'referral-over':
    case 'handoff':
      return { kind: 'due', job: body }
    case 'drop-files':
      for (const id of body.files) await deps.files?.remove(id)
      return undefined
    case 'screening':
      return screenCase(deps, job, body, deps.clock.now())
    case 'text-message':
      return texting(deps, body)
    case 'export':
      return { kind: 'notice', class: 'chat', parts: [await exportPart(deps, job, body.head)] }
    case 'papers':
      return { kind: 'notice', class: 'chat', parts: [await papersPart(deps, job, body.papers)] }
  }
}

/** Sends a text message, within what its number may get a day. */
const texting = async ({ notice, store, clock, log }: JobDeps, job: TextJob): Promise<InternalEvent> => {
  if (!notice) return { kind: 'texted', job, result: 'refused' }
  if (!(await store.mayText(job.key, job.to, notice.daily, clock.now()))) return { kind: 'texted', job, result: 'too-many' }
  const result = await notice.send(job)
  if (result.kind !== 'sent') log.warn('text message not sent', { key: job.key, tries: job.tries, result: result.kind, why: result.why })
  return { kind: 'texted', job, result: result.kind, ...(result.kind === 'failed' && result.retryAfterMs !== undefined ? { after: result.retryAfterMs } : {}) }
}

const exportPart = async ({ store, world, files, log }: JobDeps, job: DueJob, head: string) => {
  try {
    if (files) return await writeExport({ store, files, world: world() }, job, head)
  } catch (error) {
    log.error('data not exported', { job: job.id, error })
  }
  return { text: world().texts('data.export.failed') }
}

/** The papers as files; where they could not be written, a word on where to get them. */
const papersPart = async ({ world, files, documents, log }: JobDeps, job: DueJob, papers: readonly PaperContent[]) => {
  const { texts } = world()
  const titles = papers.map((paper) => texts('papers.title', { title: paper.title })).join('')
  if (!files || !documents) return { text: texts('papers.failed', { titles }) }
  try {
    const written: FileRef[] = []
    for (const { paper, title, values, rows } of papers)
      for (const format of ['docx', 'pdf'] as const)
        written.push(await files.put(`${title}.${format}`, await documents().write(paper, { values, rows }, format)))
    return { text: texts('papers.ready', { titles }), files: written, sensitive: true as const }
  } catch (error) {
    log.error('papers not written', { job: job.id, papers: papers.map((paper) => paper.paper), error })
    return { text: texts('papers.failed', { titles }) }
  }
}
