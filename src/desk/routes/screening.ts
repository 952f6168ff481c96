import { caseFile } from '../../core/case.ts'
import { withoutCaseReference } from '../../core/case-reference.ts'
import { endedCaseStatuses } from '../../core/registry.ts'
import { mayDo } from '../acting.ts'
import { pass, send, take } from '../decide.ts'
import { scheduleScreening, screeningCard } from '../screening.ts'
import { meant } from './casework.ts'
import type { Route } from './context.ts'

/** `查核 NUMBER`: what departments have confirmed of the applicant; again with 再查, or with 复核 where means may have changed (法律援助法 48). */
export const screeningRoute: Route = ({ world, snapshot, input }) => {
  const { party, conversation } = snapshot
  if (input.kind !== 'message' || conversation.group || party.staffId === undefined || !mayDo(world, party, 'screen-case')) return pass
  const { texts, commands } = world
  const word = commands['screening']?.['look']?.find((one) => input.text.trimStart().startsWith(one))
  if (word === undefined) return pass
  const casework = meant(snapshot, input.text)
  const known = { ...conversation.state, greeted: true }
  if (!casework) return take('command', known, [send(texts('screening.which', { word }))])
  const { id: caseId, number } = casework
  if (!mayDo(world, party, 'screen-case', { kind: 'case', ...casework })) return take('command', known, [send(texts('screening.foreign', { number }))])
  const next = { ...known, currentCase: caseId }
  const answer = (text: string) => take('command', next, [send(text)])
  const rest = withoutCaseReference(input.text.trimStart().slice(word.length)).trim()
  const recheck = commands['screening']?.['recheck']?.some((one) => rest.includes(one)) ?? false
  const anew = recheck || (commands['screening']?.['again']?.some((one) => rest.includes(one)) ?? false)
  const last = snapshot.screenings.find((one) => one.caseId === caseId)
  if (last && !anew)
    return take('command', next, [
      { kind: 'audit', action: 'screening-seen', subject: { kind: 'case', id: caseId }, detail: last.id },
      send({ text: `${screeningCard(world, last)}\n${texts('screening.again', { word, number })}`, sensitive: true }),
    ])
  if (endedCaseStatuses.includes(caseFile(casework.events).status)) return answer(texts('screening.over', { number }))
  return take('command', next, [
    { kind: 'audit', action: 'screening-asked', subject: { kind: 'case', id: caseId }, detail: rest },
    scheduleScreening(caseId, party.staffId, recheck ? 'recheck' : 'review', snapshot.now),
    send(texts('screening.asking', { number })),
  ])
}
