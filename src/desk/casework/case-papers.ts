import type { CaseEvent, CaseFile } from '../../core/case.ts'
import type { CasePaper } from '../../core/case-status.ts'
import { caseMoves } from '../../core/case-moves.ts'
import type { MoveName, MoveRule } from '../../core/case-moves.ts'
import type { Casework } from '../../core/casework.ts'
import type { Answers } from '../../core/flow-state.ts'
import type { PaperContent } from '../../core/task.ts'
import { parseIso, formatDate, formatMoney } from '../../lang/index.ts'
import type { World } from '../world.ts'
import { day, decideBy } from './case-words.ts'

/** Papers of a move that the desk writes itself. */
export const writtenFor = (world: World, move: MoveName): readonly CasePaper[] => {
  const rule: MoveRule = caseMoves[move]
  return rule.papers.filter((paper) => paper !== 'power-of-attorney' && world.papers.some((one) => one.id === paper))
}

const shown = (answers: Answers, step: string): string | undefined => {
  const value = answers[step]
  return value && value.kind !== 'skipped' ? (value.kind === 'text' ? value.value : value.shown) : undefined
}

/** Who applied, as they wrote their name. */
export const applicantOf = (casework: Casework): string => shown(casework.answers, 'applicant-name') ?? ''

/** Where to call the applicant. */
export const mobileOf = (casework: Casework): string => shown(casework.answers, 'applicant-mobile') ?? ''

/** Names of the other side, as stated. */
export const opponentsOf = ({ answers }: Casework): readonly string[] =>
  Object.keys(answers).flatMap((step) => (/^opponents\.\d+\.name$/.test(step) || step === 'opponent-name' ? (shown(answers, step) ?? []) : []))

/** What the papers of a move say. */
export const casePapersOf = (world: World, casework: Casework, file: CaseFile, event: CaseEvent): readonly PaperContent[] =>
  writtenFor(world, event.move).flatMap((id): readonly PaperContent[] => {
    const known = world.papers.find((one) => one.id === id)
    if (!known) return []
    const values = valuesOf(world, casework, file, event)
    const { facts } = event
    const rows = {
      attachments: attachmentsOf(world, casework.answers),
      log: casework.events.flatMap(({ at, move, facts: told }) => (told.reason !== undefined && move === 'report' ? [{ at: day(at), text: told.reason }] : [])),
      items: (facts.items ?? []).map((text, index) => ({ n: String(index + 1), text })),
    }
    return [{ paper: id, title: known.title, values: Object.fromEntries(known.fields.map((field) => [field, values[field] ?? ''])), rows }]
  })

const moneyOf = (fen: number | undefined): string => (fen === undefined ? '' : formatMoney(fen))

const attachmentsOf = (world: World, answers: Answers): readonly Readonly<Record<string, string>>[] => {
  const files = Object.values(answers).flatMap((value) => (value.kind === 'files' ? value.value : []))
  return [{ name: world.caseTexts('application-form'), count: '1' }, ...files.map((file) => ({ name: file.name, count: '1' }))]
}

const valuesOf = (world: World, casework: Casework, file: CaseFile, { actor, at, facts, move }: CaseEvent): Readonly<Record<string, string>> => {
  const { roster, caseTexts, texts } = world
  const office = roster.offices.find((one) => one.id === casework.officeId)
  const counsel = roster.counsel.find((one) => one.id === (facts.counselId ?? file.counselId))
  const agency = roster.agency?.name ?? texts('labels.agency')
  const due = facts.due === undefined ? undefined : parseIso(facts.due)
  return {
    number: casework.number,
    'applicant-name': applicantOf(casework),
    'applicant-mobile': mobileOf(casework),
    'opponent-name': opponentsOf(casework).join('、'),
    matter: casework.matter,
    'received-on': day(casework.submittedAt),
    'issued-on': day(at),
    'decide-by': decideBy(world, casework, at),
    'due-on': due ? formatDate(due) : '',
    office: actor.role === 'agency' ? agency : (office?.name ?? agency),
    'office-phone': office?.phone ?? roster.agency?.phone ?? '',
    'office-address': office?.address ?? roster.agency?.address ?? '',
    receiver: actor.name,
    handler: actor.name,
    agency,
    bureau: caseTexts('bureau'),
    opinion: facts.reason ?? '',
    'opinion-urgent': casework.urgent ? caseTexts('yes') : caseTexts('no'),
    'opinion-hardship': caseTexts(`exemption.${casework.exemption}`),
    reason: facts.reason ?? '',
    remedies: facts.remedies ?? '',
    outcome: facts.outcome ?? '',
    amount: moneyOf(facts.amountFen),
    avoided: moneyOf(facts.avoidedFen),
    'decision-number': facts.number ?? file.grantNumber ?? '',
    ground: move === 'terminate' && facts.ground !== undefined ? caseTexts(`grounds.${facts.ground}`) : '',
    counsel: counsel?.name ?? file.counselName ?? '',
    firm: counsel?.firm ?? '',
    result: move === 'uphold' || move === 'correct' ? caseTexts(`moves.${move}`) : '',
  }
}
