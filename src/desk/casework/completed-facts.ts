import { assignmentConflicts } from '../../core/assignment.ts'
import type { MoveFacts } from '../../core/case.ts'
import type { MoveName } from '../../core/case-moves.ts'
import type { Casework } from '../../core/casework.ts'
import type { Instant } from '../../core/ids.ts'
import type { World } from '../world.ts'
import { writtenFor } from './case-papers.ts'
import { assignmentOf } from './counsel-for-case.ts'

/** What is said with a move, and what the desk adds that nobody may forget: the papers it writes, the remedies of a decision, the look for conflicts. */
export const completedFacts = (world: World, casework: Casework, move: MoveName, said: MoveFacts, now: Instant): MoveFacts => ({
  ...said,
  papers: [...(said.papers ?? []), ...writtenFor(world, move)],
  ...remediesOf(world, casework, move),
  ...(move === 'assign' && said.counselId !== undefined ? { conflicts: conflictsOf(world, casework, said.counselId, now) } : {}),
})

const remediesOf = ({ caseTexts }: World, { number }: Casework, move: MoveName): MoveFacts =>
  move === 'refuse' || move === 'terminate' || move === 'uphold' ? { remedies: caseTexts(`remedies.${move}`, { bureau: caseTexts('bureau'), number }) } : {}

/** Why somebody may not act; empty where they may, or are not in the roster. */
const conflictsOf = (world: World, casework: Casework, counselId: string, now: Instant): readonly string[] => {
  const counsel = world.roster.counsel.find((one) => one.id === counselId)
  return counsel ? assignmentConflicts(world.roster, counsel, assignmentOf(world, casework, now)) : []
}
