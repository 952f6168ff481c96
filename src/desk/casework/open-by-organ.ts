import { judgeMove, newCaseFile } from '../../core/case.ts'
import type { CaseActor } from '../../core/case.ts'
import type { Casework } from '../../core/casework.ts'
import type { NewCase } from '../../core/new-case.ts'
import type { Decision, Effect, Snapshot } from '../../core/turn.ts'
import { civilDate } from '../../lang/index.ts'
import { send, take } from '../decide.ts'
import { nextNumber } from '../submit/submission.ts'
import type { World } from '../world.ts'
import { watchCase } from './case-clock.ts'
import { explain } from './case-words.ts'
import { factsOf } from './casework-words.ts'
import type { CaseLine } from './casework-words.ts'
import { tellOfMove } from './tell-of-move.ts'

/**
 * A case-handling organ asks for counsel for somebody who must have one (法律援助法 25, 28, 36), or passes on what a detained person applied for (39). The case is
 * the organ's to follow; how poor somebody is plays no part in a notice.
 */
export const openByOrgan = (world: World, snapshot: Snapshot, line: CaseLine & { readonly move: 'notify' | 'forward' }): Decision => {
  const { caseTexts, roster } = world
  const { now, party, conversation, inboxId } = snapshot
  const state = { ...conversation.state, greeted: true }
  const [, name, rest = ''] = /^(\p{Script=Han}{2,4})[\s,，、]+([\s\S]+)$/u.exec(line.rest.trim()) ?? []
  if (name === undefined) return take('command', state, [send(caseTexts('organ.who', { word: line.word }))])
  const actor: CaseActor = { role: 'organ', id: party.staffId ?? party.id, name: party.name }
  const facts = { ...factsOf(world, line.move, rest, now), confirmed: true, through: 'organ' as const, ...(line.move === 'forward' ? { detained: true } : {}) }
  const judged = judgeMove(newCaseFile, { exemption: 'none', applicantId: '' }, { move: line.move, actor, door: conversation.address.channel, at: now, facts })
  if (judged.kind === 'illegal') return take('command', state, [send(explain(world, newCaseFile, name, line.move, judged.problems))])
  const { year } = civilDate(now)
  const { value, effect } = nextNumber(snapshot, `application-${year}`)
  const number = world.settings.applicationNumber.replace('{year}', String(year)).replace('{n}', String(value).padStart(4, '0'))
  const made: NewCase = {
    ...{
      id: `c${inboxId}`,
      number,
      matter: caseTexts('organ.matter'),
      exemption: 'none',
      urgent: line.move === 'forward',
      flow: 'legal-aid-application',
      flowVersion: 0,
    },
    facts: { answers: { 'applicant-name': { kind: 'text', value: name, shown: name } }, opponent: 'none' },
    opening: judged.event,
  }
  const { opening, facts: kept, ...shared } = made
  const casework: Casework = {
    ...shared,
    ...{ version: 1, partyId: party.id, conversationId: conversation.id, opponent: kept.opponent, answers: kept.answers, submittedAt: now, events: [opening] },
  }
  const told = tellOfMove(world, casework, newCaseFile, opening).filter((one) => one.kind !== 'tell' || !('conversation' in one.to))
  const effects: readonly Effect[] = [
    effect,
    { kind: 'open-case', newCase: made },
    { kind: 'audit', action: `case-${line.move}`, subject: { kind: 'case', id: made.id }, detail: number },
    ...watchCase(world, casework, now),
    ...told,
    send(caseTexts('organ.opened', { number, applicant: name, agency: roster.agency?.name ?? world.texts('labels.agency') })),
  ]
  return take('command', { ...state, currentCase: made.id }, effects)
}

/** Whether a case is a partner's: of a firm those assigned to its counsel, of an organ those it handed in. */
export const isPartnersCase = (world: World, { role, name, id }: Snapshot['party'], casework: Casework): boolean =>
  role === 'organ' ? casework.partyId === id : world.roster.counsel.some((one) => one.id === casework.counselId && one.firm === name)
