import { caseReferencesIn, withoutCaseReference } from '../../core/case-reference.ts'
import { complaintClocks, complaintMoves } from '../../core/complaint.ts'
import type { Complaint, ComplaintClock, ComplaintMoveName } from '../../core/complaint.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import type { World } from '../world.ts'

/** A line about a complaint, read: `受理投诉 2026-1`. `show`: its file, or the list where none is named. */
export type ComplaintLine = { readonly move: ComplaintMoveName | 'show'; readonly word: string; readonly rest: string }

/** Reads a line that begins with a word of complaints, or undefined. The longest word goes first. */
export const readComplaintLine = (world: World, text: string): ComplaintLine | undefined => {
  const plain = text.trimStart()
  const words = Object.entries(world.commands['complaint'] ?? {}).flatMap(([command, all]) => all.map((word) => ({ command, word })))
  const found = words
    .sort((a, b) => b.word.length - a.word.length)
    .find(({ word }) => plain.startsWith(word) && !/^(?!\p{Script=Han}*〔)\p{Script=Han}/u.test(plain.slice(word.length)))
  const move = found?.command === 'show' ? ('show' as const) : complaintMoves.find((one) => one === found?.command)
  return found && move ? { move, word: found.word, rest: withoutCaseReference(plain.slice(found.word.length)).replace(/^[\s:：,，]+/u, '') } : undefined
}

/** The complaint that a line names, by its own number or that of its case, else the only one there is. */
export const complaintMeant = (complaints: readonly Complaint[], text: string): Complaint | undefined => {
  const named = caseReferencesIn(text)[0]
  if (!named) return complaints.length === 1 ? complaints[0] : undefined
  const has = (number: string | undefined) => number !== undefined && (number === named.whole || number.includes(`${named.year}〕${named.n}`))
  return complaints.find((one) => one.number === named.whole) ?? complaints.find((one) => has(one.number)) ?? complaints.find((one) => has(one.caseNumber))
}

/** Whom it is about, in words. */
export const accusedWords = ({ serviceTexts }: World, { accused }: Pick<Complaint, 'accused'>): string =>
  `${serviceTexts(`complaint.accused.${accused.kind}`)}${accused.name ?? ''}`

/** A clock in words. */
export const complaintClockWords = ({ serviceTexts }: World, clock: ComplaintClock, now: number): string =>
  serviceTexts(now > clock.due ? 'complaint.clock-late' : 'complaint.clock', {
    due: formatDate(civilDate(clock.due)),
    verb: serviceTexts(`complaint.verb.${clock.id}`),
  })

/** The last day of the clock that runs, in words; '' where none does. */
export const complaintDue = (world: World, complaint: Complaint): string => {
  const clock = complaintClocks(complaint, world.practice).find((one) => one.endedAt === undefined)
  return clock ? formatDate(civilDate(clock.due)) : ''
}

/** Who complained, as the bureau may see them. */
export const complainant = ({ serviceTexts }: World, { named, name, mobile }: Complaint): { readonly name: string; readonly mobile: string } =>
  named ? { name, mobile } : { name: serviceTexts('complaint.nameless'), mobile: '' }

/** The case that it is about, in words; '' where none. */
export const caseWords = ({ serviceTexts }: World, { caseNumber }: Complaint): string =>
  caseNumber === undefined ? '' : serviceTexts('complaint.of-case', { number: caseNumber })
