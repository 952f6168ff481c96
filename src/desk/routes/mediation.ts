import { caseReferencesIn } from '../../core/case-reference.ts'
import { isMediationOver, mayBeExcluded, mediationMovesFrom, moveMediation, remediesOf } from '../../core/mediation.ts'
import type { Mediation, MediationActor, MediationEvent } from '../../core/mediation.ts'
import type { Decision, Effect } from '../../core/turn.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import { mayDo } from '../acting.ts'
import { pass, send, take, tellNotice } from '../decide.ts'
import { officeNotice, watchAgreement } from '../services/mediation-clock.ts'
import { agreementPaper } from '../services/mediation-paper.ts'
import { mediationFacts, mediationMeant, readMediationLine } from '../services/mediation-words.ts'
import { sessionWork } from '../work.ts'
import type { World } from '../world.ts'
import type { Route } from './context.ts'

/** Lines by which a mediation goes on: by the office that keeps its file, and by who applied for it, who may leave it and say whether it was kept. */
export const mediationRoute: Route = ({ world, snapshot, input }) => {
  const { party, conversation, mediations, now } = snapshot
  const office = mayDo(world, party, 'see-mediations')
  if (input.kind !== 'message' || conversation.group || (!office && party.role !== 'villager') || conversation.ownerId !== undefined) return pass
  const line = readMediationLine(world, input.text)
  // A villager speaks of a mediation only by its number: anything else may be an ordinary message.
  if (!line || (!office && (mediations.length === 0 || caseReferencesIn(input.text).length === 0))) return pass
  const { serviceTexts } = world
  const known = { ...conversation.state, greeted: true }
  const answer = (text: string, effects: readonly Effect[] = []): Decision => take('command', known, [...effects, send(text)])
  if (line.move === 'show' && office && caseReferencesIn(input.text).length === 0) return answer(list(world, mediations))
  const mediation = mediationMeant(mediations, input.text)
  if (!mediation) return answer(serviceTexts('mediation.which', { word: line.word }))
  const seen: Effect = { kind: 'audit', action: 'mediation-seen', subject: { kind: 'mediation', id: mediation.id }, detail: '' }
  if (line.move === 'show') return answer(show(world, mediation), [seen])
  const actor: MediationActor = { role: office ? 'office' : 'applicant', id: party.staffId ?? party.id, name: party.name }
  const moved = moveMediation(mediation, line.move, actor, mediationFacts(world, line.move, line.rest, now), {
    ...{ at: now, today: civilDate(now), isWorkday: world.isWorkday },
  })
  if (moved.kind === 'not-moved') return answer(why(world, mediation, actor, moved.problems, line.word))
  const { event } = moved
  const status = serviceTexts(`mediation.status.${event.to}`)
  return answer(serviceTexts('mediation.done', { number: mediation.number, status }), [
    { kind: 'move-mediation', mediation: moved.mediation, version: mediation.version },
    { kind: 'audit', action: `mediation-${event.move}`, subject: { kind: 'mediation', id: mediation.id }, detail: event.facts.note ?? event.facts.terms ?? '' },
    ...(event.move === 'hold-session' ? sessionWork(world, moved.mediation, now) : []),
    ...(event.move === 'agree' || event.move === 'confirm' ? watchAgreement(world, moved.mediation) : []),
    ...(event.move === 'agree' && event.facts.form === 'written' ? agreementPaper(world, snapshot, moved.mediation, event) : []),
    ...toldOf(world, moved.mediation, event),
  ])
}

/** Tells the side that did not make the move. */
const toldOf = (world: World, mediation: Mediation, event: MediationEvent): readonly Effect[] => {
  const { serviceTexts } = world
  if (event.actor.role === 'applicant')
    return officeNotice(
      mediation,
      serviceTexts('mediation.by-applicant', { number: mediation.number, status: serviceTexts(`mediation.status.${event.to}`), note: event.facts.note ?? '' }),
    )
  const ways = isMediationOver(mediation) && event.to !== 'performed' ? remedies(world, mediation) : event.to === 'broken' ? remedies(world, mediation) : ''
  const vars = {
    number: mediation.number,
    note: event.facts.note ?? '',
    terms: event.facts.terms ?? '',
    mediators: (event.facts.mediators ?? []).join('、'),
    performBy: event.facts.performBy ? formatDate(event.facts.performBy) : serviceTexts('mediation.no-day'),
    remedies: ways,
  }
  const excluded = event.move === 'agree' && mayBeExcluded(mediation.matter) ? `\n${serviceTexts('mediation.excluded')}` : ''
  const text = `${serviceTexts(event.move === 'agree' ? `mediation.told.agree-${event.facts.form ?? 'written'}` : `mediation.told.${event.move}`, vars)}${excluded}`
  return [tellNotice({ conversation: mediation.conversationId }, { text })]
}

const remedies = ({ serviceTexts }: World, mediation: Mediation): string =>
  remediesOf(mediation)
    .map((remedy, index) => `${index + 1} ${serviceTexts(`mediation.remedy.${remedy}`)}`)
    .join('\n')

const why = (world: World, mediation: Mediation, actor: MediationActor, problems: readonly string[], word: string): string => {
  const { serviceTexts } = world
  const possible = mediationMovesFrom(mediation.status, actor.role).map((move) => world.commands['mediation']?.[move]?.[0] ?? move)
  return [
    serviceTexts('mediation.not-done', { number: mediation.number, word, status: serviceTexts(`mediation.status.${mediation.status}`) }),
    ...problems.map((problem) => serviceTexts(`mediation.problem.${problem}`)),
    ...(possible.length > 0 ? [serviceTexts('mediation.possible', { moves: possible.join('、') })] : []),
  ].join('\n')
}

const list = ({ serviceTexts }: World, mediations: readonly Mediation[]): string => {
  const open = mediations.filter((one) => !isMediationOver(one))
  if (open.length === 0) return serviceTexts('mediation.list-empty')
  return [
    serviceTexts('mediation.list'),
    ...open.map((one) =>
      serviceTexts('mediation.line', {
        number: one.number,
        matter: serviceTexts(`mediation.matter.${one.matter}`),
        applicant: one.parties.applicant,
        status: serviceTexts(`mediation.status.${one.status}`),
      }),
    ),
  ].join('\n')
}

const show = ({ serviceTexts }: World, mediation: Mediation): string =>
  [
    serviceTexts('mediation.show', {
      number: mediation.number,
      matter: serviceTexts(`mediation.matter.${mediation.matter}`),
      status: serviceTexts(`mediation.status.${mediation.status}`),
      applicant: mediation.parties.applicant,
      mobile: mediation.parties.mobile,
      opponents: mediation.parties.opponents.join('、'),
      facts: mediation.facts,
      wish: mediation.wish,
    }),
    ...mediation.events.map(({ at, actor, to, facts }) =>
      serviceTexts('mediation.event', {
        date: formatDate(civilDate(at)),
        by: actor.name,
        status: serviceTexts(`mediation.status.${to}`),
        note: facts.note ?? facts.terms ?? facts.mediators?.join('、') ?? '',
      }),
    ),
  ].join('\n')
