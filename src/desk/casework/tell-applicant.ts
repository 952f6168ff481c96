import type { Casework } from '../../core/casework.ts'
import type { Effect, Snapshot } from '../../core/turn.ts'
import { send, tellNotice } from '../decide.ts'
import type { World } from '../world.ts'
import { isDiscreet } from './is-discreet.ts'

/** Words of whoever works on a case for its applicant, kept with the case's audit rows. Where somebody may be looking on, nothing is sent. */
export const tellApplicant = (world: World, by: Snapshot['party'], casework: Casework, text: string): readonly Effect[] => {
  const { caseTexts, roster } = world
  const { number } = casework
  if (by.role === 'villager') return [send(caseTexts('told-by.applicant-only'))]
  if (text.trim() === '') return [send(caseTexts('told-by.empty', { number }))]
  if (isDiscreet(casework)) return [send(caseTexts('told-by.discreet', { number }))]
  const staff = roster.staff.find((one) => one.id === by.staffId)
  const counsel = by.role === 'counsel' ? roster.counsel.find((one) => one.id === by.staffId) : undefined
  const office = roster.offices.find((one) => one.id === staff?.officeId)
  const where = counsel?.firm ?? office?.name ?? (by.role === 'bureau' ? caseTexts('bureau') : (roster.agency?.name ?? world.texts('labels.agency')))
  return [
    tellNotice({ conversation: casework.conversationId }, { text: caseTexts('told-by.message', { by: by.name, where, number, text }) }),
    { kind: 'audit', action: 'case-told', subject: { kind: 'case', id: casework.id }, detail: text },
    send(caseTexts('told-by.sent', { number })),
  ]
}
