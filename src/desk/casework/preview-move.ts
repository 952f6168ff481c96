import { caseFile, judgeMove } from '../../core/case.ts'
import type { CaseActor, CaseEvent } from '../../core/case.ts'
import type { Casework } from '../../core/casework.ts'
import type { Instant } from '../../core/ids.ts'
import type { Content } from '../../core/message.ts'
import type { PaperContent } from '../../core/task.ts'
import type { World } from '../world.ts'
import { casePapersOf } from './case-papers.ts'
import { explain } from './case-words.ts'
import { completedFacts } from './completed-facts.ts'
import { formLine } from './form-line.ts'
import { tellOfMove } from './tell-of-move.ts'

/** What a move would do, before it is made: its papers and what the applicant would be told; or what stands against it, in words. */
export type MovePreview =
  | { readonly kind: 'possible'; readonly papers: readonly PaperContent[]; readonly told: readonly string[]; readonly status: string }
  | { readonly kind: 'impossible'; readonly why: string }

/** Looks at a move that nobody has made yet; nothing is written and no number is given out. */
export const previewMove = (world: World, casework: Casework, form: Extract<Content, { kind: 'move' }>, actor: CaseActor, now: Instant): MovePreview => {
  const line = formLine(world, form)
  if (!line || line.move === 'show' || line.move === 'review' || line.move === 'tell') return { kind: 'impossible', why: '' }
  const { move } = line
  const opened =
    move === 'transfer' && caseFile(casework.events).status === 'received' ? after(world, casework, 'begin-preliminary', actor, {}, now) : undefined
  const made = after(world, opened?.kind === 'legal' ? opened.casework : casework, move, actor, line.facts ?? {}, now)
  if (made.kind === 'illegal') return { kind: 'impossible', why: explain(world, caseFile(casework.events), casework.number, move, made.problems) }
  const file = caseFile(made.casework.events)
  const told = tellOfMove(world, made.casework, caseFile(casework.events), made.event).flatMap((effect) =>
    effect.kind === 'tell' && 'conversation' in effect.to && effect.event.kind === 'notice' ? effect.event.parts.map(({ text }) => text) : [],
  )
  return { kind: 'possible', papers: casePapersOf(world, made.casework, file, made.event), told, status: file.status }
}

/** The papers of a move that was made, as they were written then. */
export const papersOfEvent = (world: World, casework: Casework, seq: number): readonly PaperContent[] => {
  const event = casework.events.find((one) => one.seq === seq)
  const events = casework.events.filter((one) => one.seq <= seq)
  return event ? casePapersOf(world, { ...casework, events }, caseFile(events), event) : []
}

type After = { readonly kind: 'legal'; readonly casework: Casework; readonly event: CaseEvent } | Extract<ReturnType<typeof judgeMove>, { kind: 'illegal' }>

const after = (world: World, casework: Casework, move: CaseEvent['move'], actor: CaseActor, said: CaseEvent['facts'], now: Instant): After => {
  const facts = {
    ...completedFacts(world, casework, move, said, now),
    ...(move === 'grant' ? { number: world.caseTexts('number-comes') } : {}),
  }
  const context = { exemption: casework.exemption, applicantId: casework.partyId }
  const judged = judgeMove(caseFile(casework.events), context, { move, actor, door: 'web', at: now, facts })
  return judged.kind === 'illegal' ? judged : { kind: 'legal', event: judged.event, casework: { ...casework, events: [...casework.events, judged.event] } }
}
