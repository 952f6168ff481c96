import type { Recipient } from '../../core/turn.ts'
import { answeredName } from './answered.ts'
import type { Sealing } from './sealing.ts'

const RECIPIENTS = {
  conversation: 'SELECT "id" FROM "Conversation" WHERE "id" = ?',
  counsel: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE p."role" = 'counsel' AND p."staffId" = ? AND c."groupIndex" = ''`,
  staff: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE p."role" = ? AND c."groupIndex" = ''`,
  officeStaff: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" JOIN "Staff" s ON s."id" = p."staffId"
    WHERE p."role" || ' ' || s."officeId" = ? AND c."groupIndex" = ''`,
  answered: `SELECT DISTINCT c."id" FROM "Answered" a JOIN "Conversation" c ON c."id" = a."conversationId" WHERE a."intentIndex" = ?`,
  privateOf: `SELECT "id" FROM "Conversation" WHERE "partyId" = ? AND "groupIndex" = ''`,
} as const

/** Column and value that name whose conversation an effect goes to. */
export const recipientOf = (to: Recipient, sealing: Sealing): readonly [string, string] => {
  if ('answered' in to) return [RECIPIENTS.answered, sealing.index(answeredName(to.answered))]
  if ('conversation' in to) return [RECIPIENTS.conversation, to.conversation]
  if ('staff' in to) return to.officeId === undefined ? [RECIPIENTS.staff, to.staff] : [RECIPIENTS.officeStaff, `${to.staff} ${to.officeId}`]
  if ('counsel' in to) return [RECIPIENTS.counsel, to.counsel]
  return [RECIPIENTS.privateOf, to.privateOf]
}
