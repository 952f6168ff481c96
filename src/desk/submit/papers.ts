import { reviewLines } from '../../flow/index.ts'
import { send } from '../decide.ts'
import { paperContents, writePapers } from '../papers.ts'
import type { Submission, Submitted } from './submission.ts'

/** Has the papers of a form written. Nothing is filed: the person hands them in. */
export const submitPapers = ({ world, snapshot, flow, answers }: Submission): Submitted => {
  const { texts } = world
  const contents = paperContents(world, snapshot, flow, answers, {})
  if (contents.length === 0) {
    // Nothing here can write them: the person still gets what they said, in order, to copy.
    const lines = reviewLines(flow, answers).map(({ step, shown }) => texts('papers.line', { label: step.label, shown }))
    return { effects: [send([texts('papers.as-text', { title: flow.title }), ...lines, texts('papers.advice')].join('\n'))] }
  }
  const titles = contents.map((paper) => texts('papers.title', { title: paper.title })).join('')
  return { effects: [...writePapers(world, snapshot, flow, answers, {}), send([texts('papers.soon', { titles }), texts('papers.advice')].join('\n'))] }
}
