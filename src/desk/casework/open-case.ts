import type { CaseEvent } from '../../core/case.ts'
import type { Casework } from '../../core/casework.ts'
import { newCaseFile } from '../../core/case.ts'
import type { NewCase } from '../../core/new-case.ts'
import type { Effect } from '../../core/turn.ts'
import { choiceIn, staffOf, textIn } from '../submit/submission.ts'
import type { Submission } from '../submit/submission.ts'
import { watchCase } from './case-clock.ts'
import { watchGreen } from './green-watch.ts'
import { tellOfMove } from './tell-of-move.ts'

/** Opens a case by its first event, the applicant's confirmed application, from which the seven days run (法律援助法 43); its clock is set and its office told. */
export const openCase = ({ world, snapshot, answers, by }: Submission, made: Omit<NewCase, 'opening'>): readonly Effect[] => {
  const { now, party, conversation } = snapshot
  const opening: CaseEvent = {
    seq: 1,
    move: 'submit',
    from: 'draft',
    to: 'submitted',
    actor: { role: 'applicant', id: party.id, name: textIn(answers, 'applicant-name') ?? party.name },
    door: conversation.address.channel,
    at: now,
    facts: {
      confirmed: true,
      through: by ?? staffOf(party.role).by ?? 'self',
      ...(choiceIn(answers, 'proxy-ground') === 'detained' ? { detained: true } : {}),
    },
  }
  const { facts, ...rest } = made
  const casework: Casework = {
    ...rest,
    version: 1,
    partyId: party.id,
    conversationId: conversation.id,
    opponent: facts.opponent,
    answers: facts.answers,
    submittedAt: now,
    events: [opening],
  }
  return [
    { kind: 'open-case', newCase: { ...made, opening } },
    ...watchCase(world, casework, now),
    ...watchGreen(world, casework, now),
    ...tellOfMove(world, casework, newCaseFile, opening),
  ]
}
