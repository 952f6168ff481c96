import type { CaseEvent, CaseFile } from '../../core/case.ts'
import { caseFile } from '../../core/case.ts'
import type { MoveName } from '../../core/case-moves.ts'
import type { Casework } from '../../core/casework.ts'
import type { FileRef, Part } from '../../core/message.ts'
import { isWatched } from '../../core/green-channel.ts'
import type { Effect, Recipient } from '../../core/turn.ts'
import { hearingsOf } from '../../core/hearing.ts'
import { formatDate, formatMoney, parseIso } from '../../lang/index.ts'
import { priorityMark } from '../green.ts'
import { tellNotice } from '../decide.ts'
import type { World } from '../world.ts'
import { applicantOf, mobileOf } from './case-papers.ts'
import { decideBy, hearingWords } from './case-words.ts'
import { preserveWords } from './green-watch.ts'
import { isDiscreet } from './is-discreet.ts'

/** Tells those whom a move concerns, each in words of their own: the applicant what it means, staff what is theirs to do now. */
export const tellOfMove = (world: World, casework: Casework, before: CaseFile, event: CaseEvent): readonly Effect[] => {
  const vars = varsOf(world, casework, event)
  const toApplicant = event.move === 'submit' ? '' : world.caseTexts(`told.${event.move}`, vars)
  const byOrgan = casework.events[0]?.actor.role === 'organ'
  const text = byOrgan
    ? world.caseTexts('organ.told', { ...vars, move: world.caseTexts(`moves.${event.move}`), note: event.facts.reason ?? event.facts.counselName ?? '' })
    : isDiscreet(casework)
      ? world.caseTexts('told.discreet')
      : toApplicant
  // Whoever handles it is told at once what must not wait.
  const prompt =
    event.move === 'assign' && isWatched(casework.events) && casework.green !== undefined && world.green[casework.green].preserve
      ? [world.caseTexts('green.preserve'), preserveWords(world, casework)].join('\n')
      : ''
  const effects: Effect[] = toApplicant === '' ? [] : [tellNotice({ conversation: casework.conversationId }, { text })]
  for (const to of concerned(casework, before, event))
    effects.push(
      tellNotice(
        to,
        { text: [world.caseTexts(`staff.${event.move}`, vars), ...(prompt === '' ? [] : [prompt])].join('\n') },
        ...attached(world, event.facts.files),
      ),
    )
  // The firm is told what its counsel were assigned (法律援助法 43).
  const firm = event.move === 'assign' ? world.roster.counsel.find(({ id }) => id === event.facts.counselId)?.firm : undefined
  for (const one of world.roster.staff)
    if (one.role === 'firm' && one.name === firm) effects.push(tellNotice({ member: one.id }, { text: world.caseTexts('staff.assign-firm', vars) }))
  return effects
}

/** What the person sent with a move goes along, as sensitive as it may be. */
const attached = ({ caseTexts }: World, files: readonly FileRef[] = []): readonly Part[] =>
  files.length === 0 ? [] : [{ text: caseTexts('attached', { count: files.length }), files, sensitive: true }]

const concerned = (casework: Casework, before: CaseFile, { move, to, facts, actor }: CaseEvent): readonly Recipient[] => {
  const office: readonly Recipient[] = casework.officeId === undefined ? [] : [{ staff: 'clerk', officeId: casework.officeId }]
  const agency: Recipient = { staff: 'agency' }
  const bureau: Recipient = { staff: 'bureau' }
  const counsel: readonly Recipient[] = before.counselId === undefined || actor.role === 'counsel' ? [] : [{ counsel: before.counselId }]
  const early = ['submitted', 'received', 'preliminary'].includes(before.status) && office.length > 0
  const found: Partial<Record<MoveName, readonly Recipient[]>> = {
    submit: office.length > 0 ? office : [agency],
    notify: [agency],
    forward: [agency],
    transfer: [agency],
    supplement: to === 'preliminary' ? office : [agency],
    'add-material': before.counselId !== undefined ? counsel : early ? office : [agency],
    'pay-subsidy': counsel,
    withdraw: [...office, ...counsel],
    assign: facts.counselId === undefined ? [] : [{ counsel: facts.counselId }],
    refuse: counsel,
    terminate: counsel,
    'ask-change': [agency],
    object: [bureau],
    correct: [agency],
    'close-out': [agency],
  }
  return found[move] ?? []
}

const varsOf = (world: World, casework: Casework, { facts, actor, at, move }: CaseEvent): Readonly<Record<string, string>> => {
  const { roster, texts, caseTexts } = world
  const file = caseFile(casework.events)
  const counsel = roster.counsel.find((one) => one.id === file.counselId)
  const agency = roster.agency?.name ?? texts('labels.agency')
  const heard = move === 'hearing' ? hearingsOf(casework.events).at(-1) : undefined
  const due = facts.due === undefined ? undefined : parseIso(facts.due)
  return {
    number: casework.number,
    matter: `${casework.matter}${priorityMark(world, casework)}`,
    by: actor.name,
    agency,
    bureau: caseTexts('bureau'),
    office: roster.offices.find((one) => one.id === casework.officeId)?.name ?? agency,
    decide: decideBy(world, casework, at),
    reason: facts.reason ?? '',
    outcome: facts.outcome ?? '',
    remedies: facts.remedies ?? '',
    where: facts.where ?? '',
    items: (facts.items ?? []).map((item, index) => `${index + 1} ${item}`).join('\n'),
    due: due ? formatDate(due) : '',
    when: heard ? hearingWords(world, heard) : '',
    list: (facts.items ?? []).join('、'),
    amount: facts.subsidyFen === undefined ? '' : formatMoney(facts.subsidyFen),
    decision: facts.number ?? '',
    ground: move === 'terminate' && facts.ground !== undefined ? caseTexts(`grounds.${facts.ground}`) : '',
    counsel: counsel?.name ?? facts.counselName ?? '',
    firm: counsel?.firm ?? '',
    applicant: applicantOf(casework),
    mobile: mobileOf(casework),
  }
}
