import type { Mediation, MediationEvent } from '../../core/mediation.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import type { World } from '../world.ts'

const PAPER = 'mediation-agreement'

/** Has the written agreement made for signing (人民调解法 28, 29): it takes effect by both sides' signatures, the mediator's, and the committee's seal. Sent to who keeps the file. */
export const agreementPaper = (world: World, snapshot: Snapshot, mediation: Mediation, { facts, at }: MediationEvent): readonly Effect[] => {
  const known = world.papers.find((one) => one.id === PAPER)
  if (!known) return []
  const { serviceTexts, roster } = world
  const mediators = mediation.events.findLast((event) => event.move === 'name-mediators')?.facts.mediators ?? []
  const values: Readonly<Record<string, string>> = {
    number: mediation.number,
    'applicant-name': mediation.parties.applicant,
    'applicant-mobile': mediation.parties.mobile,
    matter: serviceTexts(`mediation.matter.${mediation.matter}`),
    facts: mediation.facts,
    terms: facts.terms ?? '',
    'perform-by': facts.performBy ? formatDate(facts.performBy) : serviceTexts('mediation.no-day'),
    mediators: mediators.join('、'),
    committee: serviceTexts('mediation.committee', { office: roster.offices.find((one) => one.id === mediation.officeId)?.name ?? '' }),
    'signed-on': formatDate(civilDate(at)),
  }
  const paper = {
    ...{ paper: PAPER, title: known.title },
    values: Object.fromEntries(known.fields.map((field) => [field, values[field] ?? ''])),
    rows: { opponents: mediation.parties.opponents.map((name) => ({ name })) },
  }
  return [{ kind: 'schedule', key: `papers ${snapshot.inboxId}`, job: { kind: 'papers', papers: [paper] }, dueAt: snapshot.now }]
}
