import type { Instant } from '../../core/ids.ts'
import type { RetentionKind } from '../../core/retention.ts'
import type { Cipher } from '../../ports/cipher.ts'
import type { SqlDriver, SqlStatement, SqlValue } from './driver.ts'
import { createSealing, number } from './sealing.ts'
import type { Sealing } from './sealing.ts'

/** Kinds whose rows lie in the database. */
export type StoredKind = Exclude<RetentionKind, 'files' | 'backups' | 'network-logs'>

/** What is over: `count` rows, and the statements that end it. */
type Expiry = { readonly count: SqlStatement; readonly end: readonly SqlStatement[] }

/** What a body becomes. Sealing adds 29 bytes; what is longer has not been blanked yet. */
const BLANK = {
  inbox: { kind: 'internal', event: { kind: 'notice', parts: [], class: 'notice' } },
  conversation: { misses: 0, greeted: true },
  answers: { answers: {} },
  event: { name: '', facts: {} },
} as const
const SEALED_BYTES = 29
const longest = (blank: object): number => JSON.stringify(blank).length + SEALED_BYTES

const CLOSED = `('archived','withdrawn','refused','terminated','redirected')`
/** Nothing is in hand: no case, no task, no request for a person, no form. */
const IDLE = `NOT EXISTS (SELECT 1 FROM "Case" k WHERE k."partyId" = c."partyId" AND k."status" NOT IN ${CLOSED})
  AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."partyId" = c."partyId" AND t."status" = 'open')
  AND NOT EXISTS (SELECT 1 FROM "Handoff" h WHERE h."partyId" = c."partyId" AND h."status" <> 'closed')
  AND NOT EXISTS (SELECT 1 FROM "FlowRun" r WHERE r."conversationId" = c."id" AND r."status" = 'open')
  AND EXISTS (SELECT 1 FROM "Party" p WHERE p."id" = c."partyId" AND p."role" = 'villager')`

const remove = (table: string, where: string, params: readonly SqlValue[]): Expiry => ({
  count: { sql: `SELECT COUNT(*) AS "n" FROM "${table}" WHERE ${where}`, params },
  end: [{ sql: `DELETE FROM "${table}" WHERE ${where}`, params }],
})
const blank = (table: string, column: string, sealed: Uint8Array, where: string, params: readonly SqlValue[]): Expiry => ({
  count: { sql: `SELECT COUNT(*) AS "n" FROM "${table}" WHERE ${where}`, params },
  end: [{ sql: `UPDATE "${table}" SET "${column}" = ? WHERE ${where}`, params: [sealed, ...params] }],
})

const expiries = (kind: StoredKind, before: Instant, { seal }: Sealing): readonly Expiry[] => {
  switch (kind) {
    case 'messages':
      return [
        blank(
          'Inbox',
          'body',
          seal(BLANK.inbox, 'inbox'),
          `"channel" <> 'internal' AND "status" <> 'pending' AND "receivedAt" <= ? AND LENGTH("body") > ${longest(BLANK.inbox)}`,
          [before],
        ),
        remove('Inbox', `"channel" = 'internal' AND "status" <> 'pending' AND "receivedAt" <= ?`, [before]),
        remove('Outbox', `"status" IN ('sent','withheld','dead') AND "createdAt" <= ?`, [before]),
        remove('Answered', '"at" <= ?', [before]),
        remove('Job', `"status" = 'done' AND "doneAt" <= ?`, [before]),
      ]
    case 'drafts':
      return [remove('FlowRun', `"status" <> 'open' AND "updatedAt" <= ?`, [before])]
    case 'conversations': {
      const idle = `"id" IN (SELECT c."id" FROM "Conversation" c WHERE c."updatedAt" <= ? AND ${IDLE})`
      const state = blank('Conversation', 'state', seal(BLANK.conversation, 'conversation'), `${idle} AND LENGTH("state") > ${longest(BLANK.conversation)}`, [
        before,
      ])
      const person = {
        sql: `UPDATE "Party" SET "name" = ?, "villageCode" = NULL, "phoneIndex" = NULL WHERE "id" IN (SELECT c."partyId" FROM "Conversation" c WHERE c."updatedAt" <= ? AND ${IDLE})
          AND NOT EXISTS (SELECT 1 FROM "Conversation" o WHERE o."partyId" = "Party"."id" AND o."updatedAt" > ?)`,
        params: [seal('-', 'party'), before, before],
      }
      return [{ count: state.count, end: [...state.end, person] }]
    }
    case 'tasks':
      return [
        blank('Task', 'facts', seal(BLANK.answers, 'task'), `"status" = 'done' AND "doneAt" <= ? AND LENGTH("facts") > ${longest(BLANK.answers)}`, [before]),
      ]
    case 'cases': {
      const over = `"status" IN ${CLOSED} AND "updatedAt" <= ?`
      return [
        blank('Case', 'facts', seal(BLANK.answers, 'case'), `${over} AND LENGTH("facts") > ${longest(BLANK.answers)}`, [before]),
        blank(
          'CaseEvent',
          'body',
          seal(BLANK.event, 'case-event'),
          `"caseId" IN (SELECT "id" FROM "Case" WHERE ${over}) AND LENGTH("body") > ${longest(BLANK.event)}`,
          [before],
        ),
        remove('Screening', `"caseId" IN (SELECT "id" FROM "Case" WHERE ${over})`, [before]),
      ]
    }
    case 'talks':
      return [
        blank('Handoff', 'conclusion', seal('', 'handoff'), `"status" = 'closed' AND "closedAt" <= ? AND LENGTH("conclusion") > ${longest({})}`, [before]),
        remove('HandoffNote', `"handoffId" IN (SELECT "id" FROM "Handoff" WHERE "status" = 'closed' AND "closedAt" <= ?)`, [before]),
      ]
    case 'audit':
      return [remove('AuditRow', '"at" <= ?', [before]), remove('RegistryLookup', '"at" <= ?', [before])]
    case 'notices':
      return [remove('StaffNotice', '"at" <= ?', [before])]
  }
}

/** How many rows of a kind are older than `before`. */
export const countExpired = async (driver: Pick<SqlDriver, 'all'>, cipher: Cipher, kind: StoredKind, before: Instant): Promise<number> => {
  let sum = 0
  for (const { count } of expiries(kind, before, createSealing(cipher))) sum += number((await driver.all(count.sql, count.params))[0] ?? {}, 'n')
  return sum
}

/** Ends what is older than `before`: its words go, and what is counted stays. How many rows. Doing it twice changes nothing. */
export const endExpired = async (driver: SqlDriver, cipher: Cipher, kind: StoredKind, before: Instant): Promise<number> => {
  const count = await countExpired(driver, cipher, kind, before)
  if (count > 0) await driver.batch(expiries(kind, before, createSealing(cipher)).flatMap(({ end }) => end))
  return count
}
