import type { Instant } from '../../core/ids.ts'
import type { InternalEvent, Recipient } from '../../core/turn.ts'
import { answeredName } from './answered.ts'
import { publicityThreads } from './publicity.ts'
import type { SqlStatement } from './driver.ts'
import type { Sealing } from './sealing.ts'

const RECIPIENTS = {
  conversation: 'SELECT "id" FROM "Conversation" WHERE "id" = ?',
  counsel: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE p."role" = 'counsel' AND p."staffId" = ? AND c."groupIndex" = ''`,
  gridWorker: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE p."role" = 'grid-worker' AND p."staffId" = ? AND c."groupIndex" = ''`,
  staff: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" WHERE p."role" = ? AND c."groupIndex" = ''`,
  officeStaff: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId" JOIN "Staff" s ON s."id" = p."staffId"
    WHERE p."role" || ' ' || s."officeId" = ? AND c."groupIndex" = ''`,
  member: `SELECT c."id" FROM "Conversation" c JOIN "Party" p ON p."id" = c."partyId"
    WHERE p."staffId" = ? AND p."role" NOT IN ('villager','counsel','grid-worker') AND c."groupIndex" = ''`,
  answered: `SELECT DISTINCT c."id" FROM "Answered" a JOIN "Conversation" c ON c."id" = a."conversationId" WHERE a."intentIndex" = ?`,
  privateOf: `SELECT "id" FROM "Conversation" WHERE "partyId" = ? AND "groupIndex" = ''`,
} as const

/** The query for the conversations that somebody is told in, and its values. */
const recipientOf = (to: Recipient, sealing: Sealing): readonly [string, string | readonly (string | boolean)[]] => {
  if ('publicity' in to) return publicityThreads(to.publicity)
  if ('answered' in to) return [RECIPIENTS.answered, sealing.index(answeredName(to.answered))]
  if ('conversation' in to) return [RECIPIENTS.conversation, to.conversation]
  if ('staff' in to) return to.officeId === undefined ? [RECIPIENTS.staff, to.staff] : [RECIPIENTS.officeStaff, `${to.staff} ${to.officeId}`]
  if ('counsel' in to) return [RECIPIENTS.counsel, to.counsel]
  if ('gridWorker' in to) return [RECIPIENTS.gridWorker, to.gridWorker]
  if ('member' in to) return [RECIPIENTS.member, to.member]
  return [RECIPIENTS.privateOf, to.privateOf]
}

/** Puts an event into the inbox of each conversation of `to`; `key`: the same told again is the same. Returns whose lanes have something to do. */
export const tellStatement = (to: Recipient, event: InternalEvent, key: string, now: Instant, sealing: Sealing): SqlStatement => {
  const [select, id] = recipientOf(to, sealing)
  return {
    sql: `INSERT INTO "Inbox" ("channel","account","externalId","conversationId","body","receivedAt","status","attempts")
      SELECT 'internal','',CAST(? AS TEXT) || ':' || t."id",t."id",CAST(? AS BLOB),CAST(? AS INTEGER),'pending',0 FROM (${select}) t RETURNING "conversationId"`,
    params: [key, sealing.seal({ kind: 'internal', event }, 'inbox'), now, ...(typeof id === 'string' ? [id] : id)],
  }
}
