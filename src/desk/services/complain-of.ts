import { caseFile, movesOf } from '../../core/case.ts'
import type { Casework } from '../../core/casework.ts'
import { complaintClocks } from '../../core/complaint.ts'
import type { Accused, Complaint } from '../../core/complaint.ts'
import type { FileRef } from '../../core/message.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import { civilDate, formatDate } from '../../lang/index.ts'
import { isDiscreet } from '../casework/is-discreet.ts'
import { makeMove } from '../casework/make-move.ts'
import { send, tellNotice } from '../decide.ts'
import { nextNumber } from '../submit/submission.ts'
import type { World } from '../world.ts'
import { bureauFor, watchComplaint } from './complaint-clock.ts'
import { accusedWords, caseWords, complainant } from './complaint-words.ts'

/** What somebody complains of. `name` and `mobile` as they gave them; without `named` nobody is shown who it is. */
export type Grievance = {
  readonly casework?: Casework
  readonly accused: Accused
  readonly text: string
  readonly files: readonly FileRef[]
  readonly named: boolean
  readonly name?: string
  readonly mobile?: string
  /** What is answered, with {number}; absent: the usual words. */
  readonly done?: string
}

/**
 * Files a complaint: an object of its own with its clock, told to those of the bureau who are not complained of. Where a case is meant and the name is given,
 * the case's file says that there is one, and nothing of what it says (法律援助法 55, 56).
 */
export const complainOf = (world: World, snapshot: Snapshot, said: Grievance): readonly Effect[] => {
  const { serviceTexts, caseTexts } = world
  const { now, party, conversation, inboxId } = snapshot
  const { year } = civilDate(now)
  const { value, effect } = nextNumber(snapshot, `complaint-${year}`)
  const number = serviceTexts('complaint.number', { year, n: String(value).padStart(4, '0') })
  const { casework, accused, named } = said
  const counsel = casework ? caseFile(casework.events).counselName : undefined
  const inFile = casework !== undefined && named && movesOf(caseFile(casework.events), 'applicant').includes('complain')
  const bureau = caseTexts('bureau')
  const moved = inFile
    ? makeMove(
        world,
        snapshot,
        casework,
        'complain',
        { role: 'applicant', id: party.id, name: said.name ?? party.name },
        { confirmed: true, reason: serviceTexts('complaint.in-file', { number, bureau }) },
      )
    : undefined
  const complaint: Complaint = {
    id: `q${inboxId}`,
    number,
    version: 0,
    status: 'filed',
    partyId: party.id,
    conversationId: conversation.id,
    ...(casework && moved?.kind === 'moved' ? { caseId: casework.id } : {}),
    ...(casework ? { caseNumber: casework.number } : {}),
    accused: { ...accused, ...(accused.name === undefined && accused.kind === 'lawyer' && counsel !== undefined ? { name: counsel } : {}) },
    named,
    name: said.name ?? party.name,
    mobile: said.mobile ?? '',
    text: said.text,
    files: said.files,
    discreet: casework !== undefined && isDiscreet(casework),
    openedAt: now,
    events: [],
  }
  return [
    effect,
    { kind: 'open-complaint', complaint },
    { kind: 'audit', action: 'complaint-filed', subject: { kind: 'complaint', id: complaint.id }, detail: number },
    ...(moved?.kind === 'moved' ? moved.effects : []),
    ...watchComplaint(world, complaint, now),
    ...toldOf(world, complaint),
    send(said.done?.replace('{number}', number) ?? serviceTexts('complaint.filed', { number, bureau })),
  ]
}

const toldOf = (world: World, complaint: Complaint): readonly Effect[] => {
  const { serviceTexts } = world
  const { number, text, files } = complaint
  const who = bureauFor(world, complaint)
  if (who.length === 0) return [{ kind: 'notify-staff', notice: 'task', text: serviceTexts('complaint.nobody', { number }) }]
  const [take] = complaintClocks(complaint, world.practice)
  const words = serviceTexts('complaint.staff-filed', {
    number,
    accused: accusedWords(world, complaint),
    case: caseWords(world, complaint),
    take: take ? formatDate(civilDate(take.due)) : '',
    text,
    ...complainant(world, complaint),
  })
  const attached = files.length === 0 ? [] : [{ text: world.caseTexts('attached', { count: files.length }), files, sensitive: true as const }]
  return who.map(({ id }) => tellNotice({ member: id }, { text: words }, ...attached))
}
