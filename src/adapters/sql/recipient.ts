import type { Recipient } from '../../core/turn.ts'

const RECIPIENTS = {
  conversation: 'SELECT "id" FROM "Conversation" WHERE "id" = ?',
  counsel: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE p."role" = 'counsel' AND p."staffId" = ? AND c."groupIndex" = ''`,
  staff: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE p."role" = ? AND c."groupIndex" = ''`,
  officeStaff: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" JOIN "Staff" s ON s."id" = p."staffId"
    WHERE p."role" || ' ' || s."officeId" = ? AND c."groupIndex" = ''`,
  privateOf: `SELECT "id" FROM "Conversation" WHERE "partyId" = ? AND "groupIndex" = ''`,
} as const

/** Column and value that name whose conversation an effect goes to. */
export const recipientOf = (to: Recipient): readonly [string, string] => {
  if ('conversation' in to) return [RECIPIENTS.conversation, to.conversation]
  if ('staff' in to) return to.officeId === undefined ? [RECIPIENTS.staff, to.staff] : [RECIPIENTS.officeStaff, `${to.staff} ${to.officeId}`]
  if ('counsel' in to) return [RECIPIENTS.counsel, to.counsel]
  return [RECIPIENTS.privateOf, to.privateOf]
}
