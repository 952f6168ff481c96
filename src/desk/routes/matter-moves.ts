import type { CaseActor } from '../../core/case.ts'
import type { CaseRole } from '../../core/case-status.ts'
import type { Casework } from '../../core/casework.ts'
import type { MatterView } from '../../core/matter.ts'
import type { Decision, Effect, Snapshot } from '../../core/turn.ts'
import { factsOf } from '../casework/casework-words.ts'
import type { CaseLine } from '../casework/casework-words.ts'
import { mayMoveAll, moveAll } from '../casework/move-all.ts'
import { tellApplicant } from '../casework/tell-applicant.ts'
import { send, take } from '../decide.ts'
import { showMatter } from '../services/matter-words.ts'
import type { World } from '../world.ts'

/** One line of casework for all cases of a collective matter: each moves by itself, by the same rules, and what one person's decision or money is stays one by one. */
export const matterMoves = (world: World, snapshot: Snapshot, role: CaseRole, line: CaseLine, matter: MatterView): Decision => {
  const { serviceTexts, caseTexts } = world
  const { party, conversation } = snapshot
  const { move } = line
  const { number } = matter
  const answer = (text: string, effects: readonly Effect[] = []): Decision =>
    take('command', { ...conversation.state, greeted: true, currentMatter: matter.id }, [
      { kind: 'audit', action: `matter-${move}`, subject: { kind: 'matter', id: matter.id }, detail: '' },
      ...effects,
      send(text),
    ])
  if (move === 'show' || move === 'review') return answer(showMatter(world, matter))
  const cases = casesFor(world, snapshot, matter)
  if (move === 'tell') {
    const told = cases.flatMap((one) => tellApplicant(world, party, one, line.rest).filter((effect) => effect.kind !== 'send'))
    return answer(serviceTexts('matter.told', { number, count: told.filter((effect) => effect.kind === 'tell').length }), told)
  }
  if (!mayMoveAll(move)) return answer(serviceTexts('matter.one-by-one', { move: caseTexts(`moves.${move}`) }))
  const actor: CaseActor = { role, id: party.staffId ?? party.id, name: party.name }
  const { effects, done, not } = moveAll(world, snapshot, cases, move, actor, line.facts ?? factsOf(world, move, line.rest, snapshot.now))
  const head = serviceTexts('matter.moved', { number, move: caseTexts(`moves.${move}`), count: done.length })
  return answer([head, ...not.map((one) => serviceTexts('matter.not-moved', one))].join('\n'), effects)
}

/** Cases of the matter that are this person's: of a judicial office those of its town, of a counsel those assigned to them. */
const casesFor = ({ roster }: World, { party, casework }: Snapshot, matter: MatterView): readonly Casework[] => {
  const office = roster.staff.find((one) => one.id === party.staffId)?.officeId
  return casework.filter(
    (one) => one.matterId === matter.id && (office === undefined || one.officeId === office) && (party.role !== 'counsel' || one.counselId === party.staffId),
  )
}
